//! Bringing the book up to the ledger's head.

use book::{BookError, Entry, KeptOut};
use domain::Event;
use protocol::ingest::{Judged, Reason};
use protocol::pull::is_stale;
use rusqlite::Transaction;

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ingest::judge;
use crate::ledger::{Position, Stored};

/// Events taken in one transaction: large enough that the transaction costs nothing, small enough that a question
/// in between waits a few milliseconds only.
pub(crate) const TAIL_EVENTS_MAX: usize = 1_000;

/// Takes the ledger's events into a book, and notes those that it keeps out.
pub(crate) fn take_in(tx: &Transaction<'_>, stored: Vec<Stored>) -> Result<(), BookError> {
    let (mut entries, mut held, mut kept_out) = (Vec::new(), Vec::new(), Vec::new());
    for stored in stored {
        let Stored { stream, owner, position, body, after_revocation } = stored;
        let Position { seq, event: id, n, .. } = position;
        // What was erased has nothing left to take in.
        let Some((salt, body)) = body else { continue };
        let Judged { refused, body } = judge(owner.sender(), id, body.reveal());
        let entry = body.map(|body| Entry::of(n, stream, seq, Event { id, salt, body }));
        match (entry, refused) {
            (Some(entry), None) if after_revocation => held.push(entry),
            (Some(entry), _) if !after_revocation => entries.push(entry),
            (_, Some(Reason { code, field })) => {
                kept_out.push(KeptOut { event: id, stream, seq, n, code, field });
            }
            // A body that nothing is said against is always there.
            (_, None) => {}
        }
    }
    book::apply(tx, &entries)?;
    book::hold(tx, &held)?;
    book::keep_out(tx, &kept_out)
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
                let anew = |tx: &Transaction<'_>| Ok(book::clear(tx).and_then(|()| book::serve_scopes(tx))?);
                self.books.change(anew).await?;
                self.follow(head).await?;
            }
            other => other?,
        }
        Ok(head)
    }

    async fn follow(&self, head: u64) -> Result<(), CentralError> {
        let mut at = self.books.ask(|tx| Ok(book::head(tx)?)).await?;
        while is_stale(at, head) {
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
                take_in(tx, stored)?;
                book::advance(tx, to)?;
                Ok(to)
            };
            at = self.books.change(change).await?;
        }
        Ok(())
    }
}
