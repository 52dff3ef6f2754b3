//! A figure as a screen shows it: never a bare number, but what was counted, of what, when and how surely.
//!
//! What a reader may not see is not here at all: the centre takes it out before it answers, so a screen has nothing to
//! hide. `printed` is what is shown; numbers stand beside it only for charts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A count, or a count of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Value {
    /// How many.
    #[ts(type = "number")]
    pub numerator: u64,
    /// Of how many; none where it is a plain count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub denominator: Option<u64>,
}

/// Days from `first` to `last`, both included, as `2026-11-16`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Days {
    /// The first day.
    pub first: String,
    /// The last day, at which ages and residence are tested.
    pub last: String,
}

/// What a figure is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A child.
    Child,
    /// A household.
    Family,
    /// One person at one session.
    Visit,
    /// A visit to a family's home or another place.
    HomeVisit,
    /// A session.
    Session,
    /// Somebody was told about a service.
    Contact,
    /// A survey response.
    Respondent,
    /// A volunteer.
    Champion,
    /// A minute of time; printed as hours.
    Minute,
    /// Two records of a person.
    Pair,
    /// A device.
    Device,
}

/// Whether a figure was counted, is wished for, or is reckoned. The three are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Counted from what was recorded.
    Measured,
    /// What is aimed at.
    Target,
    /// What would follow from assumptions.
    Projected,
}

/// One figure, as this reader may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Figure {
    /// The definition it follows, as `I-02@1`.
    pub definition: String,
    /// Its name.
    pub label: String,
    /// What it counts in.
    pub unit: Unit,
    /// Counted, aimed at or reckoned.
    pub standing: Standing,
    /// Of which days.
    pub period: Days,
    /// The figure as it is shown: `22.7% (397 of 1,749)`; to the public rounded, or `c` for a number too small to show.
    pub printed: String,
    /// The number itself, for a chart; none where this reader may not have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub value: Option<Value>,
    /// Too small to show to this reader: `printed` is the label that stands in its place.
    pub withheld: bool,
    /// How far it may be off; none where it is a count of recorded events, and for readers of rounded figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub bounds: Option<Bounds>,
    /// The same with the children counted without a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub with_anonymous: Option<Bounds>,
    /// More than 100%: shown, not capped.
    pub above_hundred: bool,
    /// What a reader must know beside it.
    pub notes: Vec<String>,
}

/// From where to where the truth may lie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Bounds {
    /// The lower end.
    pub low: Value,
    /// The upper end.
    pub high: Value,
    /// As `21.0%, 25.1%`.
    pub printed: String,
    /// What widens it, in a fixed order.
    pub reasons: Vec<Reason>,
}

/// One reason why a figure may be off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Reason {
    /// By how much it lowers the lower end.
    #[ts(type = "number")]
    pub lowers: u64,
    /// By how much it raises the upper end.
    #[ts(type = "number")]
    pub raises: u64,
    /// The reason in words.
    pub because: String,
    /// What would narrow it.
    pub narrowed_by: String,
}

/// "How is this counted?", with the parameters that it was counted with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Definition {
    /// Number and version, as `I-02@1`.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What it counts in.
    pub unit: Unit,
    /// How it is counted.
    pub counted: String,
    /// What else it depends on, by name.
    pub parameters: Vec<NamedParameter>,
}

/// A parameter as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct NamedParameter {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// The population that rates are of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Population {
    /// Its title.
    pub title: String,
    /// Who published it and as what.
    pub source: String,
    /// The day of which it is an estimate.
    pub as_of: String,
    /// Residents of the area younger than this many years.
    pub under: u32,
    /// How many.
    #[ts(type = "number")]
    pub residents: u64,
    /// The least that it may be.
    #[ts(type = "number")]
    pub least: u64,
    /// The most.
    #[ts(type = "number")]
    pub most: u64,
    /// Where `least` and `most` come from, in words.
    pub spread: String,
    /// It is dated more than five years before the last day.
    pub is_old: bool,
}
