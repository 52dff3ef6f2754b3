//! What comes in: a run of a stream's events is checked against the chain and stored. What to do is decided by
//! `protocol::ingest` (the run's chain, the plan, the step, the judgement), for the simulator too; here it is done:
//! `run` (from the wire) → the ledger → `receipt`.
//!
//! Nothing is silently refused: the next event of a stream is always stored, whatever is in it, so that one bad
//! record blocks nothing and its author can be shown it.

mod apart;
mod aside;
mod deposit;
mod fork;
mod hand_over;
mod receipt;
mod run;

pub use hand_over::HandedOver;
pub(crate) use protocol::ingest::{Arrived, Run, judge};
pub(crate) use run::{of, position};

use aside::Judging;
use domain::{Body, EventId, Fact, Head};
use protocol::ingest::{Appended as Outcome, Step, after, plan, step};
use wire::push::Quarantined;
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::{Appended, Batch, Blob, LedgerError, Owner, Position, StreamRow};

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
        self.is_current().await?;
        let judging = Judging::begin(owner, run);
        for _ in 0..TRIES_MAX {
            let known = self.ledger.stream(self.authority.id, run.stream).await?;
            let head = match &known {
                None => Head::EMPTY,
                Some(known) if known.owner == owner => known.head,
                Some(_) => {
                    return Err(Fault::new(Code::NotPermitted, "This stream is another device's.").into());
                }
            };
            let planned = plan(head, &self.stored(head, run).await?, run);
            match self.go(step(planned), owner, head, run, blobs).await? {
                Step::Answer => return self.taken(owner, run, judging).await,
                Step::Gap { want } => {
                    let fault =
                        Fault::new(Code::Gap, "Events before these are missing. Send from `want` on.");
                    return Err(fault.wanting(want).into());
                }
                Step::Fork { at, is_first } => {
                    return Err(self.forked(run.stream, head, owner, at, is_first).await);
                }
                Step::Append { .. } | Step::PlanAgain => {}
            }
        }
        Err(Fault::new(Code::Unavailable, "Others write to this stream too. Try again.").into())
    }

    /// Appends where that is the step, and says which comes after it.
    async fn go(
        &self,
        step: Step,
        owner: Owner,
        before: Head,
        run: &Run,
        blobs: &[Blob],
    ) -> Result<Step, CentralError> {
        let Step::Append { skip } = step else { return Ok(step) };
        let positions = run.links[skip..].iter().map(position).collect();
        let new = run.links[skip..].iter();
        let erases = match owner {
            Owner::Centre => new.flat_map(|link| erases(link.arrived.body.reveal())).collect(),
            // A device that says so is kept aside.
            Owner::Device { .. } => Vec::new(),
        };
        let batch = Batch { stream: run.stream, owner, before, positions, blobs: blobs.to_vec(), erases };
        let outcome = match self.ledger.append(self.authority.id, batch).await {
            Ok(Appended::Stored { .. }) => Outcome::Stored,
            Ok(Appended::Moved) => Outcome::Moved,
            Err(LedgerError::OutcomeUnknown(_)) => {
                tracing::warn!("whether a push was stored is not known; it is planned anew");
                Outcome::Unknown
            }
            Err(error) => return Err(error.into()),
        };
        Ok(after(outcome))
    }

    /// The heads that are stored of the run, and of the position just before it.
    async fn stored(&self, head: Head, run: &Run) -> Result<Vec<Head>, CentralError> {
        let first = run.before.seq.max(1);
        let last = run.after().seq.min(head.seq);
        if first > last {
            return Ok(Vec::new());
        }
        let positions = self.ledger.positions(self.authority.id, run.stream, first..=last).await?;
        Ok(positions.into_iter().map(|position| Head { seq: position.seq, hash: position.h }).collect())
    }

    async fn taken(&self, owner: Owner, run: &Run, judging: Judging) -> Result<Taken, CentralError> {
        let authority = self.authority.id;
        let seqs = run.before.seq + 1..=run.after().seq;
        let positions = self.ledger.positions(authority, run.stream, seqs).await?;
        let quarantined = self.kept_aside(owner, run, &positions, judging).await?;
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

/// What an event of the centre's own erases.
pub(crate) fn erases(body: &[u8]) -> Vec<EventId> {
    let text = std::str::from_utf8(body).ok();
    let fact = text.and_then(|text| Body::parse(text).ok()).and_then(|body| body.fact().ok());
    if let Some(Fact::Erased(erased)) = fact { erased.of } else { Vec::new() }
}
