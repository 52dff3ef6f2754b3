//! I-11: reach by small area, as a table and a map.

use std::collections::{BTreeMap, BTreeSet};

use domain::EventId;

use crate::area::{LsoaCode, PostcodeState};
use crate::definition::{Definition, Unit};
use crate::figure::Figure;
use crate::frame::Frame;
use crate::membership::Members;
use crate::question::{Asked, Living};
use crate::reading::{Reading, Resolved};
use crate::residence::{Place, residence};
use crate::suppression::SuppressionClass;
use crate::value::Value;

/// I-11.
pub const REACH_BY_LSOA: Definition = Definition {
    id: "I-11",
    version: 1,
    label: "Reach by small area",
    unit: Unit::Child,
    suppression: SuppressionClass::SmallAreas,
    counted: "The children of reach, each in the small area (LSOA 2021) of the latest postcode known on the last day, \
              of all children under {upper_age} there. The areas sum to the figure of the whole. How far it may be \
              off is said of the whole area only: of a few dozen children an interval would say nothing.",
};

/// I-11 over the frame's period: each small area that belongs to the area on the last day, in order of code.
#[must_use]
pub fn reach_by_lsoa(reading: &Reading<'_>, frame: &Frame<'_>) -> Vec<(LsoaCode, Figure)> {
    let (pack, last) = (frame.pack, frame.period.last);
    let question = frame.question(Asked::SeenOn(1), Living::Inside);
    let members = Members::of(reading, &question);
    let mut seen: BTreeMap<LsoaCode, (u64, BTreeSet<EventId>)> = BTreeMap::new();
    for person in members.counted.iter().filter_map(|index| reading.people.get(*index)) {
        if let Some(lsoa) = lsoa_of(person, frame) {
            let (count, events) = seen.entry(lsoa).or_default();
            *count += 1;
            events.extend(question.contributions(person));
        }
    }
    let years = usize::try_from(frame.parameters.upper_age).unwrap_or(usize::MAX);
    let population = pack.denominators_at(last).map(|at| at.point);
    let figure = |lsoa: LsoaCode| {
        let (numerator, events) = seen.remove(&lsoa).unwrap_or_default();
        let living = population.and_then(|one| one.under(years, &BTreeSet::from([lsoa])).ok());
        let value = Value { numerator, denominator: living.map(u64::from) };
        let name = pack.area().lsoas.iter().find(|one| one.code == lsoa).map(|one| one.name.as_str());
        let figure = Figure::measured(&REACH_BY_LSOA, frame.period, value, events);
        (lsoa, figure.labelled(name.unwrap_or(lsoa.as_str())))
    };
    pack.members_at(last).into_iter().map(figure).collect()
}

/// The small area of the postcode that a person's residence rests on.
fn lsoa_of(person: &Resolved<'_>, frame: &Frame<'_>) -> Option<LsoaCode> {
    let (pack, last) = (frame.pack, frame.period.last);
    let found = residence(&person.records, pack, last);
    let by = found.by.filter(|_| found.place == Place::Inside)?;
    let asserted = person.records.iter().flat_map(|record| &record.postcodes);
    let postcode = asserted.filter(|one| one.said.by == by).find_map(|one| one.value.as_ref())?;
    match pack.look_up_at(postcode.reveal().as_str(), last) {
        PostcodeState::In(lsoa) => Some(lsoa),
        PostcodeState::KnownOutside(_) | PostcodeState::Unknown | PostcodeState::Half => None,
    }
}
