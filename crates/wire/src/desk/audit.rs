//! `GET /desk/v1/audit[?before=120]`: who did what to what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A page of the audit, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Audit {
    /// The lines.
    pub lines: Vec<AuditLine>,
    /// Where the next page begins: ask with `?before=`; none at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub next: Option<u64>,
    /// The first line that does not follow from those before it: somebody changed the audit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub broken_at: Option<u64>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AuditLine {
    /// 1, 2, 3…
    #[ts(type = "number")]
    pub seq: u64,
    /// When, milliseconds since 1970.
    #[ts(type = "number")]
    pub at_ms: u64,
    /// Who: an account's id, or `operator` for whoever ran a command on the centre's machine.
    pub who: String,
    /// The account's name, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub who_name: Option<String>,
    /// What, such as `return.frozen`.
    pub what: String,
    /// To what, by id.
    pub which: String,
    /// A reason that was given.
    pub why: String,
}
