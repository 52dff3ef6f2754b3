//! Who is in a figure of children: for certain, as far as is known, and possibly.

use std::collections::{BTreeMap, BTreeSet};

use domain::{PersonId, Verdict};

use crate::bounds::{Cause, Reason};
use crate::facts::{MeasuredLinkage, PER_MILLE, RecordFacts};
use crate::question::{Membership, Question};
use crate::reading::{Reading, Resolved};

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
