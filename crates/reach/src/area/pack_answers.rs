//! What a checked pack answers.

use super::{
    Area, AreaPack, Authority, Denominator, DenominatorsAt, LadCode, LsoaCode, PostcodeState, Postcodes,
    Shapes, WholePostcode, file::PackFile, members_at, newest_at,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

impl AreaPack {
    /// The pack's own name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.file.name
    }
    /// The authority that reach is reported to.
    #[must_use]
    pub const fn authority(&self) -> &Authority {
        &self.file.authority
    }
    /// The line to show wherever something from this pack is shown.
    #[must_use]
    pub fn attribution(&self) -> &str {
        &self.file.attribution
    }
    /// The area, its LSOAs and their dates.
    #[must_use]
    pub const fn area(&self) -> &Area {
        &self.file.area
    }
    /// Every imported population, in the order of the file.
    #[must_use]
    pub fn denominators(&self) -> &[Denominator] {
        &self.file.denominators
    }
    /// Where the postcode list is from.
    #[must_use]
    pub const fn postcode_source(&self) -> &Postcodes {
        &self.file.postcodes
    }
    /// Outlines for a map, where the pack has them.
    #[must_use]
    pub const fn shapes(&self) -> Option<&Shapes> {
        self.file.shapes.as_ref()
    }

    /// A at t*.
    #[must_use]
    pub fn members_at(&self, t_star: NaiveDate) -> BTreeSet<LsoaCode> {
        members_at(&self.file.area.lsoas, t_star)
    }

    /// The denominators of a figure of the whole area at t*; `None` where there are none.
    #[must_use]
    pub fn denominators_at(&self, t_star: NaiveDate) -> Option<DenominatorsAt<'_>> {
        newest_at(&self.file.denominators, &self.members_at(t_star), t_star)
    }

    /// Where a typed postcode lies, whatever the day: [`PostcodeState::In`] names any LSOA that was ever in the area.
    #[must_use]
    pub fn look_up(&self, typed: &str) -> PostcodeState {
        self.index.look_up(typed)
    }

    /// Where a typed postcode lies at t*: an LSOA that is not a member on that day is known to be outside, in the
    /// pack's own authority.
    #[must_use]
    pub fn look_up_at(&self, typed: &str, t_star: NaiveDate) -> PostcodeState {
        match self.look_up(typed) {
            PostcodeState::In(lsoa) if self.is_member_on(lsoa, t_star) => PostcodeState::In(lsoa),
            PostcodeState::In(_) => PostcodeState::KnownOutside(self.file.authority.code),
            PostcodeState::KnownOutside(lad) => PostcodeState::KnownOutside(lad),
            PostcodeState::Unknown => PostcodeState::Unknown,
            PostcodeState::Half => PostcodeState::Half,
        }
    }

    /// Whether an LSOA belongs to the area on `day`.
    #[must_use]
    pub fn is_member_on(&self, lsoa: LsoaCode, day: NaiveDate) -> bool {
        self.file.area.lsoas.iter().any(|member| member.code == lsoa && member.is_member_on(day))
    }

    /// Every postcode that the pack knows with where it lies, ascending.
    pub fn postcodes(&self) -> impl ExactSizeIterator<Item = (WholePostcode, PostcodeState)> + '_ {
        self.index.iter()
    }

    /// The name of an authority that the pack mentions: its own, or one around it.
    #[must_use]
    pub fn lad_name(&self, code: LadCode) -> Option<&str> {
        let PackFile { authority, postcodes, .. } = &self.file;
        let outside = || postcodes.outside.iter().find(|around| around.code == code);
        if authority.code == code {
            Some(&authority.name)
        } else {
            outside().map(|around| around.name.as_str())
        }
    }
}
