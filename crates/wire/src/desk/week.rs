//! `GET /desk/v1/weeks/{week}`: what came in.

use domain::{ChampionId, DeviceId, EventId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::figure::{Days, Value};

/// A week as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Week {
    /// The ISO week, as `2026-W47`.
    pub week: String,
    /// Its Monday and Sunday.
    pub days: Days,
    /// Whether its Sunday has come, so that its return can be frozen.
    pub is_over: bool,
    /// What happened, for each of the seven days by activity date.
    pub by_day: Vec<WeekDay>,
    /// The whole week.
    pub total: Counts,
    /// Devices that closed the week, of those that should.
    pub devices_closed: Value,
    /// The devices of this reader's champions, by champion.
    pub devices: Vec<DeviceInWeek>,
    /// Records of their devices that are kept and not counted until somebody mends them.
    pub kept_aside: Vec<KeptAside>,
    /// Corrections that wait for what they correct to arrive.
    #[ts(type = "number")]
    pub waiting: u64,
    /// The change number up to which this counts.
    #[ts(type = "number")]
    pub n: u64,
    /// The local day on which that was so.
    pub as_of: String,
}

/// One day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct WeekDay {
    /// Which, as `2026-11-16`.
    pub date: String,
    /// What happened.
    pub counts: Counts,
}

/// Counts of what was recorded. Two champions' records of one session are one session, and one person at it is one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Counts {
    /// Sessions held.
    #[ts(type = "number")]
    pub sessions: u64,
    /// People at sessions, named or not.
    #[ts(type = "number")]
    pub attendances: u64,
    /// Home visits done.
    #[ts(type = "number")]
    pub visits: u64,
    /// Times that somebody was told about a service.
    #[ts(type = "number")]
    pub signposts: u64,
    /// Survey responses.
    #[ts(type = "number")]
    pub responses: u64,
}

/// A device and whether it has told everything of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct DeviceInWeek {
    /// Which.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub device: DeviceId,
    /// Whose.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub champion: ChampionId,
    /// Their name.
    pub champion_name: String,
    /// Whether it closed the week.
    pub closed: bool,
    /// When it last spoke to the centre, milliseconds since 1970; none where it never did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub last_contact_ms: Option<u64>,
}

/// A record that is kept and not counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct KeptAside {
    /// Which event.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub event: EventId,
    /// What kind, such as `attendance.recorded@1`.
    pub kind: String,
    /// Whose device sent it; none for the centre's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    #[schemars(with = "Option<String>")]
    pub champion: Option<ChampionId>,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub champion_name: Option<String>,
    /// The field that is at fault.
    pub field: String,
    /// Why, as a stable name.
    pub code: String,
    /// Why, in a sentence.
    pub sentence: String,
    /// It is held only because the device's access was ended, and may be accepted as it is.
    pub acceptable: bool,
    /// The day that it is about, of one that is held so, as `2026-11-16`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub date: Option<String>,
}

/// `POST /desk/v1/kept-aside/accept`: records that a device sent after its access was ended are taken after all, all of them
/// or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptHeld {
    /// Which events.
    #[ts(type = "string[]")]
    #[schemars(with = "Vec<String>")]
    pub events: Vec<EventId>,
}

/// They are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AcceptedHeld {
    /// How many of them were held until now.
    #[ts(type = "number")]
    pub accepted: u64,
}
