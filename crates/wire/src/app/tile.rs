//! People and sessions as a screen shows them: no more of a person than a queue at the door may see.

use domain::{FamilyId, PersonId, Private, SessionId, SlotId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::words::{Activity, Role, SessionStatus};

/// Some people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct People {
    /// In the order in which they are shown.
    pub people: Vec<PersonTile>,
}

/// A person on a tile: the first name and an initial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct PersonTile {
    /// Who.
    #[ts(type = "string")]
    pub id: PersonId,
    /// Child or carer.
    pub role: Role,
    /// The name that they are called by; none for a baby without one.
    #[ts(type = "string")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<Private<String>>,
    /// The first letter of the family name.
    #[ts(type = "string")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initial: Option<Private<String>>,
    /// The household.
    #[ts(type = "string")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<FamilyId>,
    /// How old a child is, in whole months by the latest birth date that is possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_months: Option<u32>,
}

/// A session on a day: recorded, or still only a line of the timetable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct SessionCard {
    /// The session, once somebody opened it.
    #[ts(type = "string")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
    /// The line of the timetable, where there is one.
    #[ts(type = "string")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<SlotId>,
    /// The day, `2026-11-16`.
    pub date: String,
    /// The name of the place; none where the place is not known here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue_name: Option<String>,
    /// What kind.
    pub activity: Activity,
    /// `HH:MM`, local.
    pub starts: String,
    /// `HH:MM`, local.
    pub ends: String,
    /// Whether it took place; held until somebody says otherwise.
    pub status: SessionStatus,
    /// How many people are on its register.
    #[ts(type = "number")]
    pub people: u64,
}
