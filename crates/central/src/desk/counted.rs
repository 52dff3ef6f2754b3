//! What is counted for the desk, once for each state of the ledger: several screens ask for figures of the same moment,
//! and the columns of a whole programme are not loaded for each of them.

use std::sync::{Arc, PoisonError};

use chrono::NaiveDate;

use super::Desk;
use crate::error::CentralError;
use crate::figures::Counted;

/// What was counted last.
#[derive(Clone)]
pub(super) struct LastCounted {
    head: u64,
    as_of: NaiveDate,
    counted: Arc<Counted>,
}

impl Desk {
    /// What counts at the ledger's head today.
    pub(super) async fn counted(&self) -> Result<Arc<Counted>, CentralError> {
        let head = self.centre.tail().await?;
        let as_of = self.centre.today().await?;
        let last = self.last_counted.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(last) = last.filter(|last| (last.head, last.as_of) == (head, as_of)) {
            return Ok(last.counted);
        }
        let counted = Arc::new(self.centre.counted(as_of).await?);
        let last = LastCounted { head: counted.facts.n, as_of, counted: Arc::clone(&counted) };
        *self.last_counted.lock().unwrap_or_else(PoisonError::into_inner) = Some(last);
        Ok(counted)
    }

    /// Works something out of it away from the threads that answer: many figures of many people take a while.
    pub(super) async fn worked_out<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Counted) -> T + Send + 'static,
    ) -> Result<T, CentralError> {
        let counted = self.counted().await?;
        self.away(move || work(&counted)).await
    }
}
