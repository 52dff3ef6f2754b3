//! Erased beats all, for ever: before the event, after it, and whatever corrects it.

use domain::EventId;
use rusqlite::{Connection, params};

use super::Batch;
use crate::column::{self, Id};
use crate::entry::{self, Standing};
use crate::error::BookError;
use crate::held;

/// Whether this event is erased.
pub(super) fn is_erased(tx: &Connection, id: EventId) -> Result<bool, BookError> {
    Ok(tx.prepare_cached("SELECT 1 FROM book_erased WHERE event_id = ?1")?.exists([id.bytes()])?)
}

/// Whether this event, or one that it corrects in the end, is erased.
pub(super) fn is_beyond(tx: &Connection, id: EventId) -> Result<bool, BookError> {
    Ok(is_erased(tx, id)?
        || tx
            .prepare_cached("SELECT 1 FROM book_entry WHERE event_id = ?1 AND standing = 'moot'")?
            .exists([id.bytes()])?)
}

impl Batch<'_> {
    /// Takes every trace of an event out of the book, and keeps its id so that it never comes back.
    pub(super) fn erase(&mut self, id: EventId, n: u64) -> Result<(), BookError> {
        self.tx
            .prepare_cached(
                "INSERT INTO book_erased (event_id, n) VALUES (?1, ?2)
                 ON CONFLICT (event_id) DO UPDATE SET n = MIN(n, excluded.n)",
            )?
            .execute(params![id.bytes(), column::position(n)?])?;
        if !entry::known(self.tx, id)?.is_empty() {
            // Before the way up is gone with it.
            self.touch_upward(id)?;
            self.let_go(id)?;
            self.tx.prepare_cached("DELETE FROM book_entry WHERE event_id = ?1")?.execute([id.bytes()])?;
            self.tx.prepare_cached("DELETE FROM quarantine WHERE event_id = ?1")?.execute([id.bytes()])?;
        }
        held::forget(self.tx, id)?;
        self.let_go(id)
    }

    /// What corrects something erased has nothing left to say: an amendment's new name is as erased as the old.
    pub(super) fn let_go(&mut self, id: EventId) -> Result<(), BookError> {
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            held::let_go(self.tx, id)?;
            for child in entry::correcting(self.tx, id)? {
                self.touch_upward(child)?;
                let let_go = self
                    .tx
                    .prepare_cached(
                        "UPDATE book_entry SET standing = ?3, about = NULL, payload = NULL
                         WHERE event_id = ?1 AND \"of\" = ?2 AND standing <> ?3",
                    )?
                    .execute(params![child.bytes(), id.bytes(), Standing::Moot.word()])?;
                if let_go > 0 {
                    self.tx
                        .prepare_cached(
                            "DELETE FROM quarantine WHERE event_id = ?1 AND body_hash IN
                             (SELECT body_hash FROM book_entry WHERE event_id = ?1 AND standing = ?2)",
                        )?
                        .execute(params![child.bytes(), Standing::Moot.word()])?;
                    next.push(child);
                }
            }
        }
        Ok(())
    }
}
