//! I-13: infants of a birth cohort whom nobody has registered or seen.
//!
//! Births come from another controller, as counts or child by child; who was registered or seen is on record here.
//! Between the two lie families who moved: a child born here may live elsewhere now, and a child seen here may have
//! been born elsewhere. Child by child that does not matter, since the child is found wherever they live; with counts
//! alone it widens the interval by a printed setting.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{Birth, EventId, Period, PersonId};

use crate::area::{AreaPack, LsoaCode, PostcodeState};
use crate::birth::birth;
use crate::bounds::{Bounds, Cause, Reason};
use crate::definition::{Definition, Unit};
use crate::facts::RecordFacts;
use crate::figure::Figure;
use crate::reading::{Reading, Resolved};
use crate::suppression::SuppressionClass;
use crate::value::Value;

/// I-13.
pub const MISSED_INFANTS: Definition = Definition {
    id: "I-13",
    version: 1,
    label: "Infants missed",
    unit: Unit::Child,
    suppression: SuppressionClass::People,
    counted: "Births of the cohort to mothers of the area, less the children of that cohort who were registered or \
              seen by the last day; each child once. Child by child a birth is found wherever the family lives now. With \
              counts only it is births less children of the cohort living in the area, and the interval allows for \
              families who moved by the printed share.",
};

/// With counts only: of a hundred births so many may have left the area by the last day, and as many children may have
/// come. A setting, not a measurement; it is printed wherever it is used. Some 9 in 100 people of England move within a
/// year (ONS, internal migration), most of them within their district.
pub const MOVERS_PERCENT: u32 = 15;

/// Whether a birth is among the children on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Found {
    /// Beyond doubt.
    Surely,
    /// More likely than not: counted as found.
    Likely,
    /// Possibly: counted as missed.
    Perhaps,
    /// Not.
    No,
}

/// Births of one small area, and how many of them were missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissedThere {
    /// The small area; none for births whose home is not known or is of no small area here.
    pub lsoa: Option<LsoaCode>,
    /// Births.
    pub births: u64,
    /// The point figure.
    pub missed: u64,
    /// The lower end.
    pub low: u64,
    /// The upper end.
    pub high: u64,
}

/// The figure of the whole cohort, and of each small area.
#[derive(Debug, Clone, PartialEq)]
pub struct MissedInfants {
    /// Of all births on the list.
    pub figure: Figure,
    /// By small area.
    pub there: Vec<MissedThere>,
}

/// Every record of whoever was registered or seen by a day.
#[must_use]
pub fn met(reading: &Reading<'_>, at: NaiveDate) -> BTreeSet<PersonId> {
    let people = reading.people.iter().filter(|person| is_met(person, at));
    people.flat_map(|person| person.records.iter().map(|record| record.id)).collect()
}

/// Of a hundred children who are on both lists, encodings find at least so many: of 30 generated cohorts of Queen's Park
/// they found 98.4% in the middle with a standard deviation of 0.9 points, and 96.5% (668 of 692) at least; `cargo bench
/// -p doorstep-linkage --bench queens_park` measures it again. The whole spread is within the interval that this setting
/// makes, and it is printed wherever it is used. Names that are looked at by a person need none.
pub const ENCODINGS_FIND_PERCENT: u32 = 96;
/// Names are found, or shown to somebody who looks.
pub const NAMES_FIND_PERCENT: u32 = 100;

/// Births child by child, each held against the children on record. `doubt` is what makes the interval; of a hundred
/// who are on record at least `find_percent` are found.
#[must_use]
pub fn missed_of(
    cohort: Period,
    births: &[(Option<LsoaCode>, Found)],
    doubt: Cause,
    find_percent: u32,
) -> MissedInfants {
    let mut there: BTreeMap<Option<LsoaCode>, MissedThere> = BTreeMap::new();
    for (lsoa, found) in births {
        let one =
            there.entry(*lsoa).or_insert(MissedThere { lsoa: *lsoa, births: 0, missed: 0, low: 0, high: 0 });
        one.births += 1;
        one.missed += u64::from(*found >= Found::Perhaps);
        one.low += u64::from(*found == Found::No);
        one.high += u64::from(*found != Found::Surely);
    }
    let mut there: Vec<MissedThere> = there.into_values().collect();
    // So many more may be on record, unnoticed, as the measured share says of those who were found.
    let unnoticed = |found: u64| {
        let percent = u64::from(find_percent.clamp(1, 100));
        (found * (100 - percent)).div_ceil(percent)
    };
    for one in &mut there {
        one.low = one.low.saturating_sub(unnoticed(one.births - one.missed));
    }
    let sum = |of: fn(&MissedThere) -> u64| there.iter().map(of).sum::<u64>();
    let (all, missed) = (sum(|one| one.births), sum(|one| one.missed));
    let certain = births.iter().filter(|(_, found)| *found == Found::No).count() as u64;
    let (low, high) = (certain.saturating_sub(unnoticed(all - missed)), sum(|one| one.high));
    let reasons = vec![doubt.reason(missed - low, high - missed)];
    MissedInfants { figure: figure(cohort, all, [low, missed, high], reasons, BTreeSet::new()), there }
}

