//! I-22 and I-23: people told about a service; how it ended.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{EventId, Outcome, Period, PersonId, ServiceId, ServiceRef, SessionId};

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
    counted: "Each time somebody was told about a service. The same person told of the same service at one \
              session, or on one day outside sessions, is one contact, whoever wrote it down.",
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
    /// What came of it. Of twins, what is known goes before what is not, then the later event.
    pub outcome: Outcome,
    /// The events that recorded it.
    pub events: BTreeSet<EventId>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    /// A named person, where, and of what.
    Named(Who, Where, Service<'a>),
    /// Nobody's name was taken: nothing tells two from one.
    Nameless(EventId),
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Resolved(usize),
    NotYetKnown(PersonId),
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Where {
    Session(SessionId),
    Day(NaiveDate),
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Service<'a> {
    Listed(ServiceId),
    Unlisted(&'a str),
}

/// The contacts of a period.
#[must_use]
pub fn signposts(reading: &Reading<'_>, period: Period) -> Vec<SignpostContact> {
    let mut contacts: BTreeMap<Key<'_>, Vec<&SignpostFact>> = BTreeMap::new();
    for fact in reading.facts.signposts.iter().filter(|fact| period.contains(fact.on)) {
        contacts.entry(key(reading, fact)).or_default().push(fact);
    }
    let contact = |mut facts: Vec<&SignpostFact>| {
        facts.sort_by_key(|fact| (fact.signpost.outcome != Outcome::NotKnown, fact.id));
        let last = facts.last()?;
        Some(SignpostContact {
            service: match &last.signpost.service {
                ServiceRef::Listed(service) => Some(*service),
                ServiceRef::Unlisted(_) => None,
            },
            outcome: last.signpost.outcome,
            events: facts.iter().map(|fact| fact.id).collect(),
        })
    };
    contacts.into_values().filter_map(contact).collect()
}

fn key<'a>(reading: &Reading<'_>, fact: &'a SignpostFact) -> Key<'a> {
    let Some(record) = fact.signpost.person else { return Key::Nameless(fact.id) };
    let who = reading.person_of(record).map_or(Who::NotYetKnown(record), Who::Resolved);
    let at = match fact.signpost.session {
        Some(session) => Where::Session(reading.occasion_of(session)),
        None => Where::Day(fact.on),
    };
    let service = match &fact.signpost.service {
        ServiceRef::Listed(service) => Service::Listed(*service),
        ServiceRef::Unlisted(name) => Service::Unlisted(name.as_str()),
    };
    Key::Named(who, at, service)
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
    let contributions = picked.iter().flat_map(|contact| contact.events.iter().copied()).collect();
    Figure::measured(definition, period, Value::count(picked.len() as u64), contributions)
}
