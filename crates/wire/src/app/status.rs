//! How things stand on a device.

use domain::{ChampionId, StreamId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether the device can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VaultState {
    /// Nobody is enrolled.
    NotEnrolled,
    /// A PIN or passphrase is needed.
    Locked,
    /// Open.
    Open,
}

/// How things stand on a device. Whatever says "sent" here is worked out from receipts (protocol.md, I12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields)]
pub struct Status {
    /// Whether it can be used.
    pub vault: VaultState,
    /// Whether the vault opens with a PIN, since this device has a key store, or needs a passphrase.
    pub by_pin: bool,
    /// Whose device it is, by id.
    #[ts(type = "string")]
    #[schemars(with = "Option<String>")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub champion: Option<ChampionId>,
    /// Its stream.
    #[ts(type = "string")]
    #[schemars(with = "Option<String>")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stream: Option<StreamId>,
    /// Four words that the desk shows too, so that two people can tell that this is the device that was let in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_phrase: Option<String>,
    /// How many events were ever recorded in the stream.
    #[ts(type = "number")]
    pub recorded: u64,
    /// How many of them wait to be sent: recorded less what the centre's receipts name.
    #[ts(type = "number")]
    pub waiting: u64,
    /// How many of them the centre holds.
    #[ts(type = "number")]
    pub sent: u64,
    /// How many of them are in a backup that was restored in a drill.
    #[ts(type = "number")]
    pub safe: u64,
    /// How many the centre keeps aside, waiting to be mended.
    #[ts(type = "number")]
    pub quarantined: u64,
    /// All that was recorded is held by the centre, whose head of the stream equals the device's.
    pub all_sent: bool,
    /// When the centre was last reached, by its own clock, milliseconds since 1970.
    #[ts(type = "number")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_contact_ms: Option<u64>,
    /// For how many days what was fetched of the families may still be used without reaching the centre, where that is to
    /// be said; 0 where it was dropped. Recording goes on, and what was recorded here stays.
    #[ts(type = "number")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caseload_days_left: Option<u64>,
    /// The device's clock cannot be right: dates are asked for.
    pub clock_doubtful: bool,
    /// The disk takes nothing any more: what was saved can be read and handed over as a rescue file, and nothing can be
    /// saved until it does.
    pub disk_fails: bool,
}
