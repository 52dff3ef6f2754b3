//! The one door of a device: a command in, a reply out, both serialisable, so that whoever owns the vault
//! may be a thread on a desktop or a worker in a browser.

use domain::{ChampionId, Private, StreamId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::draft::Draft;
use crate::recorded::Recorded;

/// What a screen or a command line asks of the device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Command {
    /// How things stand. Answered at any time, open or locked.
    Status,
    /// Let this device in, with a one-time code, and make its vault.
    Enrol(Enrol),
    /// Open the vault.
    Unlock {
        /// The PIN or passphrase.
        #[ts(type = "string")]
        secret: Private<String>,
    },
    /// Close the vault and forget its key.
    Lock,
    /// Record something.
    Record {
        /// A UUID made by the screen, so that a repeated tap is recorded once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        id: Option<String>,
        /// The local date on which it happened; today where not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        date: Option<String>,
        /// What.
        draft: Draft,
    },
    /// Send and fetch now.
    Sync,
}

/// What a new device needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Enrol {
    /// The centre's address, such as `https://doorstep.example.org`.
    pub address: String,
    /// The one-time code.
    #[ts(type = "string")]
    pub code: Private<String>,
    /// The PIN, or on a device without a key store of its own a passphrase.
    #[ts(type = "string")]
    pub secret: Private<String>,
}

/// The answer to a command that went well; one that did not is a [`crate::Fault`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "reply", rename_all = "snake_case")]
pub enum Reply {
    /// How things stand.
    Status(Status),
    /// It is durable on this device.
    Recorded(Recorded),
    /// What a sync did.
    Synced(Synced),
    /// Done; nothing more to say.
    Done,
}

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
    /// The device's clock cannot be right: dates are asked for.
    pub clock_doubtful: bool,
}

/// What a sync did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Synced {
    /// How many events the centre newly holds.
    #[ts(type = "number")]
    pub sent: u64,
    /// How many rows of the scope were newly stored or forgotten.
    #[ts(type = "number")]
    pub pulled: u64,
    /// How many events still wait.
    #[ts(type = "number")]
    pub waiting: u64,
    /// All that was recorded is held by the centre.
    pub all_sent: bool,
}
