//! Children under five who came without giving a name.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Attendee, EventId, Period, SessionId};

use crate::reading::Reading;

/// Anonymous attendance of under-fives in a period. What was linked to a person later is named, and not here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct AnonymousUnderFives {
    /// The largest number present at one session: at least so many children.
    pub(crate) at_one_session: u64,
    /// All of them: at most so many.
    pub(crate) in_all: u64,
    pub(crate) events: BTreeSet<EventId>,
}

impl AnonymousUnderFives {
    pub(crate) fn of(reading: &Reading<'_>, period: Period) -> Self {
        let mut by_session: BTreeMap<SessionId, u64> = BTreeMap::new();
        let mut events = BTreeSet::new();
        for attendance in reading.facts.attendances.iter().filter(|one| period.contains(one.on)) {
            if let Attendee::Anonymous { band, count } = attendance.attendee
                && band.is_under_five()
            {
                *by_session.entry(reading.occasion_of(attendance.session)).or_default() += u64::from(count);
                events.insert(attendance.id);
            }
        }
        Self {
            at_one_session: by_session.values().copied().max().unwrap_or(0),
            in_all: by_session.values().sum(),
            events,
        }
    }
}
