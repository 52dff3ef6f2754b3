//! Bringing the book up to the ledger's head.

use book::Entry;
use domain::{Event, Salt};
use rusqlite::Transaction;

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ingest::judge;
use crate::ledger::{Position, Stored};

/// Events taken in one transaction: large enough that the transaction costs nothing, small enough that a question
/// in between waits a few milliseconds only.
pub(crate) const TAIL_EVENTS_MAX: usize = 1_000;

/// Those of the ledger's events that a book takes in. The others were erased, or their sender may not state them.
pub(crate) fn entries(stored: Vec<Stored>) -> Vec<Entry> {
    stored.into_iter().filter_map(entry).collect()
}

fn entry(stored: Stored) -> Option<Entry> {
    let Stored { stream, owner, position, body, after_revocation } = stored;
    if after_revocation {
        return None;
    }
    let Position { seq, event: id, n, .. } = position;
    let (salt, body): (Salt, _) = body?;
    let body = judge(owner.sender(), id, body.reveal()).body?;
    Some(Entry { n, stream, seq, event: Event { id, salt, body } })
}

impl Centre {
    /// Brings the book up to the ledger's head as it is now, and answers that head. A book that turns out to be damaged
    /// on the way is begun anew, once.
    pub(crate) async fn tail(&self) -> Result<u64, CentralError> {
        let head = self.ledger.head(self.authority.id).await?;
        let _one_at_a_time = self.books.tailing.lock().await;
        match self.follow(head).await {
            Err(CentralError::Book(error)) if error.rebuild_helps() => {
                tracing::warn!(%error, "the book is damaged and is made anew from the ledger");
                self.books.change(|tx| Ok(book::clear(tx)?)).await?;
                self.follow(head).await?;
            }
            other => other?,
        }
        Ok(head)
    }

    async fn follow(&self, head: u64) -> Result<(), CentralError> {
        let mut at = self.books.ask(|tx| Ok(book::head(tx)?)).await?;
        while at < head {
            let stored = self.ledger.read(self.authority.id, at, TAIL_EVENTS_MAX).await?;
            // The last change numbers may belong to devices and not to events: then nothing is left to read.
            let to = stored.last().map_or(head, |last| last.position.n);
            let from = at;
            let change = move |tx: &Transaction<'_>| {
                let now = book::head(tx)?;
                // Another process may have brought the same file further in the meantime.
                if now != from {
                    return Ok(now);
                }
                book::apply(tx, &entries(stored))?;
                book::advance(tx, to)?;
                Ok(to)
            };
            at = self.books.change(change).await?;
        }
        Ok(())
    }
}
