//! Children and families seen, where no area is at hand: counts of a device's own book, wherever people live.
//! They are not reach, and are never called it.

use domain::Period;

use crate::bounds::Bounds;
use crate::definition::{Definition, Unit};
use crate::families::families_of;
use crate::figure::Figure;
use crate::membership::Members;
use crate::parameters::Parameters;
use crate::question::{Asked, Living, Question};
use crate::reading::Reading;
use crate::suppression::SuppressionClass;
use crate::value::Value;

/// W-04.
pub const CHILDREN_SEEN: Definition = Definition {
    id: "W-04",
    version: 1,
    label: "Children seen, wherever they live",
    unit: Unit::Child,
    suppression: SuppressionClass::People,
    counted: "Children under {upper_age} on the last day who were seen in the period and are in this book. Nobody's \
              postcode was looked up, so this is not reach.",
};

/// W-05.
pub const FAMILIES_SEEN: Definition = Definition {
    id: "W-05",
    version: 1,
    label: "Families seen, wherever they live",
    unit: Unit::Family,
    suppression: SuppressionClass::People,
    counted: "Families with at least one child under {upper_age} on the last day who was seen in the period, in \
              this book. Nobody's postcode was looked up.",
};

const fn question(period: Period, parameters: &Parameters) -> Question<'static> {
    Question {
        pack: None,
        period,
        upper_age: parameters.upper_age,
        asked: Asked::SeenOn(1),
        living: Living::Anywhere,
    }
}

/// W-04 over a period.
#[must_use]
pub fn children_seen(reading: &Reading<'_>, period: Period, parameters: &Parameters) -> Figure {
    let question = question(period, parameters);
    let members = Members::of(reading, &question);
    let people = members.counted.iter().filter_map(|index| reading.people.get(*index));
    let contributions = people.flat_map(|person| question.contributions(person)).collect();
    let (low, high) = (Value::count(members.low()), Value::count(members.high()));
    Figure::measured(&CHILDREN_SEEN, period, Value::count(members.count()), contributions)
        .bounded(Bounds::new(low, high, members.reasons()))
}

/// W-05 over a period.
#[must_use]
pub fn families_seen(reading: &Reading<'_>, period: Period, parameters: &Parameters) -> Figure {
    let question = question(period, parameters);
    families_of(reading, &question, &Members::of(reading, &question), &FAMILIES_SEEN)
}
