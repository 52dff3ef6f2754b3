//! Whose head count a model changes: a model that errs more on some people biases every figure about them.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::Role;
use reach::area::{AreaPack, PostcodeState};
use reach::facts::{Asserted, Facts, PersonFacts, RecordFacts};

/// IMD deciles that are the most deprived 30%, as in I-09.
const MOST_DEPRIVED_DECILE_MAX: u8 = 3;
const UNDER_FIVE: u32 = 5;

const EVERYBODY: &str = "everybody";
const UNDER_FIVES: &str = "children under five";
const OTHER_CHILDREN: &str = "other children";
const ADULTS: &str = "adults";
const DEPRIVED: &str = "children of the area's most deprived 30%";
const REST: &str = "children of the rest of the area";
const ELSEWHERE: &str = "children who live elsewhere";
const NOWHERE: &str = "children without a postcode that is known";
const NEW_YEAR: &str = "children born on 1 January, as was said";
const IN_PART: &str = "children whose birth is known in part";
const UNBORN: &str = "children whose birth is not known";

/// In the order in which they are printed.
pub(super) const ALL: [&str; 11] = [
    EVERYBODY,
    UNDER_FIVES,
    OTHER_CHILDREN,
    ADULTS,
    DEPRIVED,
    REST,
    ELSEWHERE,
    NOWHERE,
    NEW_YEAR,
    IN_PART,
    UNBORN,
];

/// What groups are worked out with.
pub(super) struct Groups<'a> {
    pub(super) pack: Option<&'a AreaPack>,
    pub(super) at: NaiveDate,
}

type Counts = BTreeMap<&'static str, u64>;

impl Groups<'_> {
    /// How many records each group has, and how many people. A person is of the group of their last record, a record
    /// of its own.
    pub(super) fn count(&self, facts: &Facts) -> (Counts, Counts) {
        let (mut records, mut heads) = (Counts::new(), Counts::new());
        for PersonFacts { id: _, records: theirs } in &facts.people {
            for record in theirs {
                self.of(record).into_iter().for_each(|group| *records.entry(group).or_default() += 1);
            }
            let last = theirs.iter().max_by_key(|record| record.id);
            last.into_iter().flat_map(|record| self.of(record)).for_each(|group| {
                *heads.entry(group).or_default() += 1;
            });
        }
        (records, heads)
    }

    fn of(&self, record: &RecordFacts) -> Vec<&'static str> {
        if record.role != Role::Child {
            return vec![EVERYBODY, ADULTS];
        }
        let birth = last(&record.births);
        let young = birth.and_then(|birth| birth.is_under(UNDER_FIVE, self.at)) == Some(true);
        let mut groups = vec![EVERYBODY, if young { UNDER_FIVES } else { OTHER_CHILDREN }];
        match birth.map(|birth| birth.date()) {
            None => groups.push(UNBORN),
            Some(None) => groups.push(IN_PART),
            Some(Some(day)) if day.ordinal() == 1 => groups.push(NEW_YEAR),
            Some(Some(_)) => {}
        }
        if let Some(pack) = self.pack {
            groups.push(self.home(record, pack));
        }
        groups
    }

    fn home(&self, record: &RecordFacts, pack: &AreaPack) -> &'static str {
        let Some(postcode) = last(&record.postcodes) else { return NOWHERE };
        match pack.look_up_at(postcode.reveal().as_str(), self.at) {
            PostcodeState::Unknown | PostcodeState::Half => NOWHERE,
            PostcodeState::KnownOutside(_) => ELSEWHERE,
            PostcodeState::In(code) => {
                let mut lsoas = pack.area().lsoas.iter().filter(|lsoa| lsoa.code == code);
                let decile = lsoas.find_map(|lsoa| lsoa.imd_decile);
                if decile.is_some_and(|decile| decile <= MOST_DEPRIVED_DECILE_MAX) { DEPRIVED } else { REST }
            }
        }
    }
}

/// What was said last.
fn last<T: Clone>(asserted: &[Asserted<T>]) -> Option<T> {
    let standing = asserted.iter().filter(|asserted| asserted.stands);
    standing.max_by_key(|asserted| asserted.said).and_then(|asserted| asserted.value.clone())
}