/// Births as counts by small area, against the children of the cohort registered or seen by `at`.
#[must_use]
pub fn missed_by_counts(
    reading: &Reading<'_>,
    pack: &AreaPack,
    cohort: Period,
    births: &BTreeMap<LsoaCode, u64>,
    at: NaiveDate,
) -> MissedInfants {
    let seen = Seen::of(reading, pack, cohort, at);
    let movers = |births: u64| (births * u64::from(MOVERS_PERCENT)).div_ceil(100);
    let each = births.iter().map(|(lsoa, &births)| {
        let living = seen.inside.get(lsoa).copied().unwrap_or_default();
        let moved = movers(births);
        MissedThere {
            lsoa: Some(*lsoa),
            births,
            missed: births.saturating_sub(living.point),
            // Those who left the small area may be on record anywhere.
            low: births.saturating_sub(living.high + moved),
            // Of those who live there as many may have come since.
            high: births.saturating_sub(living.low.saturating_sub(moved)),
        }
    });
    let there: Vec<MissedThere> = each.collect();
    let all: u64 = births.values().sum();
    let living = births.keys().filter_map(|lsoa| seen.inside.get(lsoa));
    let living = living.fold(Extent::default(), |sum, one| sum.plus(*one));
    let moved = movers(all);
    let left = moved.min(seen.elsewhere + seen.unknown);
    let point = all.saturating_sub(living.point);
    let low = all.saturating_sub(living.high + left).min(point);
    let high = all.saturating_sub(living.low.saturating_sub(moved)).max(point);
    let doubted = living.high - living.point;
    let reasons = vec![
        Cause::ReviewBand.reason(doubted, living.point - living.low),
        Cause::Movers.reason(point - low - doubted.min(point - low), high - point),
    ];
    MissedInfants { figure: figure(cohort, all, [low, point, high], reasons, seen.events), there }
}

fn figure(
    cohort: Period,
    births: u64,
    [low, point, high]: [u64; 3],
    reasons: Vec<Reason>,
    events: BTreeSet<EventId>,
) -> Figure {
    let value = |numerator| Value { numerator, denominator: Some(births) };
    let bounds = Bounds::new(value(low), value(high), reasons);
    Figure::measured(&MISSED_INFANTS, cohort, value(point), events).bounded(bounds)
}

/// How many for certain, as far as is known, and possibly.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    low: u64,
    point: u64,
    high: u64,
}

impl Extent {
    const fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, point: self.point + other.point, high: self.high + other.high }
    }
}

/// Children of a cohort who were registered or seen.
struct Seen {
    inside: BTreeMap<LsoaCode, Extent>,
    elsewhere: u64,
    unknown: u64,
    events: BTreeSet<EventId>,
}

impl Seen {
    fn of(reading: &Reading<'_>, pack: &AreaPack, cohort: Period, at: NaiveDate) -> Self {
        let mut seen = Self { inside: BTreeMap::new(), elsewhere: 0, unknown: 0, events: BTreeSet::new() };
        for person in reading.people.iter().filter(|person| person.is_child && is_met(person, at)) {
            let Some((born, _)) = birth(&person.records) else { continue };
            let Some(certain) = is_of(cohort, born) else { continue };
            match home(&person.records, pack, at) {
                PostcodeState::In(lsoa) => {
                    // Records joined by the review band only may be several children, and are one at least.
                    let parts: BTreeSet<_> = person.records.iter().map(|record| record.certain).collect();
                    let extent = seen.inside.entry(lsoa).or_default();
                    extent.high += parts.len() as u64;
                    extent.point += u64::from(certain);
                    extent.low += u64::from(certain);
                    seen.events.extend(person.record_events());
                }
                PostcodeState::KnownOutside(_) => seen.elsewhere += 1,
                PostcodeState::Unknown | PostcodeState::Half => seen.unknown += 1,
            }
        }
        seen
    }
}

/// Whether a birth lies in the cohort: for certain, or possibly; none where it does not.
fn is_of(cohort: Period, born: Birth) -> Option<bool> {
    if born.earliest() > cohort.last || born.latest() < cohort.first {
        return None;
    }
    Some(cohort.contains(born.earliest()) && cohort.contains(born.latest()))
}

/// Whether somebody was registered or seen by a day.
fn is_met(person: &Resolved<'_>, at: NaiveDate) -> bool {
    let registered = person.records.iter().flat_map(|record| &record.registrations).any(|form| form.on <= at);
    registered || person.contacts.iter().any(|contact| contact.on <= at)
}

/// The small area of the latest postcode asserted by a day that the look-up knows.
fn home(records: &[&RecordFacts], pack: &AreaPack, at: NaiveDate) -> PostcodeState {
    let said = records.iter().flat_map(|record| &record.postcodes).filter(|asserted| asserted.said.on <= at);
    let known = said.filter_map(|asserted| {
        let state = pack.look_up_at(asserted.value.as_ref()?.reveal().as_str(), at);
        let knows = matches!(state, PostcodeState::In(_) | PostcodeState::KnownOutside(_));
        knows.then_some((asserted.said, state))
    });
    known.max_by_key(|(said, _)| *said).map_or(PostcodeState::Unknown, |(_, state)| state)
}
