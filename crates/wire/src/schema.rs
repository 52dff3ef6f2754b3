//! JSON Schema of what `doorstep champion record` reads and prints.

use serde_json::Value;

use crate::draft::DraftLine;
use crate::recorded::RecordedLine;

/// The schema of one line of input.
#[must_use]
pub fn draft_line() -> Value {
    schemars::schema_for!(DraftLine).to_value()
}

/// The schema of one line of output.
#[must_use]
pub fn recorded_line() -> Value {
    schemars::schema_for!(RecordedLine).to_value()
}
