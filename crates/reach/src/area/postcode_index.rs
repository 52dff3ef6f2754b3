//! From a postcode to the place it lies in.

use super::{
    LadCode, LsoaCode, OutsideAuthority, Postcodes, TypedPostcode, WholePostcode, file::Sectors, flaw::Flaws,
    normalise,
};
use std::collections::BTreeSet;

/// Where a typed postcode lies, in the sense that reach needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PostcodeState {
    /// In this LSOA of the pack's area. Whether the LSOA belongs to the area on a certain day is
    /// [`super::AreaLsoa::is_member_on`].
    In(LsoaCode),
    /// In no LSOA of the area, and known to be in this authority. Counts in I-07.
    KnownOutside(LadCode),
    /// The pack does not know it, or it is no postcode. Counts in I-08; asserts nothing.
    Unknown,
    /// Only the first half was given. Counts in I-08; asserts nothing.
    Half,
}

/// Every postcode of the pack, in ascending order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PostcodeIndex(Vec<(WholePostcode, PostcodeState)>);

impl PostcodeIndex {
    /// Reads the lists; what is wrong with them goes into `flaws`.
    pub(super) fn read(postcodes: &Postcodes, flaws: &mut Flaws) -> Self {
        let Postcodes { source, inside, outside } = postcodes;
        flaws.unless_written("postcodes.source", source);
        let mut listed = Vec::new();
        for (lsoa, sectors) in inside {
            let at = format!("postcodes.inside.{lsoa}");
            flaws.unless_in_area(&at, *lsoa);
            list(&at, &sectors.0, PostcodeState::In(*lsoa), &mut listed, flaws);
        }
        let mut codes = BTreeSet::new();
        for (number, authority) in outside.iter().enumerate() {
            let at = format!("postcodes.outside[{number}]");
            let OutsideAuthority { code, name, sectors } = authority;
            flaws.unless_written(format!("{at}.name"), name);
            if !codes.insert(code) {
                flaws.add(format!("{at}.code"), format!("{code} stands twice"));
            }
            let at = format!("{at}.sectors");
            list(&at, &sectors.0, PostcodeState::KnownOutside(*code), &mut listed, flaws);
        }
        // Stable, so that of two equal postcodes the flaw names the later one in the file.
        listed.sort_by_key(|(postcode, _)| *postcode);
        for pair in listed.windows(2) {
            if let [(first, place), (second, other)] = pair
                && first == second
            {
                let what = format!("{first} stands in two places of the pack, {place:?} and {other:?}");
                flaws.add("postcodes", what);
            }
        }
        Self(listed)
    }

    /// The state of some typed text.
    pub(super) fn look_up(&self, typed: &str) -> PostcodeState {
        match normalise(typed) {
            TypedPostcode::Whole(postcode) => self
                .0
                .binary_search_by_key(&postcode, |(listed, _)| *listed)
                .ok()
                .and_then(|found| self.0.get(found))
                .map_or(PostcodeState::Unknown, |(_, state)| *state),
            TypedPostcode::Half => PostcodeState::Half,
            TypedPostcode::NotAPostcode => PostcodeState::Unknown,
        }
    }

    /// Every postcode with its state, ascending.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = (WholePostcode, PostcodeState)> + '_ {
        self.0.iter().copied()
    }
}

fn list(
    at: &str,
    sectors: &Sectors,
    state: PostcodeState,
    listed: &mut Vec<(WholePostcode, PostcodeState)>,
    flaws: &mut Flaws,
) {
    for (sector, units) in sectors {
        let at = format!("{at}.{sector}");
        let mut previous = "";
        for unit in units.split(' ') {
            // Only the one canonical form is read back as it was written: anything else is a slip in the list.
            let whole = format!("{sector}{unit}");
            match whole.parse::<WholePostcode>() {
                Ok(postcode) if postcode.to_string() == whole => listed.push((postcode, state)),
                Ok(_) | Err(_) => {
                    let what = format!(
                        "{whole:?} is not a postcode; the sector \"W10 4\" has units such as \"AA AB\""
                    );
                    flaws.add(&at, what);
                }
            }
            if unit <= previous {
                let what =
                    format!("the unit {unit:?} does not come after {previous:?}: units ascend, each once");
                flaws.add(&at, what);
            }
            previous = unit;
        }
    }
}
