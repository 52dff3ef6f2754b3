//! A figure: never a bare number, but what was counted, of what, when, how surely and from which events.

use std::collections::BTreeSet;

use domain::{EventId, Period};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bounds::Bounds;
use crate::definition::{Definition, Unit};
use crate::suppression::SuppressionClass;
use crate::value::{Value, grouped, hours};

/// Days from `first` to `last`, both included, as they stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// The first day.
    #[schemars(with = "String")]
    pub first: chrono::NaiveDate,
    /// The last day, t*.
    #[schemars(with = "String")]
    pub last: chrono::NaiveDate,
}

impl From<Period> for Days {
    fn from(Period { first, last }: Period) -> Self {
        Self { first, last }
    }
}

/// Whether a figure was counted, is wished for, or is reckoned. The three are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Counted from what was recorded.
    Measured,
    /// What is aimed at.
    Target,
    /// What would follow from assumptions.
    Projected,
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The definition it follows, as `I-02@1`.
    pub definition: String,
    /// Its name, narrower than the definition's where it is a part of it.
    pub label: String,
    /// What it counts in.
    pub unit: Unit,
    /// Counted, aimed at or reckoned.
    pub standing: Standing,
    /// Of which days.
    pub period: Days,
    /// The figure itself.
    pub value: Value,
    /// As the staff tier prints it.
    pub printed: String,
    /// How far it may be off; none where it is a count of recorded events.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bounds: Option<Bounds>,
    /// The same with the children counted without a name; none where they cannot be in it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub with_anonymous: Option<Bounds>,
    /// More than 100%: shown, not capped.
    pub above_hundred: bool,
    /// Who may see it how exactly.
    pub suppression: SuppressionClass,
    /// What a reader must know beside it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub notes: Vec<String>,
    /// The events it rests on: records of the people counted, their contacts, the records counted. Never written
    /// into a file as they are; a frozen return holds keyed tokens of them.
    #[serde(skip)]
    pub contributions: BTreeSet<EventId>,
}

impl Figure {
    /// A measured figure without bounds.
    pub(crate) fn measured(
        definition: &Definition,
        period: Period,
        value: Value,
        contributions: BTreeSet<EventId>,
    ) -> Self {
        Self {
            definition: definition.id(),
            label: definition.label.to_owned(),
            unit: definition.unit,
            standing: Standing::Measured,
            period: period.into(),
            value,
            printed: printed(definition.unit, value),
            bounds: None,
            with_anonymous: None,
            above_hundred: value.is_above_hundred(),
            suppression: definition.suppression,
            notes: Vec::new(),
            contributions,
        }
    }

    pub(crate) fn labelled(self, label: impl Into<String>) -> Self {
        Self { label: label.into(), ..self }
    }

    pub(crate) fn bounded(self, bounds: Bounds) -> Self {
        Self { bounds: Some(bounds), ..self }
    }

    pub(crate) fn noted(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// The figure with its interval, as `22.7% (397 of 1,749) [21.0%, 25.1%]`.
    #[must_use]
    pub fn printed_with_bounds(&self) -> String {
        match &self.bounds {
            Some(bounds) => format!("{} [{}]", self.printed, bounds.printed),
            None => self.printed.clone(),
        }
    }
}

fn printed(unit: Unit, value: Value) -> String {
    match (unit, value.denominator) {
        (Unit::Minute, None) => hours(value.numerator),
        (Unit::Child | Unit::Family | Unit::Visit | Unit::Contact, _) => value.printed(),
        // Few enough to read as they are: "5 of 5" says more than 100%.
        (
            Unit::HomeVisit
            | Unit::Session
            | Unit::Respondent
            | Unit::Champion
            | Unit::Minute
            | Unit::Pair
            | Unit::Device,
            Some(denominator),
        ) => format!("{} of {}", grouped(value.numerator), grouped(denominator)),
        (
            Unit::HomeVisit | Unit::Session | Unit::Respondent | Unit::Champion | Unit::Pair | Unit::Device,
            None,
        ) => grouped(value.numerator),
    }
}
