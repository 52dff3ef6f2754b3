//! An area pack that was checked.

use super::{
    AreaError, Authority, ContentHash, content_hash, denominator, file::PackFile, flaw::Flaws, lsoa,
    postcode_index::PostcodeIndex, shape,
};
use serde::Deserialize;

/// What `format` says in every file that this version reads.
pub const FORMAT: &str = "doorstep-area-pack@1";
/// The largest file that is read. A whole county with the postcodes of every neighbour is about 300,000 postcodes
/// of 3 bytes; this is the United Kingdom's 1.8 million three times over.
pub const PACK_BYTES_MAX: usize = 16 * 1024 * 1024;

/// A checked area pack: who, which LSOAs from when to when, against which populations, and which postcode lies
/// where.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaPack {
    pub(super) file: PackFile,
    pub(super) index: PostcodeIndex,
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
    /// The pack as canonical JSON (RFC 8785): what [`Self::hash`] is the hash of, for keeping and for handing on.
    #[must_use]
    pub fn canonical_json(&self) -> Vec<u8> {
        content_hash::canonical_json(&self.file)
    }

    /// A copy for a device, which never holds deprivation: it is joined at the centre, and no family is labelled on a
    /// volunteer's phone. The copy has a hash of its own.
    #[must_use]
    pub fn without_deprivation(&self) -> Self {
        let mut file = self.file.clone();
        for lsoa in &mut file.area.lsoas {
            lsoa.imd_decile = None;
            lsoa.imd_source = None;
        }
        let hash = ContentHash::of(&file);
        Self { file, index: self.index.clone(), hash }
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
