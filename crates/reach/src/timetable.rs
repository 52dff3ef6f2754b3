//! I-19: sessions held against the timetable, and the time they lasted.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use domain::{Activity, EventId, Period, SlotId};

use crate::definition::{Definition, Unit};
use crate::facts::SlotFact;
use crate::figure::Figure;
use crate::occasion::Occasion;
use crate::reading::Reading;
use crate::suppression::SuppressionClass;
use crate::value::Value;

/// I-19.
pub const SESSIONS: Definition = Definition {
    id: "I-19",
    version: 1,
    label: "Sessions held",
    unit: Unit::Session,
    suppression: SuppressionClass::Events,
    counted: "Sessions that took place, of those that the timetable had for these days. Two records of one \
              session (same place, day, kind and start) are one. A session out of turn is held without being \
              planned, so more than all may be held; a planned one without any record is said to be unreported.",
};

/// The delivery time of I-19.
pub const DELIVERY_TIME: Definition = Definition {
    id: "I-19-hours",
    version: 1,
    label: "Delivery hours",
    unit: Unit::Minute,
    suppression: SuppressionClass::Events,
    counted: "The length of every session that took place, from its start to its recorded end, each session once.",
};

/// What became of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Became {
    /// Planned, and held.
    HeldAsPlanned,
    /// Held out of turn.
    HeldExtra,
    /// Planned, and cancelled.
    CancelledAsPlanned,
    /// Cancelled without standing in the timetable.
    CancelledExtra,
    /// Planned for a day that has passed, and nobody has said what became of it.
    Unreported,
    /// Planned for a day after the book's.
    ToCome,
}

/// The sessions of a period and what became of them.
#[derive(Debug)]
pub struct Timetable {
    period: Period,
    rows: BTreeMap<(Activity, Became), (u64, BTreeSet<EventId>)>,
    minutes: (u64, BTreeSet<EventId>),
}

/// Reads a period against the timetable.
#[must_use]
pub fn timetable(reading: &Reading<'_>, period: Period) -> Timetable {
    let mut table = Timetable { period, rows: BTreeMap::new(), minutes: (0, BTreeSet::new()) };
    let mut planned = planned(&reading.facts.slots, period);
    for occasion in reading.occasions.iter().filter(|occasion| period.contains(occasion.on)) {
        let in_turn = take_planned(&mut planned, occasion);
        let became = match (occasion.held, in_turn) {
            (true, true) => Became::HeldAsPlanned,
            (true, false) => Became::HeldExtra,
            (false, true) => Became::CancelledAsPlanned,
            (false, false) => Became::CancelledExtra,
        };
        let events = || occasion.records.iter().map(|record| EventId::from(*record));
        table.add(occasion.activity, became, events());
        if occasion.held {
            table.minutes.0 += u64::from(occasion.minutes);
            table.minutes.1.extend(events());
        }
    }
    for ((day, _), fact) in planned {
        let became = if day > reading.facts.as_of { Became::ToCome } else { Became::Unreported };
        table.add(fact.slot.activity, became, [fact.id.into()]);
    }
    table
}

/// Every day of the period on which a line of the timetable falls.
fn planned(slots: &[SlotFact], period: Period) -> BTreeMap<(NaiveDate, SlotId), &SlotFact> {
    let mut planned = BTreeMap::new();
    for day in period.first.iter_days().take_while(|day| *day <= period.last) {
        for fact in slots {
            let SlotFact { id, slot } = fact;
            let falls = u32::from(slot.weekday) == day.weekday().number_from_monday()
                && slot.valid_from <= day
                && slot.valid_to.is_none_or(|last| day <= last);
            if falls {
                planned.insert((day, *id), fact);
            }
        }
    }
    planned
}

/// Takes out the planned session that this one fulfils: the line it names, else the same place, kind and start.
fn take_planned(planned: &mut BTreeMap<(NaiveDate, SlotId), &SlotFact>, occasion: &Occasion<'_>) -> bool {
    let named = occasion.slots.iter().map(|slot| (occasion.on, *slot)).find(|key| planned.contains_key(key));
    let alike = || {
        let today = planned.iter().filter(|((day, _), _)| *day == occasion.on);
        let mut alike = today.filter(|(_, fact)| {
            let slot = &fact.slot;
            (slot.venue, slot.activity, slot.starts) == (occasion.venue, occasion.activity, occasion.starts)
        });
        alike.next().map(|(key, _)| *key)
    };
    named.or_else(alike).is_some_and(|key| planned.remove(&key).is_some())
}

impl Timetable {
    fn add(&mut self, activity: Activity, became: Became, events: impl IntoIterator<Item = EventId>) {
        let (count, contributions) = self.rows.entry((activity, became)).or_default();
        *count += 1;
        contributions.extend(events);
    }

    fn count(&self, wanted: impl Fn(Activity, Became) -> bool) -> (u64, BTreeSet<EventId>) {
        let picked = self.rows.iter().filter(|((activity, became), _)| wanted(*activity, *became));
        picked.fold((0, BTreeSet::new()), |(count, mut all), (_, (more, events))| {
            all.extend(events.iter().copied());
            (count + more, all)
        })
    }

    /// How many sessions of these kinds became what `wanted` picks.
    #[must_use]
    pub fn figure(&self, wanted: impl Fn(Activity, Became) -> bool) -> Figure {
        let (count, contributions) = self.count(wanted);
        Figure::measured(&SESSIONS, self.period, Value::count(count), contributions)
    }

    /// I-19: of the sessions planned, those held. One held out of turn makes up for none that was missed.
    #[must_use]
    pub fn held_of_planned(&self) -> Figure {
        let (held, contributions) = self.count(|_, became| became == Became::HeldAsPlanned);
        let (planned, _) = self.count(|_, became| became.is_planned());
        Figure::measured(&SESSIONS, self.period, Value::of(held, planned), contributions)
    }

    /// How long the sessions held lasted.
    #[must_use]
    pub fn delivery_time(&self) -> Figure {
        let (minutes, contributions) = self.minutes.clone();
        Figure::measured(&DELIVERY_TIME, self.period, Value::count(minutes), contributions)
    }
}

impl Became {
    /// It took place.
    #[must_use]
    pub const fn is_held(self) -> bool {
        match self {
            Self::HeldAsPlanned | Self::HeldExtra => true,
            Self::CancelledAsPlanned | Self::CancelledExtra | Self::Unreported | Self::ToCome => false,
        }
    }
    /// It stood in the timetable.
    #[must_use]
    pub const fn is_planned(self) -> bool {
        match self {
            Self::HeldAsPlanned | Self::CancelledAsPlanned | Self::Unreported | Self::ToCome => true,
            Self::HeldExtra | Self::CancelledExtra => false,
        }
    }
    /// It was called off.
    #[must_use]
    pub const fn is_cancelled(self) -> bool {
        match self {
            Self::CancelledAsPlanned | Self::CancelledExtra => true,
            Self::HeldAsPlanned | Self::HeldExtra | Self::Unreported | Self::ToCome => false,
        }
    }
}
