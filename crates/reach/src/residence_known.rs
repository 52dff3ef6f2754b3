//! I-07 and I-08: children seen who live outside the area, or who knows where. Neither is in the rate, and
//! neither is dropped.

use std::collections::BTreeSet;

use crate::bounds::{Bounds, Cause};
use crate::definition::{Definition, Unit};
use crate::figure::Figure;
use crate::frame::Frame;
use crate::membership::Members;
use crate::question::{Asked, Living};
use crate::reading::Reading;
use crate::suppression::SuppressionClass;
use crate::value::Value;

/// I-07.
pub const OUT_OF_AREA: Definition = Definition {
    id: "I-07",
    version: 1,
    label: "Children seen who live outside the area",
    unit: Unit::Child,
    suppression: SuppressionClass::People,
    counted: "Children under {upper_age} on the last day, seen in the period, whose latest known postcode then is \
              outside the area, of those seen whose postcode is known. A child counted without a name has no \
              postcode and is in neither number.",
};

/// I-08.
pub const POSTCODE_UNKNOWN: Definition = Definition {
    id: "I-08",
    version: 1,
    label: "Children seen whose postcode is not known",
    unit: Unit::Child,
    suppression: SuppressionClass::StaffOnly,
    counted: "Children under {upper_age} on the last day, seen in the period, with no whole postcode that the \
              look-up knows, of all children of that age seen. They are in no rate and spread over no area.",
};

/// I-07 over the frame's period.
#[must_use]
pub fn out_of_area(reading: &Reading<'_>, frame: &Frame<'_>) -> Figure {
    share(reading, frame, &OUT_OF_AREA, Living::Outside, Living::Known)
}

/// I-08 over the frame's period.
#[must_use]
pub fn postcode_unknown(reading: &Reading<'_>, frame: &Frame<'_>) -> Figure {
    let figure = share(reading, frame, &POSTCODE_UNKNOWN, Living::Unknown, Living::Anywhere);
    let anonymous = frame.anonymous(reading);
    let Some(Bounds { low, high, reasons, printed: _ }) = &figure.bounds else { return figure };
    // A child without a name has no postcode either, so each is one more of both numbers.
    let more = |value: Value, by: u64| Value {
        numerator: value.numerator + by,
        denominator: value.denominator.map(|denominator| denominator + by),
    };
    let mut reasons = reasons.clone();
    reasons.push(Cause::Anonymous.reason(0, anonymous.in_all));
    let bounds = Bounds::new(more(*low, anonymous.at_one_session), more(*high, anonymous.in_all), reasons);
    Figure { with_anonymous: Some(bounds), ..figure }
}

/// Children living in one way, of those living in a wider way that holds them.
fn share(
    reading: &Reading<'_>,
    frame: &Frame<'_>,
    definition: &Definition,
    part: Living,
    whole: Living,
) -> Figure {
    let asked = Asked::SeenOn(1);
    let (part, whole) = (frame.question(asked, part), frame.question(asked, whole));
    let members = Members::of(reading, &part);
    let of = Members::of(reading, &whole);
    let people = of.counted.iter().filter_map(|index| reading.people.get(*index));
    let contributions = people.flat_map(|person| whole.contributions(person)).collect();
    let value = Value::of(members.count(), of.count());
    let others = |these: &BTreeSet<usize>, but: &BTreeSet<usize>| these.difference(but).count() as u64;
    // Each end is a share of one possible world: what else is in the whole is added to the numerator's own end.
    let low = Value::of(members.low(), members.low() + others(&of.possible, &members.certain));
    let high = Value::of(members.high(), members.high() + others(&of.certain, &members.possible));
    Figure::measured(definition, frame.period, value, contributions).bounded(Bounds::new(
        low,
        high,
        members.reasons(),
    ))
}
