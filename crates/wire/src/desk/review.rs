//! `…/desk/v1/review…`: records that may be one child, and what was decided about them. Coordinators only, and every
//! reading is noted in the audit.

use domain::{EnquiryId, EventId, PersonId, Private};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `GET /desk/v1/review`: what waits for this reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewQueue {
    /// Pairs, those that contradict first, then the likeliest; at most [`REVIEW_PAIRS_MAX`].
    pub pairs: Vec<ReviewPair>,
    /// How many pairs wait in all.
    pub waiting: u32,
    /// Fields on which corrections disagree.
    pub disputes: Vec<ReviewDispute>,
    /// What was decided last, the latest first.
    pub decided: Vec<ReviewDecided>,
    /// The model by which pairs are found.
    pub model: String,
    /// Its hash, in hexadecimal.
    pub model_sha256: String,
}

/// The most pairs in one answer: as many as anybody decides in a sitting.
pub const REVIEW_PAIRS_MAX: usize = 100;

/// Two records that may be one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewPair {
    /// One record.
    pub left: ReviewSide,
    /// The other.
    pub right: ReviewSide,
    /// Why it waits.
    pub why: ReviewWhy,
    /// How likely the two are one person, in percent.
    pub percent: u8,
    /// The same in words, such as "same surname and birth date, first name one letter off".
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub because: Private<String>,
    /// Field by field.
    pub reasons: Vec<ReviewReason>,
    /// What a champion was asked about them, and said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub asked: Option<ReviewAsked>,
    /// Whether there is a champion who is given both records anyway and so may be asked.
    pub can_ask: bool,
}

/// One record. What the reader's own team has no part in is left out but for what tells who it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewSide {
    /// Which.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub id: PersonId,
    /// A child, or an adult who cares for one.
    pub is_child: bool,
    /// First name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    #[schemars(with = "Option<String>")]
    pub given_name: Option<Private<String>>,
    /// Family name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    #[schemars(with = "Option<String>")]
    pub surname: Option<Private<String>>,
    /// Birth, as exactly as it is known: `2023-05-14`, `2023-05`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    #[schemars(with = "Option<String>")]
    pub birth: Option<Private<String>>,
    /// Postcode, as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    #[schemars(with = "Option<String>")]
    pub postcode: Option<Private<String>>,
    /// First names of others of the same family.
    #[ts(type = "string[]")]
    #[schemars(with = "Vec<String>")]
    pub relatives: Vec<Private<String>>,
    /// The day of the record.
    pub recorded_on: String,
    /// Who recorded it; none where the centre did, or another team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub recorded_by: Option<String>,
    /// On how many days they were seen under this record.
    pub days_seen: u32,
    /// The last of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub last_seen: Option<String>,
}

/// Why a pair waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewWhy {
    /// Decisions contradict each other.
    Contradicted,
    /// All but certain, and yet something keeps them apart.
    Conflict,
    /// The model is not sure.
    Unsure,
}

/// One field's part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewReason {
    /// What was compared: `given_name`, `surname`, `exchanged_names`, `birth`, `postcode`.
    pub field: String,
    /// What was found, such as `same`, `one_slip`, `unlike`.
    pub likeness: String,
    /// Whether it speaks for one person.
    pub speaks_for: bool,
}

/// A question to a champion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewAsked {
    /// Which.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub id: EnquiryId,
    /// `same`, `different` or `not_sure`; none while nothing was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub says: Option<String>,
}

/// A field on which corrections disagree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewDispute {
    /// Whose.
    pub person: ReviewSide,
    /// Which: `given_name`, `surname`, `birth` or `postcode`.
    pub field: String,
    /// What is said of it, in order of time.
    pub values: Vec<ReviewValue>,
}

/// One word in a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewValue {
    /// The correction that says so.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub by: EventId,
    /// What it says; none where it takes the value out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    #[schemars(with = "Option<String>")]
    pub value: Option<Private<String>>,
    /// On which day.
    pub on: String,
    /// By whom; none for the centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub champion: Option<String>,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewDecided {
    /// Which.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub id: EventId,
    /// One person's name.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub left: Private<String>,
    /// The other's.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub right: Private<String>,
    /// What was decided.
    pub verdict: ReviewVerdict,
    /// By whom: a name, or `the centre`.
    pub by: String,
    /// On which day.
    pub on: String,
    /// By whom it was taken back; none while it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub taken_back_by: Option<String>,
}

/// Same or different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewVerdict {
    /// One person.
    Same,
    /// Two people.
    Different,
}

/// `POST /desk/v1/review/decide`: answered by [`ReviewDone`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecidePair {
    /// One record.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub left: PersonId,
    /// The other.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub right: PersonId,
    /// What is decided.
    pub verdict: ReviewVerdict,
}

/// `POST /desk/v1/review/ask`: put the pair to a champion who is given both. Answered by [`ReviewDone`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskPair {
    /// One record.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub left: PersonId,
    /// The other.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub right: PersonId,
}

/// `POST /desk/v1/review/undo`: takes a decision back. Answered by [`ReviewDone`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoDecision {
    /// The decision.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub of: EventId,
}

/// `POST /desk/v1/review/settle`: of the values in dispute, this one. Answered by [`ReviewDone`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleDispute {
    /// Whose.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub person: PersonId,
    /// Which field.
    pub field: String,
    /// The correction whose value it is to be.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub by: EventId,
}

/// What was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewDone {
    /// The event: the decision itself, so that it can be taken back.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub id: EventId,
    /// The ledger's change number with it.
    #[ts(type = "number")]
    pub n: u64,
}
