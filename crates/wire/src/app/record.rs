//! Recording from a screen.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::draft::Draft;

/// Things that belong together, such as a new person and that they came. They are recorded in order, each
/// durable by itself; where one is refused, the field of the fault is `1.given_name` for that of the second
/// record, and those before it stay. The same records sent again are recorded once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RecordAll {
    /// In order: a later one may name an earlier one by its id.
    pub records: Vec<RecordOne>,
}

/// One thing to record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct RecordOne {
    /// A UUID made by the screen, so that a repeated tap is recorded once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The local date on which it happened; today, or the day of the session that it names, where not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// What.
    pub draft: Draft,
}
