//! I-28 and I-29: volunteers who gave time, and how much.

use std::collections::{BTreeMap, BTreeSet};

use domain::{ChampionId, EventId, Period, SessionId};

use crate::definition::{Definition, Unit};
use crate::facts::ShiftFact;
use crate::figure::Figure;
use crate::reading::Reading;
use crate::suppression::SuppressionClass;
use crate::value::Value;

/// I-28.
pub const ACTIVE_CHAMPIONS: Definition = Definition {
    id: "I-28",
    version: 1,
    label: "Active champions",
    unit: Unit::Champion,
    suppression: SuppressionClass::Events,
    counted: "Champions with at least one shift in the period.",
};

/// I-29.
pub const VOLUNTEER_TIME: Definition = Definition {
    id: "I-29",
    version: 1,
    label: "Volunteer hours",
    unit: Unit::Minute,
    suppression: SuppressionClass::Events,
    counted: "The time of every shift: as given by hand, else the length of its session. Two records of one \
              champion's shift at one session are one, the longer. A shift at a session that has not arrived yet \
              has no length until it has.",
};

/// W-03.
pub const NEW_CHAMPIONS: Definition = Definition {
    id: "W-03",
    version: 1,
    label: "New champions",
    unit: Unit::Champion,
    suppression: SuppressionClass::Events,
    counted: "Champions whose first record is dated in the period.",
};

/// I-28 over a period.
#[must_use]
pub fn active_champions(reading: &Reading<'_>, period: Period) -> Figure {
    let shifts = || reading.facts.shifts.iter().filter(|fact| period.contains(fact.on));
    let champions: BTreeSet<ChampionId> = shifts().map(|fact| fact.shift.champion).collect();
    let contributions = shifts().map(|fact| fact.id).collect();
    Figure::measured(&ACTIVE_CHAMPIONS, period, Value::count(champions.len() as u64), contributions)
}

/// Champions first recorded in a period.
#[must_use]
pub fn new_champions(reading: &Reading<'_>, period: Period) -> Figure {
    let new = reading.facts.champions.iter().filter(|champion| period.contains(champion.since));
    let contributions: BTreeSet<EventId> = new.map(|champion| champion.id.into()).collect();
    Figure::measured(&NEW_CHAMPIONS, period, Value::count(contributions.len() as u64), contributions)
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Given {
    At(ChampionId, SessionId),
    ByHand(EventId),
}

/// I-29 over a period, in minutes.
#[must_use]
pub fn volunteer_time(reading: &Reading<'_>, period: Period) -> Figure {
    let length: BTreeMap<SessionId, u16> =
        reading.occasions.iter().map(|occasion| (occasion.id, occasion.minutes)).collect();
    let mut longest: BTreeMap<Given, u16> = BTreeMap::new();
    let mut contributions = BTreeSet::new();
    for ShiftFact { id, on: _, shift } in reading.facts.shifts.iter().filter(|one| period.contains(one.on)) {
        let session = shift.session.map(|session| reading.occasion_of(session));
        let of_session = session.and_then(|session| length.get(&session)).copied();
        let minutes = shift.minutes.or(of_session).unwrap_or(0);
        let given = session.map_or(Given::ByHand(*id), |session| Given::At(shift.champion, session));
        let known = longest.entry(given).or_default();
        *known = (*known).max(minutes);
        contributions.insert(*id);
    }
    let minutes = longest.values().map(|minutes| u64::from(*minutes)).sum();
    Figure::measured(&VOLUNTEER_TIME, period, Value::count(minutes), contributions)
}
