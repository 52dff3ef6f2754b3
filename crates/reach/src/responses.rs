//! I-25: survey responses against their target.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{EventId, Line, Period};

use crate::definition::{Definition, Unit};
use crate::figure::Figure;
use crate::reading::Reading;
use crate::suppression::SuppressionClass;
use crate::value::Value;

/// I-25.
pub const RESPONSES: Definition = Definition {
    id: "I-25",
    version: 1,
    label: "Survey responses",
    unit: Unit::Respondent,
    suppression: SuppressionClass::People,
    counted: "Responses to any version of the survey, by any channel; to date, of the number aimed at. A person who answers \
              twice is two responses; a response to a form that has not arrived yet is counted as of no survey.",
};

/// A survey: all versions of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// What stays the same from version to version.
    pub key: Line,
    /// The newest version's title.
    pub title: Line,
    /// How many responses the newest version aims at.
    pub target: Option<u32>,
}

/// Every survey, by key.
#[must_use]
pub fn surveys(reading: &Reading<'_>) -> Vec<Survey> {
    let mut newest = BTreeMap::new();
    for form in &reading.facts.forms {
        let known = newest.entry(&form.key).or_insert(form);
        if (form.version, form.id) > (known.version, known.id) {
            *known = form;
        }
    }
    let survey = newest.into_values();
    survey
        .map(|form| Survey { key: form.key.clone(), title: form.title.clone(), target: form.target })
        .collect()
}

/// The responses of a period to one survey; to a form that has not arrived where `survey` is none.
#[must_use]
pub fn responses(reading: &Reading<'_>, period: Period, survey: Option<&Survey>) -> Figure {
    let contributions = answered(reading, survey, |day| period.contains(day));
    Figure::measured(&RESPONSES, period, Value::count(contributions.len() as u64), contributions)
}

/// I-25: all responses to a survey up to a day, of its target.
#[must_use]
pub fn responses_of_target(reading: &Reading<'_>, last: NaiveDate, survey: &Survey) -> Figure {
    let contributions = answered(reading, Some(survey), |day| day <= last);
    let days = reading.facts.responses.iter().filter(|fact| contributions.contains(&fact.id));
    let first = days.map(|fact| fact.on).min().unwrap_or(last);
    let value = Value { numerator: contributions.len() as u64, denominator: survey.target.map(u64::from) };
    Figure::measured(&RESPONSES, Period { first, last }, value, contributions)
}

fn answered(
    reading: &Reading<'_>,
    survey: Option<&Survey>,
    wanted: impl Fn(NaiveDate) -> bool,
) -> BTreeSet<EventId> {
    let key_of: BTreeMap<_, _> = reading.facts.forms.iter().map(|form| (form.id, &form.key)).collect();
    let of_survey = |form| key_of.get(form).copied() == survey.map(|survey| &survey.key);
    let picked = reading.facts.responses.iter().filter(|fact| wanted(fact.on) && of_survey(&fact.form));
    picked.map(|fact| fact.id).collect()
}
