//! What is on today.

use domain::VenueId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::kept::Unfinished;
use super::tile::SessionCard;

/// What a champion sees first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct Today {
    /// The local date; none where the clock cannot be right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Its ISO week, `2026-W47`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub week: Option<String>,
    /// The champion's name, as the centre has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub champion: Option<String>,
    /// The sessions of today, opened or planned, by hour.
    pub sessions: Vec<SessionCard>,
    /// Which of them is meant, by the hour and by where the champion was last: a place in `sessions`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggested: Option<u32>,
    /// Opened on the days before, the latest first: for what is written up later.
    pub earlier: Vec<SessionCard>,
    /// Places, for a session that the timetable does not have.
    pub venues: Vec<VenueChoice>,
    /// Screens that were left unfinished, the latest first.
    pub unfinished: Vec<Unfinished>,
    /// The week before this one, where something was recorded in it and it is not closed yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub week_to_close: Option<String>,
}

/// A place to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VenueChoice {
    /// Which.
    #[ts(type = "string")]
    pub id: VenueId,
    /// Its name.
    pub name: String,
}
