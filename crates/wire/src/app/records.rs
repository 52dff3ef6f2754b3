//! What was recorded on this device, and where it is by now.

use domain::{EventId, Private};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::push::Mend;
use crate::recorded::RecordState;

/// Which page of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct RecordsPage {
    /// Those before this place in the order of recording; the latest where not said.
    #[ts(type = "number")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u64>,
}

/// Records, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Records {
    /// At most fifty.
    pub records: Vec<RecordLine>,
    /// There are earlier ones.
    pub more: bool,
}

/// A record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct RecordLine {
    /// Its id.
    #[ts(type = "string")]
    pub id: EventId,
    /// Its place in the order of recording on this device.
    #[ts(type = "number")]
    pub seq: u64,
    /// What kind: `attendance`, `visit`.
    pub kind: String,
    /// The day that it is about.
    pub date: String,
    /// When it was written down, by this device's clock, milliseconds since 1970.
    #[ts(type = "number")]
    pub recorded_ms: u64,
    /// Where it is.
    pub state: RecordState,
    /// The name of whom or what it is about, as much as a tile shows.
    #[ts(type = "string")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Private<String>>,
    /// For people counted without a name: how many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// It was corrected since.
    pub corrected: bool,
    /// The withdrawal that holds, if any: reinstate it to take it back.
    #[ts(type = "string")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_by: Option<EventId>,
    /// Somebody else withdrew it, as the centre says: only they or a coordinator take that back.
    pub withdrawn_elsewhere: bool,
    /// The centre keeps it aside, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_aside: Option<AsideReason>,
}

/// Why the centre keeps a record aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct AsideReason {
    /// The rule that it breaks, as a stable word.
    pub code: String,
    /// The field that breaks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What mends it.
    pub mend: Mend,
}
