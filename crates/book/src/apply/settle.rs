//! Corrections find their record, whichever arrives first.

use domain::EventId;
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use super::Batch;
use crate::column::{self, Id};
use crate::entry::{self, Standing};
use crate::error::BookError;

/// The record that an event is, or comes down to; none while that is not known or not applied.
pub(super) fn root(tx: &Connection, of: EventId) -> Result<Option<Uuid>, BookError> {
    let mut statement = tx.prepare_cached(
        "SELECT standing, about FROM book_entry WHERE event_id = ?1 AND standing IN ('record', 'correction')",
    )?;
    let row: Option<(String, Option<Uuid>)> =
        statement.query_row([of.bytes()], |row| Ok((row.get(0)?, column::maybe_id(row, 1)?))).optional()?;
    Ok(row.and_then(|(standing, about)| if standing == "record" { Some(of.uuid()) } else { about }))
}

/// Whether it still waits.
pub(super) fn waits(tx: &Connection, id: EventId) -> Result<bool, BookError> {
    let mut statement =
        tx.prepare_cached("SELECT 1 FROM book_entry WHERE event_id = ?1 AND standing = 'waiting'")?;
    Ok(statement.exists([id.bytes()])?)
}

impl Batch<'_> {
    /// An event that is, or comes down to, `record` is now applied: whatever waited for it is too, and whatever
    /// waited for that. A ring of corrections of one another waits for ever and does no harm.
    pub(super) fn settle(&mut self, id: EventId, record: Uuid) -> Result<(), BookError> {
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            for child in entry::correcting(self.tx, id)? {
                // Even a correction that is not believed decides the record's change number.
                self.touch(record);
                if waits(self.tx, child)? {
                    entry::stand(self.tx, child, Standing::Correction, Some(record))?;
                    next.push(child);
                }
            }
        }
        Ok(())
    }

    /// An event is no longer applied: whatever came down to a record through it waits again.
    pub(super) fn unsettle(&mut self, id: EventId) -> Result<(), BookError> {
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            for child in entry::correcting(self.tx, id)? {
                for row in entry::known(self.tx, child)? {
                    if row.standing == Standing::Correction {
                        row.about.into_iter().for_each(|about| self.touch(about));
                        entry::stand(self.tx, child, Standing::Waiting, None)?;
                        next.push(child);
                    }
                }
            }
        }
        Ok(())
    }
}
