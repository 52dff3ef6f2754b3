//! What comes in at the centre: a run of a stream's events is worked out ([`run`]), planned against what is stored
//! ([`plan`]), appended, judged ([`judge`]) and acknowledged ([`mark`]).
//!
//! Nothing is silently refused: the next event of a stream is always stored, whatever is in it, so that one bad record
//! blocks nothing and its author can be shown it.

pub mod copies;
pub mod judge;
pub mod plan;
pub mod run;

use domain::bug;

pub use judge::{Judged, Reason, Sender, judge};
pub use plan::{Plan, plan};
pub use run::{Arrived, Link, Run};

/// What to do next about a push.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Append all after the first `skip` events, in one transaction that holds only where the stream has not moved.
    Append {
        /// How many are stored already.
        skip: usize,
    },
    /// Everything is committed: answer with a receipt.
    Answer,
    /// Look again at what is stored, and plan anew.
    PlanAgain,
    /// Refuse: events before these are missing.
    Gap {
        /// The number to begin at.
        want: u64,
    },
    /// Refuse: another history is stored.
    Fork {
        /// The first number that differs.
        at: u64,
        /// It is the first one: the number before it is the same on both sides.
        is_first: bool,
    },
    /// The bug of that name.
    #[cfg(feature = "zoo")]
    AnswerBeforeAppend {
        /// How many are stored already.
        skip: usize,
    },
}

/// What became of an append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appended {
    /// It is durable.
    Stored,
    /// Another writer was faster; nothing was written.
    Moved,
    /// The database went away while it committed: it is stored or it is not, and only looking again tells.
    Unknown,
}

/// The step that a plan calls for.
#[must_use]
pub fn step(plan: Plan) -> Step {
    match plan {
        Plan::Known => Step::Answer,
        #[cfg(feature = "zoo")]
        Plan::Append { skip } if bug!(AckBeforeCommit) => Step::AnswerBeforeAppend { skip },
        Plan::Append { skip } => Step::Append { skip },
        Plan::Gap { want } => Step::Gap { want },
        Plan::Fork { at, is_first } => Step::Fork { at, is_first },
    }
}

/// The step after an append. An answer is given only for what is known to be committed.
#[must_use]
pub const fn after(appended: Appended) -> Step {
    match appended {
        Appended::Stored => Step::Answer,
        Appended::Moved | Appended::Unknown => Step::PlanAgain,
    }
}

/// How far a stream is acknowledged: to its head, since what is kept aside is kept. `first_aside` is the first event of
/// the stream that is not applied.
#[must_use]
pub fn mark(head_seq: u64, first_aside: Option<u64>) -> u64 {
    if bug!(QuarantineStopsTheMark) {
        return first_aside.map_or(head_seq, |aside| head_seq.min(aside - 1));
    }
    head_seq
}

/// Whether a batch is refused because some of its events are stored in another stream as well: never. After a fork the
/// same events come again under the same ids, and are counted once.
#[must_use]
pub fn refuses_known_ids(known_elsewhere: usize) -> bool {
    bug!(DuplicateEventIdRejectsTheBatch) && known_elsewhere > 0
}
