//! Which LSOAs make the area, from when to when. Clusters are redrawn (one authority went from 41 centres to 7
//! clusters), and last year's figure must stay what it was.

use super::{Area, LsoaCode, flaw::Flaws};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// England and Wales have about 36,000 LSOAs; with this many, sums of residents fit a `u32`
/// ([`super::RESIDENTS_OF_ONE_AGE_MAX`]).
pub const LSOAS_MAX: usize = 40_000;

/// One LSOA's membership of the area. An LSOA that leaves and comes back stands twice, with other dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaLsoa {
    /// The LSOA 2021 code.
    pub code: LsoaCode,
    /// Its published name, such as `Westminster 004A`.
    pub name: String,
    /// The first day on which it belongs to the area.
    pub valid_from: NaiveDate,
    /// The last day on which it belongs to the area; `None` while it still does.
    pub valid_to: Option<NaiveDate>,
    /// The decile of deprivation, 1 (most deprived) to 10. `None` in a copy made for a device, which never
    /// holds deprivation: it is joined at the centre (reach.md, suppression and release).
    pub imd_decile: Option<u8>,
    /// Which index the decile is of. There exactly when the decile is.
    pub imd_source: Option<String>,
}

impl AreaLsoa {
    /// Whether it belongs to the area on `day`; both ends are included.
    #[must_use]
    pub fn is_member_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}

/// A at t*: the codes of the LSOAs that belong to the area on that day.
#[must_use]
pub fn members_at(lsoas: &[AreaLsoa], t_star: NaiveDate) -> BTreeSet<LsoaCode> {
    lsoas.iter().filter(|lsoa| lsoa.is_member_on(t_star)).map(|lsoa| lsoa.code).collect()
}

/// What is wrong with the area and its LSOAs.
pub(super) fn check(area: &Area, flaws: &mut Flaws) {
    let Area { code, name, lsoas } = area;
    flaws.unless_written("area.code", code);
    flaws.unless_written("area.name", name);
    if lsoas.is_empty() || lsoas.len() > LSOAS_MAX {
        flaws.add("area.lsoas", format!("an area has 1 to {LSOAS_MAX} LSOAs, this one has {}", lsoas.len()));
    }
    for (number, lsoa) in lsoas.iter().enumerate() {
        let at = format!("area.lsoas[{number}]");
        let AreaLsoa { code, name, valid_from, valid_to, imd_decile, imd_source } = lsoa;
        flaws.unless_written(format!("{at}.name"), name);
        if valid_to.is_some_and(|last| last < *valid_from) {
            flaws.add(format!("{at}.valid_to"), format!("{code} ends before it begins"));
        }
        if imd_decile.is_some_and(|decile| !(1..=10).contains(&decile)) {
            flaws.add(format!("{at}.imd_decile"), format!("{code}: a decile is 1 (most deprived) to 10"));
        }
        if imd_decile.is_some() != imd_source.as_deref().is_some_and(|source| !source.trim().is_empty()) {
            flaws.add(
                format!("{at}.imd_source"),
                format!("{code}: a decile and its source stand together or not at all"),
            );
        }
    }
    check_overlaps(lsoas, flaws);
}

/// An LSOA may leave and come back, but on no day may it be a member twice.
fn check_overlaps(lsoas: &[AreaLsoa], flaws: &mut Flaws) {
    let mut by_code: Vec<&AreaLsoa> = lsoas.iter().collect();
    by_code.sort_by_key(|lsoa| (lsoa.code, lsoa.valid_from));
    for pair in by_code.windows(2) {
        if let [earlier, later] = pair
            && earlier.code == later.code
            && earlier.valid_to.is_none_or(|last| later.valid_from <= last)
        {
            flaws.add("area.lsoas", format!("{} is a member twice from {}", later.code, later.valid_from));
        }
    }
}
