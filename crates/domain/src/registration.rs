//! A registration form, whose date is what "registered" means. A name in a register is not registration.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::PersonId;
use crate::problem::Problem;

/// A registration form was filled in for this person on the event's activity date (reach.md, "Registered").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// Who was registered.
    pub person: PersonId,
}

impl Registration {
    pub(crate) const fn check(&self) -> Result<(), Problem> {
        Ok(())
    }
    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        vec![self.person.uuid()]
    }
}
