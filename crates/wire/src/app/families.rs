//! The families that may be visited.

use domain::{FamilyId, Private};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::tile::PersonTile;
use crate::words::VisitOutcome;

/// Families, those whom a visit is due to first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct Families {
    /// Whether the champion may visit homes; none where the centre has not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleared: Option<bool>,
    /// In the order in which they are shown.
    pub households: Vec<Household>,
}

/// People who live together, as far as is known; or one person of whom no family is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct Household {
    /// The family.
    #[ts(type = "string")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<FamilyId>,
    /// What the champion calls them.
    #[ts(type = "string")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Private<String>>,
    /// Carers first.
    pub people: Vec<PersonTile>,
    /// The last visit that this device knows of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_visit: Option<LastVisit>,
}

/// A visit in the past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LastVisit {
    /// The day.
    pub date: String,
    /// How it went.
    pub outcome: VisitOutcome,
}
