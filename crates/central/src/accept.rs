//! Taking in after all what a device sent after its access was ended. It is held until somebody who knows the champion
//! has looked at it (docs/decisions/0045-held-work-is-accepted-by-an-event.md).

use std::collections::BTreeMap;

use domain::correction::{ACCEPTED_MAX, Accepted, AcceptedEvent};
use domain::{ChampionId, DeviceId, EventId, Fact, StreamId};
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::Owner;
use crate::own::Own;

/// How often it is tried again when others record at the centre at the same time.
const TRIES_MAX: usize = 8;

/// An event that is held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its id and its words.
    pub which: AcceptedEvent,
    /// Its type.
    pub kind: String,
    /// Its activity date.
    pub on: chrono::NaiveDate,
    /// The device that sent it.
    pub device: DeviceId,
    /// Whose device it is.
    pub champion: ChampionId,
    /// Another event came under its id, so that it cannot be accepted.
    pub in_conflict: bool,
}

impl Centre {
    /// All that is held back, by change number.
    ///
    /// # Errors
    /// `Ledger`, `Book`.
    pub async fn held(&self) -> Result<Vec<Held>, CentralError> {
        self.tail().await?;
        let rows = self.ledger.streams(self.authority.id).await?.into_iter();
        let owners: BTreeMap<StreamId, Owner> = rows.map(|row| (row.stream, row.owner)).collect();
        let held = self.books.ask(|tx| Ok(book::held_back(tx)?)).await?;
        let held = held.into_iter().filter_map(|one| {
            let Some(Owner::Device { device, champion }) = owners.get(&one.stream) else { return None };
            let book::HeldBack { which, kind, on, stream: _, in_conflict } = one;
            Some(Held { which, kind, on, device: *device, champion: *champion, in_conflict })
        });
        Ok(held.collect())
    }

    /// Accepts these events, for whoever runs the centre. Answers how many were held until now: what was accepted before
    /// stays so.
    ///
    /// # Errors
    /// `Refused` with `Malformed` for what is no id; as [`Self::accept_within`].
    pub async fn accept_named(&self, events: &[String]) -> Result<u64, CentralError> {
        let malformed = || Fault::new(Code::Malformed, "This is no event's id.").about("event");
        let events: Option<Vec<EventId>> = events.iter().map(|id| id.trim().parse().ok()).collect();
        self.accept_within(&events.ok_or_else(malformed)?, |_| true).await
    }

    /// Accepts all that this device sent after its access was ended, for whoever runs the centre. Answers how many that
    /// were.
    ///
    /// # Errors
    /// `Refused` with `Malformed` for what is no id, and `NotFound` where nothing of it is held; as
    /// [`Self::accept_within`].
    pub async fn accept_of_device(&self, device: &str) -> Result<u64, CentralError> {
        let malformed = |_| Fault::new(Code::Malformed, "This is no device's id.").about("device");
        let device: DeviceId = device.trim().parse().map_err(malformed)?;
        let held = self.held().await?.into_iter().filter(|held| held.device == device && !held.in_conflict);
        let events: Vec<EventId> = held.map(|held| held.which.event).collect();
        if events.is_empty() {
            return Err(not_held().into());
        }
        self.accept_within(&events, |_| true).await
    }

    /// Accepts events of those champions' devices whom the reader may see, all of them or none.
    ///
    /// # Errors
    /// `Refused` with `NotFound` for one that is not held, or not the reader's; with `NotPermitted` for one that is kept
    /// aside for another reason; with `Unavailable` where others were always faster; `Ledger`, `Book`.
    pub(crate) async fn accept_within(
        &self,
        events: &[EventId],
        sees: impl Fn(ChampionId) -> bool,
    ) -> Result<u64, CentralError> {
        let held = self.held().await?;
        let asked = events.to_vec();
        let (accepted, others) = self
            .books
            .ask(move |tx| Ok((book::are_accepted(tx, &asked)?, book::are_kept_aside(tx, &asked)?)))
            .await?;
        let mut of = Vec::new();
        for event in events {
            let found = held.iter().find(|held| held.which.event == *event && sees(held.champion));
            match found {
                Some(held) if held.in_conflict => return Err(of_another_reason().into()),
                Some(held) => of.push(held.which),
                None if accepted.contains(event) => {}
                None if others.contains(event) => return Err(of_another_reason().into()),
                None => return Err(not_held().into()),
            }
        }
        of.sort_unstable();
        of.dedup();
        self.state_accepted(&of).await?;
        Ok(of.len() as u64)
    }

    async fn state_accepted(&self, of: &[AcceptedEvent]) -> Result<(), CentralError> {
        let Some(first) = of.first() else { return Ok(()) };
        let on = self.today().await?;
        for _ in 0..TRIES_MAX {
            // Minted anew each time: where a part of it was stated already, saying it once more changes nothing.
            let facts = of.chunks(ACCEPTED_MAX).map(|part| {
                let fact = Fact::Accepted(Accepted { of: part.to_vec() });
                Ok(Own { id: self.mint()?, on, fact })
            });
            let facts = facts.collect::<Result<Vec<Own>, CentralError>>()?;
            let head = self.own_head().await?;
            if self.state(head, facts, &[]).await?.is_some() {
                let how_many = format!("{} held records", of.len());
                self.note("records.accepted", first.event.uuid(), &how_many).await?;
                return Ok(());
            }
        }
        Err(Fault::new(Code::Unavailable, "Others record at the centre too. Try again.").into())
    }
}

/// Nothing of this id is held, or it is another team's: one answer for both.
fn not_held() -> Fault {
    Fault::new(Code::NotFound, "No such record is held back here.").about("event")
}

fn of_another_reason() -> Fault {
    let message =
        "This record is kept aside for another reason. It has to be mended, and cannot be accepted as it is.";
    Fault::new(Code::NotPermitted, message).about("event")
}
