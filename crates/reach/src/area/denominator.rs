//! The population that reach is measured against: dated, sourced, and never guessed.

use super::{AreaError, ContentHash, LsoaCode, flaw::Flaws, keyed_once::keyed_once};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A denominator holds at least the ages 0 to 4: reach is of children under five.
pub const AGES_MIN: usize = 5;
/// A denominator holds at most the ages 0 to 19: upper ages of 5, 9 and 19 are in use (reach.md, U5).
pub const AGES_MAX: usize = 20;
/// Residents of one year of age in one LSOA. LSOAs are drawn for 1,000 to 3,000 residents of all ages, a few with
/// halls of residence have grown beyond it. 40,000 LSOAs × 20 ages × 5,000 = 4.0 × 10⁹ still fits a `u32`.
pub const RESIDENTS_OF_ONE_AGE_MAX: u32 = 5_000;

/// One published estimate of residents by single year of age, for LSOAs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Denominator {
    /// A short stable slug, unique in the pack, such as `ons-mid-2020-sape23dt2`.
    pub id: String,
    /// Its title as a reader would cite it.
    pub title: String,
    /// Who published it and as what; printed with every figure.
    pub source: String,
    /// The licence under which it may be shown.
    pub licence: String,
    /// The day of which it is an estimate.
    pub as_of: NaiveDate,
    /// The geography it was published for, and how its codes agree with LSOA 2021.
    pub geography: String,
    /// What a reader of the figure should know about the method.
    pub note: String,
    /// LSOA → residents aged 0, 1, 2, …; every row has the same number of ages.
    #[serde(deserialize_with = "keyed_once")]
    pub rows: BTreeMap<LsoaCode, Vec<u32>>,
}

impl Denominator {
    /// Whether there is a row for each of these LSOAs.
    #[must_use]
    pub fn covers(&self, lsoas: &BTreeSet<LsoaCode>) -> bool {
        lsoas.iter().all(|lsoa| self.rows.contains_key(lsoa))
    }

    /// Residents of these LSOAs by single year of age, from 0.
    ///
    /// # Errors
    /// [`AreaError::NoRow`] where it does not cover one of them: a missing row is not a population of 0.
    pub fn by_age(&self, lsoas: &BTreeSet<LsoaCode>) -> Result<Vec<u32>, AreaError> {
        let mut sums = vec![0; self.rows.values().map(Vec::len).max().unwrap_or(0)];
        for lsoa in lsoas {
            let row = self
                .rows
                .get(lsoa)
                .ok_or_else(|| AreaError::NoRow { denominator: self.id.clone(), lsoa: *lsoa })?;
            for (sum, residents) in sums.iter_mut().zip(row) {
                *sum += residents;
            }
        }
        Ok(sums)
    }

    /// Residents of these LSOAs who are younger than `years`.
    ///
    /// # Errors
    /// [`AreaError::NoRow`] as in [`Self::by_age`]; [`AreaError::NoAge`] beyond the last age it holds.
    pub fn under(&self, years: usize, lsoas: &BTreeSet<LsoaCode>) -> Result<u32, AreaError> {
        let ages = self.by_age(lsoas)?;
        let no_age = || AreaError::NoAge { denominator: self.id.clone(), held: ages.len(), asked: years };
        Ok(ages.get(..years).ok_or_else(no_age)?.iter().sum())
    }

    /// N5: residents of these LSOAs aged 0 to 4.
    ///
    /// # Errors
    /// As [`Self::under`].
    pub fn under_five(&self, lsoas: &BTreeSet<LsoaCode>) -> Result<u32, AreaError> {
        self.under(5, lsoas)
    }

    /// The hash under which a return names this denominator.
    #[must_use]
    pub fn hash(&self) -> ContentHash {
        ContentHash::of(self)
    }
}

/// What is wrong with the denominators.
pub(super) fn check(denominators: &[Denominator], flaws: &mut Flaws) {
    let mut ids = BTreeSet::new();
    for (number, denominator) in denominators.iter().enumerate() {
        let at = format!("denominators[{number}]");
        let Denominator { id, title, source, licence, as_of: _, geography, note: _, rows } = denominator;
        flaws.unless_written(format!("{at}.id"), id);
        flaws.unless_written(format!("{at}.title"), title);
        flaws.unless_written(format!("{at}.source"), source);
        flaws.unless_written(format!("{at}.licence"), licence);
        flaws.unless_written(format!("{at}.geography"), geography);
        if !ids.insert(id) {
            flaws.add(format!("{at}.id"), format!("the id {id:?} stands twice"));
        }
        let ages = rows.values().next().map_or(0, Vec::len);
        if !(AGES_MIN..=AGES_MAX).contains(&ages) {
            let what = format!("rows have {AGES_MIN} to {AGES_MAX} ages from 0, the first has {ages}");
            flaws.add(format!("{at}.rows"), what);
        }
        for (lsoa, row) in rows {
            let at = format!("{at}.rows.{lsoa}");
            if row.len() != ages {
                flaws.add(&at, format!("this row has {} ages, the first has {ages}", row.len()));
            }
            if row.iter().any(|residents| *residents > RESIDENTS_OF_ONE_AGE_MAX) {
                flaws.add(
                    &at,
                    format!("more than {RESIDENTS_OF_ONE_AGE_MAX} residents of one age in one LSOA"),
                );
            }
            flaws.unless_in_area(at, *lsoa);
        }
    }
}
