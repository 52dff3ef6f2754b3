//! I-06 and I-21: families reached, and families met for the first time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{EventId, FamilyId, Period, VisitOutcome};

use crate::bounds::{Bounds, Cause};
use crate::definition::{Definition, Unit};
use crate::figure::Figure;
use crate::frame::Frame;
use crate::membership::Members;
use crate::question::{Asked, Living, Question};
use crate::reading::{Reading, Resolved};
use crate::suppression::SuppressionClass;
use crate::value::Value;

/// I-06.
pub const FAMILIES_REACHED: Definition = Definition {
    id: "I-06",
    version: 1,
    label: "Families reached",
    unit: Unit::Family,
    suppression: SuppressionClass::People,
    counted: "Families with at least one child counted in reach. Family records with a child or a parent in \
              common are one family; a child without a family on record counts as a family. How many families \
              live in the area is not known, so this is a count.",
};

/// I-21.
pub const NEW_FAMILIES: Definition = Definition {
    id: "I-21",
    version: 1,
    label: "New families",
    unit: Unit::Family,
    suppression: SuppressionClass::People,
    counted: "Families of which any member, of any age and from anywhere, was met for the first time ever in the \
              period. A child without a family on record counts as a family, a carer without one does not.",
};

/// I-06 over the frame's period.
#[must_use]
pub fn families_reached(reading: &Reading<'_>, frame: &Frame<'_>) -> Figure {
    let question = frame.question(Asked::SeenOn(1), Living::Inside);
    let members = Members::of(reading, &question);
    let figure = families_of(reading, &question, &members, &FAMILIES_REACHED);
    // Any of the anonymous children may be of a family counted already, or each of a family of their own.
    frame.with_anonymous(figure, 0, frame.anonymous(reading).in_all)
}

/// The families of the children that a question counts.
pub(crate) fn families_of(
    reading: &Reading<'_>,
    question: &Question<'_>,
    members: &Members,
    definition: &Definition,
) -> Figure {
    let people = |these: &BTreeSet<usize>| -> Vec<&Resolved<'_>> {
        these.iter().filter_map(|index| reading.people.get(*index)).collect()
    };
    let households = |people: &[&Resolved<'_>]| -> BTreeSet<FamilyId> {
        let families = people.iter().flat_map(|person| person.families());
        families.map(|family| reading.households.of_family(family)).collect()
    };
    let alone = |people: &[&Resolved<'_>]| -> u64 {
        people.iter().filter(|person| person.families().next().is_none()).count() as u64
    };
    let (counted, certain, possible) =
        (people(&members.counted), people(&members.certain), people(&members.possible));
    let point = households(&counted).len() as u64 + alone(&counted);

    let certain_households = households(&certain).len() as u64;
    let low = certain_households.saturating_sub(members.missed_links).max(u64::from(!certain.is_empty()));
    let family_records = |people: &[&Resolved<'_>]| -> u64 {
        people.iter().flat_map(|person| person.families()).collect::<BTreeSet<_>>().len() as u64
    };
    let high = family_records(&possible) + alone(&possible) + members.further_heads + members.false_links;

    let mut reasons = members.reasons();
    reasons.push(Cause::FamilyNotRecorded.reason(alone(&counted), 0));
    let joined = family_records(&counted) - households(&counted).len() as u64;
    reasons.push(Cause::FamiliesJoined.reason(0, joined));
    let contributions = counted.iter().flat_map(|person| question.contributions(person)).collect();
    Figure::measured(definition, question.period, Value::count(point), contributions).bounded(Bounds::new(
        Value::count(low),
        Value::count(high),
        reasons,
    ))
}

/// Who is one family to I-21.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Met {
    Household(FamilyId),
    /// A child on record without a family, by index.
    ChildAlone(usize),
    /// A carer on record without a family, by index.
    CarerAlone(usize),
}

/// I-21 over a period, from the first contact ever of each family.
#[must_use]
pub fn new_families(reading: &Reading<'_>, period: Period) -> Figure {
    let first = first_met(reading);
    let new = |wanted: fn(&Met) -> bool| -> Vec<EventId> {
        let first = first.iter().filter(|(met, (on, _))| wanted(met) && period.contains(*on));
        first.map(|(_, (_, event))| *event).collect()
    };
    let households = new(|met| matches!(met, Met::Household(_)));
    let children = new(|met| matches!(met, Met::ChildAlone(_)));
    let carers = new(|met| matches!(met, Met::CarerAlone(_))).len() as u64;
    let (known, alone) = (households.len() as u64, children.len() as u64);
    let contributions = households.into_iter().chain(children).collect();
    let reasons =
        vec![Cause::FamilyNotRecorded.reason(alone, 0), Cause::CarerWithoutFamily.reason(0, carers)];
    let (low, high) = (Value::count(known), Value::count(known + alone + carers));
    Figure::measured(&NEW_FAMILIES, period, Value::count(known + alone), contributions)
        .bounded(Bounds::new(low, high, reasons))
}

/// The day and the event of each family's first contact.
fn first_met(reading: &Reading<'_>) -> BTreeMap<Met, (NaiveDate, EventId)> {
    let mut first: BTreeMap<Met, (NaiveDate, EventId)> = BTreeMap::new();
    let mut met = |who: Met, on: NaiveDate, event: EventId| {
        let earliest = first.entry(who).or_insert((on, event));
        *earliest = (*earliest).min((on, event));
    };
    for (index, person) in reading.people.iter().enumerate() {
        for contact in &person.contacts {
            let who = match (reading.household_of(contact.record), person.is_child) {
                (Some(household), _) => Met::Household(household),
                (None, true) => Met::ChildAlone(index),
                (None, false) => Met::CarerAlone(index),
            };
            met(who, contact.on, contact.event);
        }
    }
    for fact in reading.facts.visits.iter().filter(|fact| fact.visit.outcome == VisitOutcome::Done) {
        if let Some(family) = fact.visit.family {
            met(Met::Household(reading.households.of_family(family)), fact.on, fact.id);
        }
    }
    first
}
