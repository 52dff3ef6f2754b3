//! Counting again, from the ledger alone, as it stood at an earlier change number.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::EventId;
use rusqlite::Connection;

use super::{Counted, InUse, load, model_named};
use crate::book::{TAIL_EVENTS_MAX, take_in};
use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::{LedgerError, Stored};
use crate::sqlcipher;
use crate::worker::Worker;

/// A book made anew in memory from the ledger.
pub(crate) struct Recount {
    file: Worker<Connection>,
    /// Events whose bodies are erased.
    pub(crate) erased: BTreeSet<EventId>,
}

impl Centre {
    /// A fresh book of the ledger's events up to `n`. `each` sees every one of them on its way.
    pub(crate) async fn rebuilt(
        &self,
        n: u64,
        mut each: impl FnMut(&Stored) + Send,
    ) -> Result<Recount, CentralError> {
        let connection = sqlcipher::in_memory()?;
        ::book::install(&connection)?;
        let file = Worker::new("recount", connection)
            .map_err(|source| CentralError::Io { what: "a thread for the recount", source })?;
        let mut recount = Recount { file, erased: BTreeSet::new() };
        let mut at = 0;
        while at < n {
            let mut stored = self.ledger.read(self.authority.id, at, TAIL_EVENTS_MAX).await?;
            stored.retain(|stored| stored.position.n <= n);
            stored.iter().for_each(&mut each);
            let erased = stored.iter().filter(|stored| stored.body.is_none());
            recount.erased.extend(erased.map(|stored| stored.position.event));
            at = stored.last().map_or(n, |last| last.position.n);
            recount
                .ask(move |book| {
                    let transaction = book.transaction()?;
                    take_in(&transaction, stored)?;
                    ::book::advance(&transaction, at)?;
                    Ok(transaction.commit()?)
                })
                .await?;
        }
        Ok(recount)
    }

    /// What counted at `n`, as of the local day that was given then.
    pub(crate) async fn counted_at(
        &self,
        n: u64,
        as_of: NaiveDate,
    ) -> Result<(Counted, BTreeSet<EventId>), CentralError> {
        let recount = self.rebuilt(n, |_| ()).await?;
        let devices = self.devices().await?;
        // The model of that moment, whatever was adopted since.
        let named = recount.ask(|book| model_named(book)).await?;
        let model = self.model(named).await?;
        // Of a book of its own, so nobody of it was linked before.
        let model = InUse::afresh(model.model, model.measured);
        let loaded = recount.ask(move |book| load(book, &model, &devices, as_of)).await?;
        Ok((self.with_pack(loaded).await?, recount.erased))
    }
}

impl Recount {
    /// Asks the fresh book.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Connection) -> Result<T, CentralError> + Send + 'static,
    ) -> Result<T, CentralError> {
        self.file.run(question).await.map_err(|_| CentralError::Ledger(LedgerError::Closed))?
    }
}
