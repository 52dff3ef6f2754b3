//! I-22 and I-23: people told about a service; how it ended.

use domain::{EventId, Outcome, Period, ServiceId, ServiceRef};

use crate::definition::{Definition, Unit};
use crate::facts::SignpostFact;
use crate::figure::Figure;
use crate::reading::Reading;
use crate::suppression::SuppressionClass;
use crate::value::Value;

/// I-22.
pub const SIGNPOSTS: Definition = Definition {
    id: "I-22",
    version: 1,
    label: "Signposts",
    unit: Unit::Contact,
    suppression: SuppressionClass::People,
    counted: "Each time somebody was told about a service, by name or not. Telling the same person twice is two \
              contacts.",
};

/// I-23.
pub const SIGNPOSTS_BY_SERVICE: Definition = Definition {
    id: "I-23",
    version: 1,
    label: "Signposts by service",
    unit: Unit::Contact,
    suppression: SuppressionClass::People,
    counted: "As signposts, by the service in the directory, or as one number for services that are not in it yet, \
              and by what is known to have come of it so far.",
};

/// One contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignpostContact {
    /// The service; none for those not in the directory.
    pub service: Option<ServiceId>,
    /// What came of it, as far as is known.
    pub outcome: Outcome,
    /// The event that recorded it.
    pub event: EventId,
}

/// The contacts of a period. Every record is one: telling somebody of a service twice is two contacts, and no
/// key tells that from one contact written down twice, which is what withdrawing a duplicate is for.
#[must_use]
pub fn signposts(reading: &Reading<'_>, period: Period) -> Vec<SignpostContact> {
    let contact = |fact: &SignpostFact| SignpostContact {
        service: match &fact.signpost.service {
            ServiceRef::Listed(service) => Some(*service),
            ServiceRef::Unlisted(_) => None,
        },
        outcome: fact.signpost.outcome,
        event: fact.id,
    };
    reading.facts.signposts.iter().filter(|fact| period.contains(fact.on)).map(contact).collect()
}

/// I-22 or I-23 for the contacts that `wanted` picks.
#[must_use]
pub fn signpost_figure(
    contacts: &[SignpostContact],
    period: Period,
    definition: &Definition,
    wanted: impl Fn(&SignpostContact) -> bool,
) -> Figure {
    let picked: Vec<_> = contacts.iter().filter(|contact| wanted(contact)).collect();
    let contributions = picked.iter().map(|contact| contact.event).collect();
    Figure::measured(definition, period, Value::count(picked.len() as u64), contributions)
}
