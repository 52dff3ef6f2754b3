//! A person: a child or an adult, with as much of a name, birth and postcode as was freely given.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::birth::Birth;
use crate::ids::FamilyId;
use crate::private::Private;
use crate::problem::{Problem, ProblemCode};
use crate::text::{Line, Name};

/// The longest postcode as typed, with slips: `W10 4AA` is seven characters.
pub const POSTCODE_CHARS_MAX: usize = 12;

/// A postcode as typed: whole, its first half, or with slips. What it means is looked up, never guessed.
pub type Postcode = Private<Line<POSTCODE_CHARS_MAX>>;

/// One record of a person. Only the role and something to know them by are needed: a first name, or for an
/// unnamed baby the family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Child or adult, whatever the birth date says or does not say.
    pub role: Role,
    /// The household, where known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub family: Option<FamilyId>,
    /// The name that they are called by.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub given_name: Option<Name>,
    /// The family name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub surname: Option<Name>,
    /// The birth date, month, year or age band.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub birth: Option<Birth>,
    /// The postcode where they live, asserted on the event's activity date.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub postcode: Option<Postcode>,
    /// What an adult is to the children of the family; for adults only.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub relation: Option<Relation>,
    /// The date on which a baby is due; for adults only. It opens a maternity episode.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due: Option<NaiveDate>,
}

/// Child or adult.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A child, of any age up to eighteen.
    Child,
    /// An adult who cares for a child, or expects one.
    Carer,
}

/// What a carer is to the children, as far as the indicators need it (reach.md, I-15).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// A mother, or a woman who cares as one.
    Mother,
    /// A father, or a man who cares as one.
    Father,
    /// A grandparent.
    Grandparent,
    /// A childminder, neighbour or anyone else.
    Other,
}

impl Person {
    /// The fields by which somebody is told apart. A dispute over one goes to review (protocol.md).
    pub const IDENTITY_FIELDS: [&str; 4] = ["given_name", "surname", "birth", "postcode"];

    pub(crate) fn check(&self) -> Result<(), Problem> {
        if self.given_name.is_none() && self.family.is_none() {
            return Err(Problem::new("given_name", ProblemCode::Required));
        }
        if self.role == Role::Child {
            for (field, given) in [("relation", self.relation.is_some()), ("due", self.due.is_some())] {
                if given {
                    return Err(Problem::new(field, ProblemCode::Contradiction));
                }
            }
        }
        Ok(())
    }

    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        self.family.iter().map(|family| family.uuid()).collect()
    }
}
