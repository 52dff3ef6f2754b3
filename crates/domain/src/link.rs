//! What people decided about two records: the same person, or two.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{EventId, PersonId};
use crate::problem::{Problem, ProblemCode};

/// A decision on a pair. It is an edge, not a merge: the records stay as they are, and taking the decision
/// back restores what was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Linked {
    /// One record: the lesser id, so that a pair is written in one way only.
    pub left: PersonId,
    /// The other record.
    pub right: PersonId,
    /// What was decided.
    pub verdict: Verdict,
}

/// Same or different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// One person.
    Same,
    /// Two people, whatever they have in common: twins, siblings, namesakes.
    Different,
}

/// A decision taken back. The decision's id is named, so that another like it is untouched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unlinked {
    /// The event that linked.
    pub of: EventId,
}

impl Linked {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if self.left < self.right { Ok(()) } else { Err(Problem::new("right", ProblemCode::Contradiction)) }
    }
    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        vec![self.left.uuid(), self.right.uuid()]
    }
}

impl Unlinked {
    pub(crate) const fn check(&self) -> Result<(), Problem> {
        Ok(())
    }
    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        vec![self.of.uuid()]
    }
}
