//! `…/desk/v1/births…`: birth lists of other controllers, what they say of infants missed, and the worklist of those not
//! yet seen. Coordinators only, and every reading of names is noted in the audit.

use domain::{AgreementId, BirthListId, ClosedBecause, ContactMade, PersonId, Private};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `GET /desk/v1/births`: agreements and lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Births {
    /// Agreements, the latest first.
    pub agreements: Vec<SharingAgreement>,
    /// Lists, the latest first.
    pub lists: Vec<BirthListRow>,
}

/// What another controller shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SharingAgreement {
    /// Which.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub id: AgreementId,
    /// With whom.
    pub with: String,
    /// What may be handed over at most: `counts`, `encodings` or `named`.
    pub shares: String,
    /// What for.
    pub purpose: String,
    /// The first day on which it holds.
    pub from: String,
    /// The last day on which it holds.
    pub until: String,
    /// It holds today.
    pub holds: bool,
}

/// A list that was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BirthListRow {
    /// Which.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub id: BirthListId,
    /// Under which agreement.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub agreement: AgreementId,
    /// `counts`, `encodings` or `named`.
    pub mode: String,
    /// The first day of birth.
    pub from: String,
    /// The last day of birth.
    pub until: String,
    /// How many births.
    pub births: u32,
    /// Its agreement holds today, so that it may be used.
    pub usable: bool,
    /// What it said last; none before it was compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub last_run: Option<BirthListRunRow>,
}

/// A comparison that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BirthListRunRow {
    /// On which day.
    pub on: String,
    /// The ledger's change number.
    #[ts(type = "number")]
    pub n: u64,
    /// The match rule and its version.
    pub rule: String,
    /// Its hash, in hexadecimal.
    pub rule_sha256: String,
    /// Births missed.
    pub missed: u32,
    /// From.
    pub missed_low: u32,
    /// To.
    pub missed_high: u32,
}

/// `POST /desk/v1/births/{list}/missed`: compares the list now, and records the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MissedReport {
    /// Which list.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub list: BirthListId,
    /// I-13 of the whole list as it is shown, with its interval.
    pub printed: String,
    /// Births on the list.
    pub births: u32,
    /// Missed.
    pub missed: u32,
    /// From.
    pub low: u32,
    /// To.
    pub high: u32,
    /// What makes the interval, each with what would narrow it.
    pub reasons: Vec<String>,
    /// How many births the interval spans.
    pub width: u32,
    /// By small area.
    pub areas: Vec<MissedArea>,
    /// How it is counted.
    pub counted: String,
    /// The match rule and its version.
    pub rule: String,
    /// Its hash, in hexadecimal.
    pub rule_sha256: String,
    /// The ledger's change number.
    #[ts(type = "number")]
    pub n: u64,
}

/// Births of one small area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MissedArea {
    /// The LSOA's code; none for births whose home is in no small area here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// Births.
    pub births: u32,
    /// Missed.
    pub missed: u32,
    /// From.
    pub low: u32,
    /// To.
    pub high: u32,
}

/// `GET /desk/v1/births/{list}/worklist`: children of a named list not yet seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Worklist {
    /// Which list.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub list: BirthListId,
    /// Open rows: those in nobody's hands first, then by birth.
    pub open: Vec<NotYetSeen>,
    /// Births that may be somebody on record, found or not, until somebody has looked.
    pub in_doubt: Vec<BirthInDoubt>,
    /// How many were closed.
    pub closed: u32,
}

/// A child not yet seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct NotYetSeen {
    /// The row, by a keyed hash.
    pub row: String,
    /// First name.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub given_name: Private<String>,
    /// Family name.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub surname: Private<String>,
    /// Birth.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub birth: Private<String>,
    /// Postcode at birth.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub postcode: Private<String>,
    /// The small area's name; none where the postcode is in none here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub area: Option<String>,
    /// Somebody on record may be this child: look at `in_doubt` before the family is contacted.
    pub in_doubt: bool,
    /// Who takes it on; none where nobody does yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub assigned_to: Option<String>,
    /// Contacts made, each with its day and outcome.
    pub contacts: Vec<String>,
}

/// A birth that may be somebody on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BirthInDoubt {
    /// The row, by a keyed hash.
    pub row: String,
    /// Counted as found for now.
    pub counted_as_found: bool,
    /// The birth: name, day, postcode.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub birth: Private<String>,
    /// Whom it may be, the likeliest first.
    pub candidates: Vec<BirthCandidate>,
}

/// Somebody on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BirthCandidate {
    /// Which record.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub person: PersonId,
    /// Name, birth, postcode.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub says: Private<String>,
}

/// `POST /desk/v1/births/{list}/follow-up`. Answered by [`super::ReviewDone`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUpRow {
    /// The row.
    pub row: String,
    /// What was done.
    pub step: FollowUpDone,
}

/// A step on the worklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FollowUpDone {
    /// A member of staff takes it on.
    Assigned(String),
    /// The family was contacted.
    Contacted(
        #[ts(type = "\"no_answer\" | \"informed\" | \"coming\"")]
        #[schemars(with = "String")]
        ContactMade,
    ),
    /// Nothing more is to be done.
    Closed(
        #[ts(type = "\"seen\" | \"moved_away\" | \"declined\" | \"not_reached\" | \"died\"")]
        #[schemars(with = "String")]
        ClosedBecause,
    ),
    /// Somebody looked: this birth is that person on record.
    Recognised(
        #[ts(type = "string")]
        #[schemars(with = "String")]
        PersonId,
    ),
    /// Somebody looked: this birth is not that person on record.
    NotThem(
        #[ts(type = "string")]
        #[schemars(with = "String")]
        PersonId,
    ),
}
