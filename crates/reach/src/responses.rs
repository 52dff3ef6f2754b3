//! I-25: survey responses against their target.

use std::collections::{BTreeMap, BTreeSet};

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
    counted: "Responses to any version of the survey, by any channel, of the number aimed at. A person who answers \
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

/// I-25: the responses of a period to one survey; to a form that has not arrived where `survey` is none.
#[must_use]
pub fn responses(reading: &Reading<'_>, period: Period, survey: Option<&Survey>) -> Figure {
    let key_of: BTreeMap<_, _> = reading.facts.forms.iter().map(|form| (form.id, &form.key)).collect();
    let picked = reading.facts.responses.iter().filter(|fact| {
        period.contains(fact.on) && key_of.get(&fact.form).copied() == survey.map(|survey| &survey.key)
    });
    let contributions: BTreeSet<EventId> = picked.map(|fact| fact.id).collect();
    let target = survey.and_then(|survey| survey.target).map(u64::from);
    let value = Value { numerator: contributions.len() as u64, denominator: target };
    let figure = Figure::measured(&RESPONSES, period, value, contributions);
    match survey {
        Some(survey) => figure.labelled(format!("Survey responses: {}", survey.title)),
        None => figure.labelled("Survey responses to a form not yet received"),
    }
}
