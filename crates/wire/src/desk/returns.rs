//! `…/desk/v1/returns…`: the week's return, from review to a file that anybody can check.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::reach::Tier;
use crate::figure::{Days, Definition, Figure, Population, Value};

/// `GET /desk/v1/returns`: the past weeks, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Returns {
    /// The weeks.
    pub weeks: Vec<ReturnWeek>,
}

/// A week and what was frozen of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReturnWeek {
    /// The ISO week, as `2026-W47`.
    pub week: String,
    /// Its Monday and Sunday.
    pub days: Days,
    /// Whether it can be frozen.
    pub is_over: bool,
    /// Devices that closed the week, of those that should.
    pub devices_closed: Value,
    /// What was frozen, oldest first.
    pub revisions: Vec<Revision>,
}

/// A frozen revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Revision {
    /// 1, 2, 3…
    pub revision: u32,
    /// The change number up to which it counts.
    #[ts(type = "number")]
    pub n: u64,
    /// SHA-256 of its canonical JSON, in hexadecimal.
    pub sha256: String,
}

/// `GET /desk/v1/returns/{week}`: the return as it would be frozen now, and what that would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReturnReview {
    /// The ISO week.
    pub week: String,
    /// Its Monday and Sunday.
    pub days: Days,
    /// How exactly this reader sees it.
    pub tier: Tier,
    /// Whether it can be frozen now, by its date.
    pub is_over: bool,
    /// What was frozen, oldest first.
    pub revisions: Vec<Revision>,
    /// The figures shown are those of the last revision, and not of this moment: so for a commissioner.
    pub is_frozen: bool,
    /// What a new revision would change, beside the last one; empty where nothing would, or none is frozen.
    pub changes: Vec<ReturnChange>,
    /// Devices that closed the week, of those that should.
    pub devices_closed: Value,
    /// The figures, by the three questions.
    pub questions: Vec<ReturnQuestion>,
    /// Sessions that were called off, and why; for staff.
    pub cancellations: Vec<CancelledSession>,
    /// Every definition used, by id.
    pub definitions: Vec<Definition>,
    /// The populations of the rates.
    pub populations: Vec<Population>,
    /// What a reader must know of the whole.
    pub notes: Vec<String>,
    /// The change number up to which it counts.
    #[ts(type = "number")]
    pub n: u64,
    /// The local day on which that was so.
    pub as_of: String,
}

/// The rows under one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReturnQuestion {
    /// The question in words: "How much did we do?"
    pub title: String,
    /// Its rows, in order.
    pub rows: Vec<ReturnRow>,
}

/// One measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReturnRow {
    /// What stays the same from week to week, such as `visits.adult`.
    pub key: String,
    /// Its name.
    pub label: String,
    /// "How is this counted?"
    pub counted: String,
    /// The week's figure.
    pub week: Figure,
    /// The same a week before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub last_week: Option<Figure>,
    /// The same for the financial year to date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub year: Option<Figure>,
}

/// A session that was called off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CancelledSession {
    /// The day.
    pub on: String,
    /// When it would have begun, `HH:MM`.
    pub starts: String,
    /// The venue's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub venue: Option<String>,
    /// What kind of session.
    pub activity: String,
    /// Why, as it was written down.
    pub because: Vec<String>,
}

/// A figure that differs from the last revision's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReturnChange {
    /// The row's key.
    pub key: String,
    /// Its name.
    pub label: String,
    /// Which of its figures, in words: "This week".
    pub column: String,
    /// As it was printed; none where it is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub was: Option<String>,
    /// As it is printed now; none where it is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub now: Option<String>,
}

/// `POST /desk/v1/returns/{week}/freeze`, with an empty object: what was frozen. Its files are then at
/// `GET /desk/v1/returns/{week}/file?format=xlsx&revision=1` (staff, after a step-up) and at
/// `GET /desk/v1/returns/{week}/public-file?format=xlsx&revision=1`; `format` is `xlsx`, `csv`, `html` or `json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Frozen {
    /// The ISO week.
    pub week: String,
    /// The revision.
    pub revision: Revision,
    /// When, milliseconds since 1970.
    #[ts(type = "number")]
    pub frozen_ms: u64,
    /// By whom.
    pub prepared_by: String,
}

/// `POST /desk/v1/returns/verify`, with the signed JSON file as the body, or `POST /desk/v1/returns/{week}/verify` with
/// an empty object for the last revision held here: what was found, each apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReturnVerified {
    /// The week that the file is about.
    pub week: String,
    /// Its revision.
    pub revision: u32,
    /// The change number up to which it counts.
    #[ts(type = "number")]
    pub n: u64,
    /// (a) What the file says of itself.
    pub file: FileVerdict,
    /// (b) What a recount from the ledger says.
    pub recount: RecountVerdict,
    /// The figures that differ, where they do.
    pub differing: Vec<String>,
    /// (c) How many events that it counted are erased since.
    #[ts(type = "number")]
    pub erased: u64,
    /// The file is genuine, and the recount agrees but for what was erased.
    pub stands: bool,
}

/// What a file says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileVerdict {
    /// Signed by this centre, unchanged, and named in its ledger.
    Genuine,
    /// Signed by this centre and unchanged, but the ledger does not name it.
    NotInLedger,
    /// What is in it is not what was hashed or signed.
    Changed,
    /// Signed by another key, or of another authority.
    OtherCentre,
}

/// What a recount says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecountVerdict {
    /// The same, to the last byte.
    Equal,
    /// The same, but for events that were erased since.
    EqualLessErased,
    /// Not the same, and not explained by erasures.
    Differs,
    /// The ledger does not go as far as the return.
    LedgerEndsBefore,
}
