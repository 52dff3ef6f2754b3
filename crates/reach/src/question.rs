//! The question that a figure of children asks of each: age, residence, and registered or seen.

use std::collections::BTreeSet;

use domain::{EventId, Period, PersonId};

use crate::area::AreaPack;
use crate::birth::{age, birth};
use crate::bounds::Cause;
use crate::facts::RecordFacts;
use crate::reading::Resolved;
use crate::residence::{Place, Residence, residence};

/// What is asked of a child besides age and residence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// A registration form dated at or before t*.
    Registered,
    /// Contacts on at least so many dates of the period.
    SeenOn(u32),
}

/// Where a child must live to be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Living {
    /// In the area.
    Inside,
    /// Known to be elsewhere.
    Outside,
    /// Known, wherever it is.
    Known,
    /// Not known. That is a fact about the records, so not knowing it makes nothing uncertain.
    Unknown,
    /// Anywhere: no residence is looked up.
    Anywhere,
}

/// The question that a figure of children asks.
#[derive(Clone, Copy)]
pub(crate) struct Question<'a> {
    pub(crate) pack: Option<&'a AreaPack>,
    pub(crate) period: Period,
    pub(crate) upper_age: u32,
    pub(crate) asked: Asked,
    pub(crate) living: Living,
}

/// Whether somebody is in: what counts, and what else may be true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Membership {
    /// In the point figure.
    pub(crate) counts: bool,
    pub(crate) may_be_in: bool,
    pub(crate) may_be_out: bool,
    /// Why they may be in though they do not count.
    pub(crate) why_in: Option<Cause>,
}

impl Question<'_> {
    /// Whether the person of these records is in.
    pub(crate) fn answer(&self, person: &Resolved<'_>, records: &[&RecordFacts]) -> Membership {
        let out = Membership { counts: false, may_be_in: false, may_be_out: true, why_in: None };
        if !self.is_met_by(person, records) {
            return out;
        }
        let age = age(records, self.upper_age, self.period.last);
        let place = self.place(records);
        let (here, may_be_here, may_be_elsewhere) = self.living.fits(place);
        let counts = age.under == Some(true) && here;
        let may_be_in = age.may_be_under && may_be_here;
        let unknown_place = !here && place.is_some_and(|place| place.place == Place::Unknown);
        let why_in = match (age.under.is_none(), unknown_place) {
            (true, true) => Cause::AgeAndPostcodeNotKnown,
            (true, false) => Cause::AgeNotKnown,
            (false, true) => Cause::PostcodeNotKnown,
            (false, false) => Cause::Disputed,
        };
        Membership {
            counts,
            may_be_in,
            may_be_out: age.may_be_over || may_be_elsewhere,
            why_in: may_be_in.then_some(why_in),
        }
    }

    /// Whether these records of a person were registered, or seen on enough dates.
    fn is_met_by(&self, person: &Resolved<'_>, records: &[&RecordFacts]) -> bool {
        match self.asked {
            Asked::Registered => records
                .iter()
                .flat_map(|record| &record.registrations)
                .any(|registration| registration.on <= self.period.last),
            Asked::SeenOn(times) => {
                let ids: BTreeSet<PersonId> = records.iter().map(|record| record.id).collect();
                let dates: BTreeSet<_> = person
                    .contacts
                    .iter()
                    .filter(|contact| self.period.contains(contact.on) && ids.contains(&contact.record))
                    .map(|contact| contact.on)
                    .collect();
                dates.len() >= usize::try_from(times).unwrap_or(usize::MAX).max(1)
            }
        }
    }

    fn place(&self, records: &[&RecordFacts]) -> Option<Residence> {
        self.pack.map(|pack| residence(records, pack, self.period.last))
    }

    /// The events that a counted person's membership rests on.
    pub(crate) fn contributions(&self, person: &Resolved<'_>) -> BTreeSet<EventId> {
        let mut events: BTreeSet<EventId> = person.record_events().collect();
        events.extend(birth(&person.records).map(|(_, asserted)| asserted.said.by));
        events.extend(self.place(&person.records).and_then(|residence| residence.by));
        match self.asked {
            Asked::Registered => {
                let forms = person.records.iter().flat_map(|record| &record.registrations);
                events.extend(forms.filter(|form| form.on <= self.period.last).map(|form| form.id));
            }
            Asked::SeenOn(_) => {
                let contacts = person.contacts.iter().filter(|contact| self.period.contains(contact.on));
                events.extend(contacts.map(|contact| contact.event));
            }
        }
        events
    }
}

impl Living {
    /// Whether a residence counts as it, may be it, and may be another.
    fn fits(self, residence: Option<Residence>) -> (bool, bool, bool) {
        let Some(Residence { place, by: _, disputed_inside, disputed_outside }) = residence else {
            return match self {
                Self::Anywhere => (true, true, false),
                Self::Inside | Self::Outside | Self::Known | Self::Unknown => (false, false, true),
            };
        };
        let unknown = place == Place::Unknown;
        let inside = place == Place::Inside;
        let outside = place == Place::Outside;
        match self {
            Self::Inside => (inside, inside || unknown || disputed_inside, !inside || disputed_outside),
            Self::Outside => (outside, outside || unknown || disputed_outside, !outside || disputed_inside),
            Self::Known => (!unknown, true, unknown),
            Self::Unknown => (unknown, unknown, !unknown),
            Self::Anywhere => (true, true, false),
        }
    }
}
