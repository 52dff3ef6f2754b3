//! What is wrong with something typed, as facts that a screen can word.

use serde::{Deserialize, Serialize};

/// One rule that a draft or a received fact breaks. The user interface words it from `code` and `field`;
/// `Display` is for command lines and logs and holds nothing that was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{field}: {}", code.sentence())]
pub struct Problem {
    /// The field as it stands in the payload, dotted where nested, such as `attendee.count`.
    pub field: String,
    /// Which rule.
    pub code: ProblemCode,
}

impl Problem {
    /// The problem with `field`.
    pub fn new(field: impl Into<String>, code: ProblemCode) -> Self {
        Self { field: field.into(), code }
    }
}

/// The rules that a single fact can break. Append-only: screens and the centre's quarantine name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The field is needed and is missing or blank.
    Required,
    /// The text is longer than its named limit.
    TooLong,
    /// The text has line breaks or control characters where one line is meant.
    NotOneLine,
    /// Not a date, time, week, id or number of the form asked for.
    Malformed,
    /// A number outside its named range.
    OutOfRange,
    /// It ends before it begins.
    EndsBeforeStart,
    /// The whole event is over `EVENT_BYTES_MAX`.
    EventTooLarge,
    /// A list is longer than its named limit.
    TooMany,
    /// Two fields contradict each other.
    Contradiction,
    /// The amended field is not a field of the record.
    NoSuchField,
    /// This app does not know this type or version of event; a newer one does.
    UnknownType,
    /// The amendment changes nothing.
    NothingChanged,
}

impl ProblemCode {
    /// A plain English sentence, for command lines.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Required => "this is needed",
            Self::TooLong => "this is too long",
            Self::NotOneLine => "write this on one line",
            Self::Malformed => "this is not in the form asked for",
            Self::OutOfRange => "this is outside the range allowed",
            Self::EndsBeforeStart => "this ends before it begins",
            Self::EventTooLarge => "this record is too large to keep as one",
            Self::TooMany => "there are too many of these for one record",
            Self::Contradiction => "this contradicts another field",
            Self::NoSuchField => "this record has no such field",
            Self::UnknownType => "this app does not know this kind of record; update it",
            Self::NothingChanged => "this correction changes nothing",
        }
    }
}
