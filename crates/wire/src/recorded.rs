//! What is answered when something was recorded.

use domain::EventId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::Fault;

/// The state words of a record, everywhere the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordState {
    /// Being typed; not kept yet.
    Draft,
    /// Durable on this device.
    Saved,
    /// Held by the centre.
    Sent,
    /// In a backup of the centre that was restored in a drill.
    Safe,
}

/// A record is durable on this device. Printed as a line by `doorstep champion record`, only then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Recorded {
    /// The id of the event, which is also the id of what it recorded.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub id: EventId,
    /// Its type, such as `attendance.recorded@1`.
    pub kind: String,
    /// Its place in this device's stream.
    #[ts(type = "number")]
    pub seq: u64,
    /// Always `saved` for what is new; further on for what was recorded before.
    pub state: RecordState,
    /// It was here already, with the same content: nothing was added.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub again: bool,
    /// A device clock that cannot be right was noticed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub clock_doubtful: bool,
}

/// One line of the output of `doorstep champion record`, in the order of the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum RecordedLine {
    /// It is durable.
    Recorded {
        /// The line of the input, from 1.
        line: u64,
        /// The label given.
        #[serde(rename = "ref", default, skip_serializing_if = "Option::is_none")]
        label: Option<String>,
        /// What was recorded.
        #[serde(flatten)]
        recorded: Recorded,
    },
    /// It was refused; nothing of it is kept, and the next lines go on.
    Refused {
        /// The line of the input, from 1.
        line: u64,
        /// The label given.
        #[serde(rename = "ref", default, skip_serializing_if = "Option::is_none")]
        label: Option<String>,
        /// Why.
        #[serde(flatten)]
        fault: Fault,
    },
}
