//! How old somebody was, as far as what was said of their birth tells.

use std::cmp::Reverse;

use chrono::NaiveDate;
use domain::Birth;

use crate::facts::{Asserted, RecordFacts};

/// Whether somebody was under an age on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Age {
    /// By the birth that counts; none where it is not known closely enough.
    pub(crate) under: Option<bool>,
    /// Something that stands says that they were.
    pub(crate) may_be_under: bool,
    /// Something that stands says that they were not.
    pub(crate) may_be_over: bool,
}

fn standing<'a>(records: &[&'a RecordFacts]) -> Vec<(Birth, &'a Asserted<Birth>)> {
    let all = records.iter().flat_map(|record| &record.births);
    all.filter(|asserted| asserted.stands).filter_map(|asserted| Some((asserted.value?, asserted))).collect()
}

/// The birth that counts: a whole date beats a month, and a month a year; of two as close, the one asserted on the
/// latest activity date, ties by (hlc, event id).
pub(crate) fn birth<'a>(records: &[&'a RecordFacts]) -> Option<(Birth, &'a Asserted<Birth>)> {
    standing(records).into_iter().max_by_key(|(birth, asserted)| {
        let days_apart = birth.latest() - birth.earliest();
        (Reverse(days_apart), asserted.said)
    })
}

/// Whether the person of these records was under `years` on `day`. Who is not yet born is not.
pub(crate) fn age(records: &[&RecordFacts], years: u32, day: NaiveDate) -> Age {
    let under = birth(records).and_then(|(birth, _)| birth.is_under(years, day));
    let told: Vec<bool> =
        standing(records).into_iter().filter_map(|(birth, _)| birth.is_under(years, day)).collect();
    Age {
        under,
        may_be_under: under.is_none() || told.contains(&true),
        may_be_over: under.is_none() || told.contains(&false),
    }
}
