//! The facts, read once: whose each record is, which sessions are one, who was met when, and which families are
//! one household. Every indicator starts from here.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::{Attendee, EventId, FamilyId, PersonId, Role, SessionId, VisitOutcome};

use crate::facts::{Facts, RecordFacts};
use crate::household::Households;
use crate::occasion::{Occasion, occasion_of, occasions};

/// Facts with their indexes. Answers do not depend on the order of any column.
pub struct Reading<'a> {
    pub(crate) facts: &'a Facts,
    /// By id.
    pub(crate) people: Vec<Resolved<'a>>,
    person_of: HashMap<PersonId, usize>,
    /// By day, start, venue and kind.
    pub(crate) occasions: Vec<Occasion<'a>>,
    occasion_of: HashMap<SessionId, SessionId>,
    pub(crate) households: Households,
}

/// One resolved person.
pub(crate) struct Resolved<'a> {
    /// Any of its records says that this is a child.
    pub(crate) is_child: bool,
    /// By id.
    pub(crate) records: Vec<&'a RecordFacts>,
    /// Qualifying contacts by day, then event.
    pub(crate) contacts: Vec<Contact>,
}

/// A day on which a person was met: an attendance, or a visit that was done. Surveys and leaflets are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Contact {
    pub(crate) on: NaiveDate,
    pub(crate) event: EventId,
    /// The record that was ticked.
    pub(crate) record: PersonId,
}

impl<'a> Reading<'a> {
    /// Reads the facts.
    #[must_use]
    pub fn of(facts: &'a Facts) -> Self {
        let mut people: Vec<Resolved<'a>> = Vec::with_capacity(facts.people.len());
        let mut order: Vec<_> = facts.people.iter().collect();
        order.sort_by_key(|person| person.id);
        let mut person_of = HashMap::new();
        for person in order {
            let mut records: Vec<_> = person.records.iter().collect();
            records.sort_by_key(|record| record.id);
            person_of.extend(records.iter().map(|record| (record.id, people.len())));
            let is_child = records.iter().any(|record| record.role == Role::Child);
            people.push(Resolved { is_child, records, contacts: Vec::new() });
        }
        for (record, contact) in contacts(facts) {
            if let Some(person) = person_of.get(&record).and_then(|index| people.get_mut(*index)) {
                person.contacts.push(contact);
            }
        }
        for person in &mut people {
            person.contacts.sort_unstable();
            person.contacts.dedup();
        }
        let occasions = occasions(&facts.sessions);
        let occasion_of = occasion_of(&occasions, &facts.withdrawn_sessions);
        let households = Households::of(&people);
        Self { facts, people, person_of, occasions, occasion_of, households }
    }

    /// Whose a record is: an index into `people`. None where the record has not arrived yet.
    pub(crate) fn person_of(&self, record: PersonId) -> Option<usize> {
        self.person_of.get(&record).copied()
    }

    /// The one session that a record of it stands for; itself where the record has not arrived yet.
    pub(crate) fn occasion_of(&self, session: SessionId) -> SessionId {
        self.occasion_of.get(&session).copied().unwrap_or(session)
    }

    /// The household of a record: its own, else one of its person's other records; none where none is known.
    pub(crate) fn household_of(&self, record: PersonId) -> Option<FamilyId> {
        let person = self.people.get(self.person_of(record)?)?;
        let own = person.records.iter().find(|one| one.id == record).and_then(|one| one.family);
        own.or_else(|| person.families().next()).map(|family| self.households.of_family(family))
    }
}

impl Resolved<'_> {
    /// The families its records name, by record.
    pub(crate) fn families(&self) -> impl Iterator<Item = FamilyId> + '_ {
        self.records.iter().filter_map(|record| record.family)
    }

    /// The events that make it this person.
    pub(crate) fn record_events(&self) -> impl Iterator<Item = EventId> + '_ {
        self.records.iter().map(|record| record.id.into())
    }
}

/// Every qualifying contact with the record it is of.
fn contacts(facts: &Facts) -> impl Iterator<Item = (PersonId, Contact)> + '_ {
    let attended = facts.attendances.iter().filter_map(|attendance| match attendance.attendee {
        Attendee::Person(record) => {
            Some((record, Contact { on: attendance.on, event: attendance.id, record }))
        }
        Attendee::Anonymous { .. } => None,
    });
    let visited =
        facts.visits.iter().filter(|fact| fact.visit.outcome == VisitOutcome::Done).flat_map(|fact| {
            let met: BTreeSet<PersonId> = fact.visit.people.iter().copied().collect();
            met.into_iter().map(|record| (record, Contact { on: fact.on, event: fact.id, record }))
        });
    attended.chain(visited)
}
