//! I-18: footfall, called "visits": people at sessions, named and counted.

use std::collections::{BTreeMap, BTreeSet};

use domain::{AnonymousBand, Attendee, EventId, Period, PersonId, SessionId};

use crate::birth::age;
use crate::definition::{Definition, Unit};
use crate::facts::AttendanceFact;
use crate::figure::Figure;
use crate::reading::Reading;
use crate::suppression::SuppressionClass;
use crate::value::Value;

/// I-18.
pub const VISITS: Definition = Definition {
    id: "I-18",
    version: 1,
    label: "Visits to sessions",
    unit: Unit::Visit,
    suppression: SuppressionClass::Events,
    counted: "Each person once for each session they came to, whoever ticked them and however often, and those \
              counted without a name. One child at two sessions is two visits. Visits to homes are counted apart. \
              Age is that on the day of the session.",
};

/// Who came, as a register tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VisitorKind {
    /// An adult.
    Adult,
    /// A child of one or more, or whose age is not known.
    Child,
    /// A baby under one.
    UnderOne,
    /// Somebody whose record has not arrived yet.
    NotYetKnown,
}

/// Whether a name was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Naming {
    /// A person on record.
    Named,
    /// Counted without a name.
    Anonymous,
}

/// The visits of a period, each in one kind and one naming.
#[derive(Debug)]
pub struct Footfall {
    rows: BTreeMap<(VisitorKind, Naming), (u64, BTreeSet<EventId>)>,
    period: Period,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Visitor {
    Resolved(usize),
    NotYetKnown(PersonId),
}

/// Counts the visits of a period.
#[must_use]
pub fn footfall(reading: &Reading<'_>, period: Period) -> Footfall {
    let mut footfall = Footfall { rows: BTreeMap::new(), period };
    let mut named: BTreeMap<(Visitor, SessionId), Vec<&AttendanceFact>> = BTreeMap::new();
    for fact in reading.facts.attendances.iter().filter(|fact| period.contains(fact.on)) {
        match fact.attendee {
            Attendee::Person(record) => {
                let visitor =
                    reading.person_of(record).map_or(Visitor::NotYetKnown(record), Visitor::Resolved);
                named.entry((visitor, reading.occasion_of(fact.session))).or_default().push(fact);
            }
            Attendee::Anonymous { band, count } => {
                let kind = match band {
                    AnonymousBand::Adult => VisitorKind::Adult,
                    AnonymousBand::Child | AnonymousBand::OlderChild => VisitorKind::Child,
                    AnonymousBand::UnderOne => VisitorKind::UnderOne,
                };
                footfall.add(kind, Naming::Anonymous, u64::from(count), [fact.id]);
            }
        }
    }
    for ((visitor, _), facts) in named {
        // Ticks of one visit may bear two dates; the earliest decides the age, whatever the order of the facts.
        let on = facts.iter().map(|fact| fact.on).min().unwrap_or(period.last);
        let kind = match visitor {
            Visitor::Resolved(index) => {
                reading.people.get(index).map_or(VisitorKind::NotYetKnown, |person| {
                    if !person.is_child {
                        VisitorKind::Adult
                    } else if age(&person.records, 1, on).under == Some(true) {
                        VisitorKind::UnderOne
                    } else {
                        VisitorKind::Child
                    }
                })
            }
            Visitor::NotYetKnown(_) => VisitorKind::NotYetKnown,
        };
        footfall.add(kind, Naming::Named, 1, facts.iter().map(|fact| fact.id));
    }
    footfall
}

impl Footfall {
    fn add(
        &mut self,
        kind: VisitorKind,
        naming: Naming,
        visits: u64,
        events: impl IntoIterator<Item = EventId>,
    ) {
        let (count, contributions) = self.rows.entry((kind, naming)).or_default();
        *count += visits;
        contributions.extend(events);
    }

    /// I-18 for the visits that `wanted` picks.
    #[must_use]
    pub fn figure(&self, wanted: impl Fn(VisitorKind, Naming) -> bool) -> Figure {
        let picked: Vec<_> = self.rows.iter().filter(|((kind, naming), _)| wanted(*kind, *naming)).collect();
        let visits = picked.iter().map(|(_, (count, _))| count).sum();
        let contributions = picked.iter().flat_map(|(_, (_, events))| events.iter().copied()).collect();
        Figure::measured(&VISITS, self.period, Value::count(visits), contributions)
    }
}
