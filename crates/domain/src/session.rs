//! A session: one occurrence of a drop-in or a group, at a venue on a date.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{SlotId, VenueId};
use crate::problem::{Problem, ProblemCode};
use crate::text::Line;
use crate::time_of_day::TimeOfDay;

/// A session held or cancelled on the event's activity date. Two champions who both open the same drop-in
/// offline make two records of it: same venue, date, kind and start are one session, counted once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Where.
    pub venue: VenueId,
    /// The line of the timetable that it fulfils; none for one held out of turn.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub slot: Option<SlotId>,
    /// What kind of session.
    pub activity: Activity,
    /// When it began, in local time.
    pub starts: TimeOfDay,
    /// When it ended, in local time, on the same day.
    pub ends: TimeOfDay,
    /// Whether it took place.
    pub status: SessionStatus,
    /// Why it was cancelled; only then.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cancelled_because: Option<Line>,
    /// Professionals who were there, sorted and without repeats.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub professionals: Vec<Professional>,
}

/// The kinds of session that a return tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activity {
    /// An open drop-in for families with small children.
    DropIn,
    /// A group with a list: baby massage, a parenting course.
    Group,
    /// A workshop for residents.
    Workshop,
    /// One appointment with one family.
    OneToOne,
}

/// Whether a session took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    /// It took place.
    Held,
    /// It did not, and was meant to.
    Cancelled,
}

/// A professional whose monthly presence is counted (reach.md, I-36).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Professional {
    /// A health visitor.
    HealthVisitor,
    /// A midwife.
    Midwife,
    /// Another: a speech therapist, a dental nurse.
    Other,
}

impl Session {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if self.starts.until(self.ends).is_none() {
            return Err(Problem::new("ends", ProblemCode::EndsBeforeStart));
        }
        match (self.status, &self.cancelled_because) {
            (SessionStatus::Held, Some(_)) => {
                Err(Problem::new("cancelled_because", ProblemCode::Contradiction))
            }
            (SessionStatus::Cancelled, None) => Err(Problem::new("cancelled_because", ProblemCode::Required)),
            (SessionStatus::Held, None) | (SessionStatus::Cancelled, Some(_)) => {
                let sorted = self.professionals.windows(2).all(|pair| pair[0] < pair[1]);
                if sorted { Ok(()) } else { Err(Problem::new("professionals", ProblemCode::Malformed)) }
            }
        }
    }

    /// How long it lasted, in minutes.
    #[must_use]
    pub fn minutes(&self) -> u16 {
        self.starts.until(self.ends).unwrap_or(0)
    }

    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        let mut subjects = vec![self.venue.uuid()];
        subjects.extend(self.slot.map(|slot| slot.uuid()));
        subjects
    }
}
