//! The register of a session.

use domain::{EventId, PersonId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::tile::{PersonTile, SessionCard};
use crate::words::{AnonymousBand, Professional};

/// Who came to a session, and who may still come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Register {
    /// Which session.
    pub session: SessionCard,
    /// Who else was there.
    pub professionals: Vec<Professional>,
    /// Whoever is ticked.
    pub attended: Vec<Attended>,
    /// Whoever is counted without a name.
    pub anonymous: Vec<Counted>,
    /// How many people that is.
    #[ts(type = "number")]
    pub total: u64,
    /// Known people: those last seen first, then the others by name.
    pub known: Vec<PersonTile>,
}

/// Somebody ticked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct Attended {
    /// Who.
    #[ts(type = "string")]
    pub person: PersonId,
    /// What is known of them; none while their record has not arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tile: Option<PersonTile>,
    /// The attendances that say so: withdraw them all to take the tick away.
    #[ts(type = "string[]")]
    pub attendances: Vec<EventId>,
}

/// People of one band, counted without a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Counted {
    /// Who they looked to be.
    pub band: AnonymousBand,
    /// How many.
    #[ts(type = "number")]
    pub count: u64,
    /// The attendances that say so, in the order of their ids.
    #[ts(type = "string[]")]
    pub attendances: Vec<EventId>,
}
