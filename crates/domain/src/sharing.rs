//! What another controller shares, under which agreement, and what was done with it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{AgreementId, BirthListId, PersonId};
use crate::problem::{Problem, ProblemCode};
use crate::text::Line;

/// How many hexadecimal digits name a row of a birth list: 128 bits of a keyed hash, so that the name says nothing
/// to whoever has not the key.
pub const ROW_DIGITS: usize = 32;

/// An agreement: what is shared, with whom, from when until when. Nothing that is shared under it is used after its
/// last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// The other controller, such as a hospital trust.
    pub with: Line,
    /// What may be handed over at most.
    pub shares: BirthListMode,
    /// What it may be used for, in the words of the agreement.
    pub purpose: Line,
    /// The first day on which it holds.
    pub from: NaiveDate,
    /// The last day on which it holds.
    pub until: NaiveDate,
}

/// How much a birth list says of each child, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BirthListMode {
    /// How many births in each small area and month.
    Counts,
    /// A keyed encoding of each child, still personal data.
    Encodings,
    /// Names, within one controller.
    Named,
}

/// A birth list was taken in. The list itself is a file in the ledger, as an area pack is; no child's name is in an
/// event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BirthList {
    /// Under which agreement.
    pub agreement: AgreementId,
    /// What it says of each child.
    pub mode: BirthListMode,
    /// The first day of birth that it covers.
    pub from: NaiveDate,
    /// The last day of birth that it covers.
    pub until: NaiveDate,
    /// How many births it lists.
    pub births: u32,
    /// SHA-256 of the file kept, in hexadecimal.
    pub sha256: Line,
}

/// A birth list was compared with the children on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BirthListRun {
    /// Which list.
    pub list: BirthListId,
    /// The ledger's change number up to which records were compared.
    pub n: u64,
    /// The day at which residence was tested.
    pub at: NaiveDate,
    /// The match rule and its version, such as `weighted-2`.
    pub rule: Line,
    /// SHA-256 of the rule, in hexadecimal.
    pub rule_sha256: Line,
    /// How many of the births were found among children registered or seen.
    pub found: u32,
    /// How many were missed, and from where to where the truth may lie.
    pub missed: u32,
    /// The lower end.
    pub missed_low: u32,
    /// The upper end.
    pub missed_high: u32,
}

/// Something was done about a child of a named list who was not yet seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// Which list.
    pub list: BirthListId,
    /// Which row of it: a keyed hash of the row's own id, [`ROW_DIGITS`] hexadecimal digits.
    pub row: Line,
    /// What was done.
    pub step: FollowUpStep,
}

/// A step on the not-yet-seen worklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowUpStep {
    /// A member of staff takes it on.
    Assigned(Line),
    /// The family was contacted.
    Contacted(ContactMade),
    /// Nothing more is to be done.
    Closed(ClosedBecause),
    /// Somebody looked: this child is that person on record.
    Recognised(PersonId),
    /// Somebody looked: this child is not that person on record.
    NotThem(PersonId),
}

/// What came of a contact with a family not yet seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactMade {
    /// Nobody was reached.
    NoAnswer,
    /// They were told what there is.
    Informed,
    /// They mean to come.
    Coming,
}

/// Why a row of the worklist was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosedBecause {
    /// The child has been seen since.
    Seen,
    /// The family lives elsewhere now.
    MovedAway,
    /// The family does not want to be asked again.
    Declined,
    /// Nobody could be reached.
    NotReached,
    /// The child died. Nothing is ever sent or said to the family again.
    Died,
}

impl Agreement {
    /// Whether it holds on a day; both ends are included.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day)
    }

    pub(crate) fn check(&self) -> Result<(), Problem> {
        ordered("until", self.from, self.until)
    }
    pub(crate) const fn subjects(&self) -> Vec<Uuid> {
        Vec::new()
    }
}

impl BirthList {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        ordered("until", self.from, self.until)
    }
    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        vec![self.agreement.uuid()]
    }
}

impl BirthListRun {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if (self.missed_low..=self.missed_high).contains(&self.missed) {
            Ok(())
        } else {
            Err(Problem::new("missed", ProblemCode::Contradiction))
        }
    }
    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        vec![self.list.uuid()]
    }
}

impl FollowUp {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        let row = self.row.as_str();
        if row.len() == ROW_DIGITS && row.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            Ok(())
        } else {
            Err(Problem::new("row", ProblemCode::Malformed))
        }
    }
    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        let person = match &self.step {
            FollowUpStep::Recognised(person) | FollowUpStep::NotThem(person) => Some(person.uuid()),
            FollowUpStep::Assigned(_) | FollowUpStep::Contacted(_) | FollowUpStep::Closed(_) => None,
        };
        std::iter::once(self.list.uuid()).chain(person).collect()
    }
}

fn ordered(field: &str, from: NaiveDate, until: NaiveDate) -> Result<(), Problem> {
    if from <= until { Ok(()) } else { Err(Problem::new(field, ProblemCode::EndsBeforeStart)) }
}
