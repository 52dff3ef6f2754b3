//! Visits to families, by how they went. They are not footfall.

use domain::{Period, Setting, VisitOutcome};

use crate::definition::{Definition, Unit};
use crate::figure::Figure;
use crate::reading::Reading;
use crate::suppression::SuppressionClass;
use crate::value::Value;

/// W-01.
pub const HOME_VISITS: Definition = Definition {
    id: "W-01",
    version: 1,
    label: "Visits to families",
    unit: Unit::HomeVisit,
    suppression: SuppressionClass::Events,
    counted: "Every visit recorded, at home or one to one elsewhere, by how it went. A visit that was done is a \
              contact with each person met; one without an answer is none.",
};

/// The visits of a period in this setting that went so.
#[must_use]
pub fn home_visits(
    reading: &Reading<'_>,
    period: Period,
    wanted: impl Fn(Setting, VisitOutcome) -> bool,
) -> Figure {
    let visits = reading.facts.visits.iter().filter(|fact| period.contains(fact.on));
    let picked = visits.filter(|fact| wanted(fact.visit.setting, fact.visit.outcome));
    let contributions: std::collections::BTreeSet<_> = picked.map(|fact| fact.id).collect();
    Figure::measured(&HOME_VISITS, period, Value::count(contributions.len() as u64), contributions)
}
