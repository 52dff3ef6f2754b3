//! What a sync came to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
