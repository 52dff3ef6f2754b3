//! A visit to a family, at home or elsewhere.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{FamilyId, PersonId};
use crate::problem::{Problem, ProblemCode};

/// The longest visit: a working day.
pub const VISIT_MINUTES_MAX: u16 = 12 * 60;
/// The most people met on one visit.
pub const VISIT_PEOPLE_MAX: usize = 20;

/// A visit on the event's activity date. One that was done is a contact with each person met; one where
/// nobody answered is none (reach.md, "Exact readings").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// The family visited, where it is on record.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub family: Option<FamilyId>,
    /// The people met, children too, sorted and without repeats; none where nobody answered.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub people: Vec<PersonId>,
    /// Where.
    pub setting: Setting,
    /// How it went.
    pub outcome: VisitOutcome,
    /// How long, in minutes, 1 to [`VISIT_MINUTES_MAX`].
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub minutes: Option<u16>,
}

/// Where a visit took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// In the family's home.
    Home,
    /// One to one in another place: a café, a clinic.
    Elsewhere,
}

/// How a visit went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitOutcome {
    /// They talked.
    Done,
    /// Nobody was in, or nobody answered.
    NoAnswer,
    /// The family did not want the visit.
    Declined,
}

impl Visit {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if self.people.len() > VISIT_PEOPLE_MAX {
            return Err(Problem::new("people", ProblemCode::TooMany));
        }
        if !self.people.windows(2).all(|pair| pair[0] < pair[1]) {
            return Err(Problem::new("people", ProblemCode::Malformed));
        }
        if self.outcome == VisitOutcome::Done && self.people.is_empty() {
            return Err(Problem::new("people", ProblemCode::Required));
        }
        if self.people.is_empty() && self.family.is_none() {
            return Err(Problem::new("family", ProblemCode::Required));
        }
        if self.minutes.is_some_and(|minutes| minutes == 0 || minutes > VISIT_MINUTES_MAX) {
            return Err(Problem::new("minutes", ProblemCode::OutOfRange));
        }
        Ok(())
    }

    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        let mut subjects: Vec<Uuid> = self.people.iter().map(|person| person.uuid()).collect();
        subjects.extend(self.family.map(|family| family.uuid()));
        subjects
    }
}
