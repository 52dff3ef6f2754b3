//! Who is in a figure of children: for certain, as far as is known, and possibly.

use std::collections::{BTreeMap, BTreeSet};

use domain::{EventId, Period, PersonId, Verdict};

use crate::area::AreaPack;
use crate::birth::{age, birth};
use crate::bounds::{Cause, Reason};
use crate::facts::{MeasuredLinkage, PER_MILLE, RecordFacts};
use crate::reading::{Reading, Resolved};
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
struct Membership {
    counts: bool,
    may_be_in: bool,
    may_be_out: bool,
    why_in: Option<Cause>,
}

/// The answer. Indices are of `Reading::people`.
#[derive(Debug, Default)]
pub(crate) struct Members {
    /// The point figure.
    pub(crate) counted: BTreeSet<usize>,
    /// In, whatever turns out to be true of their fields and records.
    pub(crate) certain: BTreeSet<usize>,
    /// In, if what is not known turns out so.
    pub(crate) possible: BTreeSet<usize>,
    /// People beyond one each of `possible`, should pairs under review be two.
    pub(crate) further_heads: u64,
    /// What the model's known errors may take away or add.
    pub(crate) missed_links: u64,
    pub(crate) false_links: u64,
    reasons: BTreeMap<Cause, (u64, u64)>,
}

impl Members {
    pub(crate) fn of(reading: &Reading<'_>, question: &Question<'_>) -> Self {
        let mut members = Self::default();
        let mut links = 0;
        for (index, person) in reading.people.iter().enumerate().filter(|(_, person)| person.is_child) {
            let whole = question.answer(person, &person.records);
            let parts = parts(person);
            let (mut possible_parts, mut certain_parts) = (0, 0);
            for part in parts.values() {
                let part = if parts.len() == 1 { whole } else { question.answer(person, part) };
                possible_parts += u64::from(part.may_be_in);
                certain_parts += u64::from(part.counts && !part.may_be_out);
            }
            members.take(index, whole, possible_parts, certain_parts);
            if whole.counts {
                links += model_links(reading, &parts);
            }
        }
        members.doubt_links(reading.facts.linkage.measured.as_ref(), links);
        members
    }

    fn take(&mut self, index: usize, whole: Membership, possible_parts: u64, certain_parts: u64) {
        if whole.counts {
            self.counted.insert(index);
            if whole.may_be_out {
                self.widen(Cause::Disputed, 1, 0);
            } else if certain_parts == 0 {
                self.widen(Cause::ReviewBand, 1, 0);
            } else {
                self.certain.insert(index);
            }
        }
        if whole.may_be_in || possible_parts > 0 {
            self.possible.insert(index);
            let cause = match (whole.counts, whole.may_be_in) {
                (true, _) => None,
                (false, true) => whole.why_in,
                (false, false) => Some(Cause::ReviewBand),
            };
            if let Some(cause) = cause {
                self.widen(cause, 0, 1);
            }
            let further = possible_parts.saturating_sub(1);
            self.further_heads += further;
            if further > 0 {
                self.widen(Cause::ReviewBand, 0, further);
            }
        }
    }

    fn widen(&mut self, cause: Cause, lowers: u64, raises: u64) {
        let (low, high) = self.reasons.entry(cause).or_default();
        *low += lowers;
        *high += raises;
    }

    /// Of `links` that the model made, some join two children; beside them it missed some. Rounded up: a bound is
    /// never narrower than what was measured.
    fn doubt_links(&mut self, measured: Option<&MeasuredLinkage>, links: u64) {
        let Some(MeasuredLinkage { on: _, precision_per_mille, recall_per_mille }) = measured else {
            self.widen(Cause::LinkageNotMeasured, 0, 0);
            return;
        };
        let precision = u64::from(*precision_per_mille.min(&PER_MILLE));
        let recall = u64::from((*recall_per_mille).clamp(1, PER_MILLE));
        let whole = u64::from(PER_MILLE);
        self.false_links = (links * (whole - precision)).div_ceil(whole);
        // links × precision are true; of the true pairs these are the found share.
        self.missed_links = (links * precision * (whole - recall)).div_ceil(whole * recall);
        self.widen(Cause::FalseLinks, 0, self.false_links);
        self.widen(Cause::MissedLinks, self.missed_links, 0);
    }

    /// The point figure.
    pub(crate) fn count(&self) -> u64 {
        self.counted.len() as u64
    }

    /// The lower end. Children counted are at least one child.
    pub(crate) fn low(&self) -> u64 {
        let certain = self.certain.len() as u64;
        certain.saturating_sub(self.missed_links).max(certain.min(1))
    }

    /// The upper end.
    pub(crate) fn high(&self) -> u64 {
        self.possible.len() as u64 + self.further_heads + self.false_links
    }

    pub(crate) fn reasons(&self) -> Vec<Reason> {
        self.reasons.iter().map(|(cause, (lowers, raises))| cause.reason(*lowers, *raises)).collect()
    }
}

impl Question<'_> {
    fn answer(&self, person: &Resolved<'_>, records: &[&RecordFacts]) -> Membership {
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

/// The records of a person by the part that is joined for certain.
fn parts<'a>(person: &Resolved<'a>) -> BTreeMap<PersonId, Vec<&'a RecordFacts>> {
    let mut parts: BTreeMap<PersonId, Vec<&RecordFacts>> = BTreeMap::new();
    for record in &person.records {
        parts.entry(record.certain).or_default().push(record);
    }
    parts
}

/// Links within the parts that the model made and no person confirmed.
fn model_links(reading: &Reading<'_>, parts: &BTreeMap<PersonId, Vec<&RecordFacts>>) -> u64 {
    let many = || parts.values().filter(|part| part.len() > 1);
    if many().next().is_none() {
        return 0;
    }
    let part_of: BTreeMap<PersonId, PersonId> =
        parts.values().flatten().map(|record| (record.id, record.certain)).collect();
    let links: u64 = many().map(|part| part.len() as u64 - 1).sum();
    let within = |left, right| part_of.get(left).is_some_and(|part| part_of.get(right) == Some(part));
    let decided = reading.facts.linkage.decisions.iter();
    let decided =
        decided.filter(|one| one.verdict == Verdict::Same && within(&one.left, &one.right)).count() as u64;
    links.saturating_sub(decided)
}
