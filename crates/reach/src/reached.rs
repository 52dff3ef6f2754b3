//! I-02 and I-03: the area's children seen, and seen regularly.

use crate::definition::{Definition, Unit};
use crate::figure::Figure;
use crate::frame::Frame;
use crate::question::Asked;
use crate::reading::Reading;
use crate::suppression::SuppressionClass;

/// I-02.
pub const REACH: Definition = Definition {
    id: "I-02",
    version: 1,
    label: "Reach: children seen",
    unit: Unit::Child,
    suppression: SuppressionClass::People,
    counted: "Children under {upper_age} on the last day, living in the area by the latest postcode known then, \
              seen at least once in the period: at a session, on a visit that was done, or one to one; each \
              child once, of all children of that age in the area. A survey, a leaflet or a visit without an \
              answer is not being seen. The interval names what is not known; the second one adds children under \
              five who were counted without a name.",
};

/// I-03.
pub const SUSTAINED: Definition = Definition {
    id: "I-03",
    version: 1,
    label: "Children seen regularly",
    unit: Unit::Child,
    suppression: SuppressionClass::People,
    counted: "As reach, for children seen on at least {n} different days of the period. Two venues on one day \
              are one day. A child counted without a name may be one that lacks a day, so the second interval \
              adds up to one child for each of them, and at least none.",
};

/// I-02 over the frame's period.
#[must_use]
pub fn reach(reading: &Reading<'_>, frame: &Frame<'_>) -> Figure {
    let (figure, _) = frame.rate_of_children(reading, &REACH, Asked::SeenOn(1));
    let anonymous = frame.anonymous(reading);
    frame.with_anonymous(figure, anonymous.at_one_session, anonymous.in_all)
}

/// I-03 over the frame's period.
#[must_use]
pub fn sustained(reading: &Reading<'_>, frame: &Frame<'_>) -> Figure {
    let times = frame.parameters.sustained_n;
    let (figure, _) = frame.rate_of_children(reading, &SUSTAINED, Asked::SeenOn(times));
    let anonymous = frame.anonymous(reading);
    let at_least = if times <= 1 { anonymous.at_one_session } else { 0 };
    frame.with_anonymous(figure, at_least, anonymous.in_all)
}
