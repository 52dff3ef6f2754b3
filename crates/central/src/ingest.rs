//! What comes in: a run of a stream's events is checked against the chain and stored. Each step is one file:
//! `run` (the chain over what came) → `plan` (what to do about it, a pure decision) → the ledger → `judge` (which of
//! the events are applied, and which are kept aside) → `receipt`.
//!
//! Nothing is silently refused: the next event of a stream is always stored, whatever is in it, so that one bad
//! record blocks nothing and its author can be shown it.

mod judge;
mod plan;
mod receipt;
mod run;

pub(crate) use judge::judge;
pub(crate) use run::{Arrived, Run};

use domain::Head;
use wire::push::Quarantined;
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::{Appended, Batch, Blob, LedgerError, Owner, Position, StreamRow};
use plan::Plan;

/// How often a push is planned anew when another writer was faster. A device sends one push at a time, so more than
/// two is a device that fights itself.
const TRIES_MAX: usize = 4;

/// What the ledger holds after a run came in.
#[derive(Debug)]
pub(crate) struct Taken {
    /// The stream.
    pub(crate) stream: StreamRow,
    /// Where each event of the run stands, new or known before.
    pub(crate) positions: Vec<Position>,
    /// The ledger's head.
    pub(crate) n: u64,
    /// Those that are kept aside.
    pub(crate) quarantined: Vec<Quarantined>,
}

impl Centre {
    /// Takes a run of events in. `owner` is who sends it, already known to be them.
    ///
    /// # Errors
    /// `Refused` with `Gap`, `Fork`, `NotPermitted` for a stream of somebody else's, or `Unavailable` where other
    /// writers were always faster; `Ledger`.
    pub(crate) async fn ingest(
        &self,
        owner: Owner,
        run: &Run,
        blobs: &[Blob],
    ) -> Result<Taken, CentralError> {
        for _ in 0..TRIES_MAX {
            let known = self.ledger.stream(self.authority.id, run.stream).await?;
            let head = match &known {
                None => Head::EMPTY,
                Some(known) if known.owner == owner => known.head,
                Some(_) => {
                    return Err(Fault::new(Code::NotPermitted, "This stream is another device's.").into());
                }
            };
            match plan::plan(head, &self.stored(head, run).await?, run) {
                Plan::Known => return self.taken(owner, run).await,
                Plan::Gap { want } => {
                    let fault =
                        Fault::new(Code::Gap, "Events before these are missing. Send from `want` on.");
                    return Err(fault.wanting(want).into());
                }
                Plan::Fork { at } => {
                    let message = "This stream's history differs from what the centre holds, from `want` on.";
                    return Err(Fault::new(Code::Fork, message).wanting(at).into());
                }
                Plan::Append { skip } => {
                    let positions = run.links[skip..].iter().map(run::Link::position).collect();
                    let batch =
                        Batch { stream: run.stream, owner, before: head, positions, blobs: blobs.to_vec() };
                    match self.ledger.append(self.authority.id, batch).await {
                        Ok(Appended::Stored { .. }) => return self.taken(owner, run).await,
                        Ok(Appended::Moved) => {}
                        // It may be stored or not. Planned anew from what is there, it is known or appended once more.
                        Err(LedgerError::OutcomeUnknown(_)) => {
                            tracing::warn!("whether a push was stored is not known; it is planned anew");
                        }
                        Err(error) => return Err(error.into()),
                    }
                }
            }
        }
        Err(Fault::new(Code::Unavailable, "Others write to this stream too. Try again.").into())
    }

    /// What is stored of the run, and the position just before it.
    async fn stored(&self, head: Head, run: &Run) -> Result<Vec<Position>, CentralError> {
        let first = run.before.seq.max(1);
        let last = run.after().seq.min(head.seq);
        if first > last {
            return Ok(Vec::new());
        }
        Ok(self.ledger.positions(self.authority.id, run.stream, first..=last).await?)
    }

    async fn taken(&self, owner: Owner, run: &Run) -> Result<Taken, CentralError> {
        let authority = self.authority.id;
        let seqs = run.before.seq + 1..=run.after().seq;
        let positions = self.ledger.positions(authority, run.stream, seqs).await?;
        let conflicts =
            self.ledger.conflicts(authority, run.links.iter().map(|link| link.arrived.id).collect()).await?;
        let quarantined = run
            .links
            .iter()
            .filter_map(|link| {
                let conflict = conflicts.contains(&link.arrived.id).then(judge::Reason::two_bodies);
                let reason =
                    judge(owner, link.arrived.id, link.arrived.body.reveal()).refused.or(conflict)?;
                Some(Quarantined { seq: link.head.seq, code: reason.code, field: Some(reason.field) })
            })
            .collect();
        let stream = self.ledger.stream(authority, run.stream).await?;
        // A push of no events may speak of a stream that has none yet.
        let empty = StreamRow { stream: run.stream, owner, head: Head::EMPTY, durable_seq: 0 };
        Ok(Taken {
            stream: stream.unwrap_or(empty),
            positions,
            n: self.ledger.head(authority).await?,
            quarantined,
        })
    }
}
