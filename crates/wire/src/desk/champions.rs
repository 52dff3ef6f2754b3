//! `…/desk/v1/champions…` and `…/desk/v1/devices…`: who records, on what, and who is let in.

use domain::{ChampionId, DeviceId, Private};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::account::Team;

/// `GET /desk/v1/champions`: those of this reader's team, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Champions {
    /// The champions.
    pub champions: Vec<Champion>,
}

/// A champion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Champion {
    /// Who.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub id: ChampionId,
    /// Their name.
    pub name: String,
    /// Their team.
    pub team: Team,
    /// Whether they may be given home visits.
    pub cleared: bool,
    /// Their devices, newest first.
    pub devices: Vec<ChampionDevice>,
}

/// A device of a champion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChampionDevice {
    /// Which.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub id: DeviceId,
    /// When it was let in, milliseconds since 1970.
    #[ts(type = "number")]
    pub enrolled_ms: u64,
    /// When it last spoke to the centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub last_contact_ms: Option<u64>,
    /// Four words that the device shows too. Where they differ, somebody else's device used the code.
    pub check_phrase: String,
    /// When somebody at the desk said that they are the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub confirmed_ms: Option<u64>,
    /// It gets nothing about families until its phrase is confirmed: so where the code was made at the desk.
    pub needs_check: bool,
    /// When it was revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub revoked_ms: Option<u64>,
}

/// `POST /desk/v1/champions/{champion}/invite`, with an empty object: a one-time code for one device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Invited {
    /// For whom.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub champion: ChampionId,
    /// Their name.
    pub name: String,
    /// The code, said once.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub code: Private<String>,
    /// What the QR code holds: the centre's address and the code, to be drawn by the screen.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub link: Private<String>,
    /// Until when, milliseconds since 1970.
    #[ts(type = "number")]
    pub expires_ms: u64,
}

/// `POST /desk/v1/devices/{device}/confirm`: both screens show these four words. Answered by [`ChampionDevice`], as is
/// `POST /desk/v1/devices/{device}/revoke` with an empty object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmDevice {
    /// The phrase as the desk shows it, so that nobody confirms a row that moved.
    pub check_phrase: String,
}
