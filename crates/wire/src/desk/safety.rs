//! `GET /desk/v1/safety`: how safe what is held is.

use domain::{ChampionId, DeviceId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How safe what is held is. `durable_is_late` is a red line on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Safety {
    /// How often the centre was restored, and one.
    #[ts(type = "number")]
    pub epoch: u64,
    /// Records of devices that are held.
    #[ts(type = "number")]
    pub held: u64,
    /// Of these, how many are in a backup that was restored in a drill.
    #[ts(type = "number")]
    pub durable: u64,
    /// When that backup was made, milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub durable_made_ms: Option<u64>,
    /// Something is held, and no backup of the last 7 days was restored in a drill.
    pub durable_is_late: bool,
    /// Devices that were put back from a backup, or copied: somebody should look at them.
    pub copied: Vec<CopiedDevice>,
}

/// A device of which a second history was seen. Both are kept, and nothing counts twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CopiedDevice {
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
    /// When it was first seen, milliseconds since 1970.
    #[ts(type = "number")]
    pub seen_ms: u64,
}
