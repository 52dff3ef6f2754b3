//! I-01: registered children of the area. A name in a register is not registration; the form is.

use crate::definition::{Definition, Unit};
use crate::figure::Figure;
use crate::frame::Frame;
use crate::question::Asked;
use crate::reading::Reading;
use crate::suppression::SuppressionClass;

/// I-01.
pub const REGISTERED: Definition = Definition {
    id: "I-01",
    version: 1,
    label: "Children registered",
    unit: Unit::Child,
    suppression: SuppressionClass::People,
    counted: "Children under {upper_age} on the last day, living in the area by the latest postcode known then, \
              for whom a registration form is dated on or before that day; each child once, of all children of \
              that age in the area. Being registered is not being seen.",
};

/// I-01 at the last day of the frame. Nobody can be registered without a name, so there is no second pair.
#[must_use]
pub fn registered(reading: &Reading<'_>, frame: &Frame<'_>) -> Figure {
    frame.rate_of_children(reading, &REGISTERED, Asked::Registered).0
}
