//! What is typed on a screen and not recorded yet, kept in the vault: never in the browser's own storage.

use domain::Private;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most that is kept of one screen: four thousand letters in each of sixteen fields.
pub const KEPT_BYTES_MAX: usize = 64 * 1024;
/// The most screens that are kept: more unfinished ones than anybody comes back to.
pub const KEPT_MAX: usize = 50;

/// What is to be kept of a screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct Keep {
    /// Which screen, by a word of the screens' own: `visit`. No word of it is about anybody.
    pub key: String,
    /// Whatever the screen needs to go on; none where it is finished or thrown away.
    #[ts(type = "string")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Private<String>>,
}

/// What was kept of a screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct Kept {
    /// As it was kept; none where nothing was.
    #[ts(type = "string")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Private<String>>,
}

/// A screen that was left unfinished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Unfinished {
    /// Which screen.
    pub key: String,
    /// When something was last typed there, milliseconds since 1970 by this device's clock.
    #[ts(type = "number")]
    pub at_ms: u64,
}
