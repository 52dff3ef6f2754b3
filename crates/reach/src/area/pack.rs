//! An area pack that was checked.

use super::{
    Area, AreaError, Authority, ContentHash, Denominator, DenominatorsAt, LadCode, LsoaCode, PostcodeState,
    Postcodes, Shapes, WholePostcode, denominator, file::PackFile, flaw::Flaws, lsoa, members_at, newest_at,
    postcode_index::PostcodeIndex, shape,
};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeSet;

/// What `format` says in every file that this version reads.
pub const FORMAT: &str = "doorstep-area-pack@1";
/// The largest file that is read. A whole county with the postcodes of every neighbour is about 300,000 postcodes
/// of 3 bytes; this is the United Kingdom's 1.8 million three times over.
pub const PACK_BYTES_MAX: usize = 16 * 1024 * 1024;

/// A checked area pack: who, which LSOAs from when to when, against which populations, and which postcode lies
/// where.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaPack {
    file: PackFile,
    index: PostcodeIndex,
    hash: ContentHash,
}

/// Read first, so that a file of another kind is called that, and not "unknown field".
#[derive(Deserialize)]
struct Kind {
    format: String,
}

impl AreaPack {
    /// Reads and checks the bytes of a file.
    ///
    /// # Errors
    /// [`AreaError::TooLarge`], [`AreaError::Unreadable`] with line and column, [`AreaError::OtherFormat`], or
    /// [`AreaError::Flawed`] with everything that is wrong and where.
    pub fn parse(json: &[u8]) -> Result<Self, AreaError> {
        if json.len() > PACK_BYTES_MAX {
            return Err(AreaError::TooLarge { found: json.len(), max: PACK_BYTES_MAX });
        }
        let Kind { format } = serde_json::from_slice(json).map_err(unreadable)?;
        if format != FORMAT {
            return Err(AreaError::OtherFormat { found: format });
        }
        let file: PackFile = serde_json::from_slice(json).map_err(unreadable)?;
        let index = check(&file)?;
        let hash = ContentHash::of(&file);
        Ok(Self { file, index, hash })
    }

    /// SHA-256 of the pack's canonical JSON: the same for the same content, however the file is laid out.
    #[must_use]
    pub const fn hash(&self) -> ContentHash {
        self.hash
    }
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

/// Checks all that the form of the JSON does not, and indexes the postcodes on the way.
fn check(file: &PackFile) -> Result<PostcodeIndex, AreaError> {
    let PackFile { format: _, name, authority, attribution, area, denominators, postcodes, shapes } = file;
    let Authority { name: authority_name, code: _ } = authority;
    let mut flaws = Flaws::of_rows_about(area.lsoas.iter().map(|lsoa| lsoa.code).collect());
    flaws.unless_written("name", name);
    flaws.unless_written("authority.name", authority_name);
    flaws.unless_written("attribution", attribution);
    lsoa::check(area, &mut flaws);
    denominator::check(denominators, &mut flaws);
    let index = PostcodeIndex::read(postcodes, &mut flaws);
    if let Some(shapes) = shapes {
        shape::check(shapes, &mut flaws);
    }
    let flaws = flaws.found();
    if flaws.is_empty() { Ok(index) } else { Err(AreaError::Flawed(flaws)) }
}

fn unreadable(error: serde_json::Error) -> AreaError {
    let (line, column) = (error.line(), error.column());
    // The reader repeats the place at the end of its sentence.
    let place = format!(" at line {line} column {column}");
    AreaError::Unreadable { line, column, what: error.to_string().trim_end_matches(&place).to_owned() }
}
