//! What the centre itself records: imports, frozen returns. Events like any other, in a stream of its own, through
//! the same ingest.

use chrono::NaiveDate;
use domain::{Body, EventId, Fact, Head, Private, Recorded, Salt};
use wire::proto::PUSH_EVENTS_MAX;
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::env::random;
use crate::error::CentralError;
use crate::ingest::{Arrived, Run};
use crate::ledger::{Blob, Owner};

/// An event that the centre states.
#[derive(Debug, Clone)]
pub(crate) struct Own {
    pub(crate) id: EventId,
    pub(crate) on: NaiveDate,
    pub(crate) fact: Fact,
}

impl Centre {
    /// Where the centre's own stream stands: read before anything is decided that an own event will state.
    pub(crate) async fn own_head(&self) -> Result<Head, CentralError> {
        let row = self.ledger.stream(self.authority.id, self.authority.own_stream).await?;
        Ok(row.map_or(Head::EMPTY, |row| row.head))
    }

    /// Records facts of the centre's own and the files that they name, if nobody else recorded any since `after`
    /// was read. None where somebody did: what they state may have changed what is to be stated.
    pub(crate) async fn state(
        &self,
        after: Head,
        facts: Vec<Own>,
        blobs: &[Blob],
    ) -> Result<Option<u64>, CentralError> {
        let mut head = after;
        let mut n = self.ledger.head(self.authority.id).await?;
        for (place, part) in facts.chunks(PUSH_EVENTS_MAX).enumerate() {
            let events = part.iter().map(|own| self.arrived(own)).collect::<Result<Vec<_>, _>>()?;
            let run = Run::new(self.authority.own_stream, head, events);
            let blobs = if place == 0 { blobs } else { &[] };
            let taken = match self.ingest(Owner::Centre, &run, blobs).await {
                Ok(taken) => taken,
                Err(CentralError::Forked(_)) => return Ok(None),
                Err(CentralError::Refused(fault)) if fault.code == Code::Gap => return Ok(None),
                Err(error) => return Err(error),
            };
            if let Some(refused) = taken.quarantined.first() {
                tracing::error!(code = refused.code, "an event of the centre's own is kept aside");
                return Err(Fault::new(Code::Internal, "What the centre recorded breaks a rule.").into());
            }
            (head, n) = (run.after(), taken.n);
        }
        self.journal_own().await?;
        Ok(Some(n))
    }

    /// A new event id.
    pub(crate) fn mint(&self) -> Result<EventId, CentralError> {
        Ok(EventId::mint(self.env.wall_ms(), random(&*self.env)?))
    }

    fn arrived(&self, own: &Own) -> Result<Arrived, CentralError> {
        let Own { id, on, fact } = own;
        let recorded = Recorded {
            wall_ms: self.env.wall_ms(),
            utc_offset_min: 0,
            boot_id: self.boot_id.to_string(),
            mono_ms: self.env.mono_ms(),
        };
        let stated = Body::stating(fact, *on, recorded, self.tick(), self.who.actor());
        let (_, canonical) = stated.map_err(Fault::from)?;
        Ok(Arrived { id: *id, salt: Salt(random(&*self.env)?), body: Private::new(canonical.into_bytes()) })
    }
}
