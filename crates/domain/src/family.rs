//! A family: the household that carers and children share.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::problem::Problem;
use crate::text::Name;

/// A household. Its members name it, not it them, so that families split and join by correcting people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// What the champion calls them, usually a surname; not needed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub label: Option<Name>,
}

impl Family {
    pub(crate) const fn check(&self) -> Result<(), Problem> {
        Ok(())
    }
    pub(crate) const fn subjects(&self) -> Vec<Uuid> {
        Vec::new()
    }
}
