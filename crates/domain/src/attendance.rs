//! Attendance: who came to a session.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{PersonId, SessionId};
use crate::problem::{Problem, ProblemCode};

/// The most people that one anonymous entry may count: a full hall when the queue is too long for names.
pub const ANONYMOUS_COUNT_MAX: u32 = 500;

/// A person came to a session, or a number of people did whose names were not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// The session they came to.
    pub session: SessionId,
    /// Who came.
    pub attendee: Attendee,
}

/// Who came: a person by record, or people without a name. An anonymous entry of one can later be amended
/// to name the person, and from then on is counted as theirs alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendee {
    /// A person on record.
    Person(PersonId),
    /// People counted without a name.
    Anonymous {
        /// Who they looked to be.
        band: AnonymousBand,
        /// How many, 1 to [`ANONYMOUS_COUNT_MAX`].
        count: u32,
    },
}

/// What can be said of somebody at the door without asking. Only the first two are children under five
/// (reach.md, "Bounds").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnonymousBand {
    /// A baby under one.
    UnderOne,
    /// A child of one to four.
    Child,
    /// A child of five or more.
    OlderChild,
    /// An adult.
    Adult,
}

impl AnonymousBand {
    /// Whether people of this band may be children under five.
    #[must_use]
    pub const fn is_under_five(self) -> bool {
        match self {
            Self::UnderOne | Self::Child => true,
            Self::OlderChild | Self::Adult => false,
        }
    }
}

impl Attendance {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        match self.attendee {
            Attendee::Anonymous { count, .. } if !(1..=ANONYMOUS_COUNT_MAX).contains(&count) => {
                Err(Problem::new("attendee.anonymous.count", ProblemCode::OutOfRange))
            }
            Attendee::Person(_) | Attendee::Anonymous { .. } => Ok(()),
        }
    }

    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        let Self { session, attendee } = self;
        match attendee {
            Attendee::Person(person) => vec![session.uuid(), person.uuid()],
            Attendee::Anonymous { .. } => vec![session.uuid()],
        }
    }
}
