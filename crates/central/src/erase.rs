//! Erasing: at a family's request or by the retention rules. Body and salt leave the ledger and the journal in the same
//! transaction that states it; the chain keeps its hashes; the tombstone stays for ever, here and on every device.

use domain::correction::{ERASED_MAX, Erased};
use domain::{EventId, Fact};
use uuid::Uuid;
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::own::Own;

/// How often it is tried again when others record at the centre at the same time.
const TRIES_MAX: usize = 8;

impl Centre {
    /// The same for records whose ids were typed.
    ///
    /// # Errors
    /// As [`Self::erase`], and `Refused` with `Malformed` for what is no id.
    pub async fn erase_named(&self, records: &[String], why: &str) -> Result<u64, CentralError> {
        let malformed = || Fault::new(Code::Malformed, "This is no record's id.").about("record");
        let records: Option<Vec<EventId>> = records.iter().map(|id| id.trim().parse().ok()).collect();
        self.erase(&records.ok_or_else(malformed)?, why).await
    }

    /// Erases these records and everything that corrects them: an amendment's new name is as erased as the old one. What
    /// was erased before stays so. Answers how many events that were.
    ///
    /// # Errors
    /// `Refused` with `NotFound` for an id of nothing that is known, and with `Unavailable` where others were always
    /// faster; `Ledger`, `Book`.
    pub async fn erase(&self, records: &[EventId], why: &str) -> Result<u64, CentralError> {
        self.tail().await?;
        let asked = records.to_vec();
        let all = self.books.ask(move |tx| Ok(book::with_corrections(tx, &asked)?)).await?;
        let Some(all) = all else {
            return Err(Fault::new(Code::NotFound, "There is no such record.").into());
        };
        let on = self.today().await?;
        for _ in 0..TRIES_MAX {
            // Minted anew each time: where a part of it was stated already, saying it once more changes nothing.
            let facts = all.chunks(ERASED_MAX).map(|part| {
                let fact = Fact::Erased(Erased { of: part.to_vec() });
                Ok(Own { id: self.mint()?, on, fact })
            });
            let facts = facts.collect::<Result<Vec<Own>, CentralError>>()?;
            let head = self.own_head().await?;
            if self.state(head, facts, &[]).await?.is_some() {
                let which = records.first().map_or(Uuid::nil(), |id| id.uuid());
                self.note("records.erased", which, why).await?;
                return Ok(all.len() as u64);
            }
        }
        Err(Fault::new(Code::Unavailable, "Others record at the centre too. Try again.").into())
    }
}
