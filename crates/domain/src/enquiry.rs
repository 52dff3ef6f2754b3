//! A coordinator who cannot tell whether two records are one child asks the champion who met the family.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{ChampionId, EnquiryId, PersonId};
use crate::problem::{Problem, ProblemCode};

/// "Are these two the same?", put to one champion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enquiry {
    /// One record: the lesser id, as in a decision.
    pub left: PersonId,
    /// The other record.
    pub right: PersonId,
    /// Who is asked: a champion who is given both records anyway.
    pub champion: ChampionId,
}

/// What the champion says. It decides nothing: the coordinator does, with this in view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnquiryAnswer {
    /// The question.
    pub enquiry: EnquiryId,
    /// What is said to it.
    pub says: Opinion,
}

/// An answer to whether two records are one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    /// One person.
    Same,
    /// Two people.
    Different,
    /// The champion does not know either.
    NotSure,
}

impl Enquiry {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if self.left < self.right { Ok(()) } else { Err(Problem::new("right", ProblemCode::Contradiction)) }
    }
    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        vec![self.left.uuid(), self.right.uuid(), self.champion.uuid()]
    }
}

impl EnquiryAnswer {
    pub(crate) const fn check(&self) -> Result<(), Problem> {
        Ok(())
    }
    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        vec![self.enquiry.uuid()]
    }
}
