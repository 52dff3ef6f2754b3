//! Sessions at which a professional was there.

use domain::{EventId, Period, Professional};

use crate::definition::{Definition, Unit};
use crate::figure::Figure;
use crate::reading::Reading;
use crate::suppression::SuppressionClass;
use crate::value::Value;

/// W-02. The monthly expectation of I-36 is counted from these sessions.
pub const PRESENCE: Definition = Definition {
    id: "W-02",
    version: 1,
    label: "Sessions with a professional",
    unit: Unit::Session,
    suppression: SuppressionClass::Events,
    counted: "Sessions held at which this professional was ticked as present, by any record of the session; each \
              session once.",
};

/// The sessions held in a period at which this professional was there.
#[must_use]
pub fn presence(reading: &Reading<'_>, period: Period, professional: Professional) -> Figure {
    let sessions = reading
        .occasions
        .iter()
        .filter(|one| one.held && period.contains(one.on) && one.professionals.contains(&professional));
    let (mut count, mut contributions) = (0, std::collections::BTreeSet::new());
    for session in sessions {
        count += 1;
        contributions.extend(session.records.iter().map(|record| EventId::from(*record)));
    }
    Figure::measured(&PRESENCE, period, Value::count(count), contributions)
}
