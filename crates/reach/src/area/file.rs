//! The file `doorstep-area-pack@1` as it is written: fields by their names in the JSON, not yet checked.
//! A field that this version does not know is refused rather than dropped, since the pack's hash covers it.

use super::{AreaLsoa, Denominator, LadCode, LsoaCode, Shapes, keyed_once::keyed_once};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The whole file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PackFile {
    pub(super) format: String,
    pub(super) name: String,
    pub(super) authority: Authority,
    pub(super) attribution: String,
    pub(super) area: Area,
    pub(super) denominators: Vec<Denominator>,
    pub(super) postcodes: Postcodes,
    pub(super) shapes: Option<Shapes>,
}

/// The authority that reach is reported to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// Its name, such as `Westminster City Council`.
    pub name: String,
    /// Its code in the ONS register.
    pub code: LadCode,
}

/// The reach area A.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// A ward's code, or a slug of an area that no register knows, such as a cluster of centres.
    pub code: String,
    /// Its name as people say it.
    pub name: String,
    /// Its LSOAs, each with the dates of its membership.
    pub lsoas: Vec<AreaLsoa>,
}

/// Sector → its units: `"W10 4"` → `"AA AB AF"`, ascending, so that a change of one postcode is a change of one
/// line and the hash does not depend on how the list was made.
pub(super) type Sectors = BTreeMap<String, String>;

/// The postcodes that the pack knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Postcodes {
    /// Where the list is from and of what date.
    pub source: String,
    /// LSOA of the area → sector → units.
    #[serde(deserialize_with = "keyed_once")]
    pub(super) inside: BTreeMap<LsoaCode, KeyedSectors>,
    /// Other places, so that a family from there is known to live outside rather than nowhere.
    pub(super) outside: Vec<OutsideAuthority>,
}

/// The known postcodes of one authority outside the area, the rest of the area's own authority among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutsideAuthority {
    /// Its code in the ONS register.
    pub code: LadCode,
    /// Its name, such as `Brent`.
    pub name: String,
    /// Sector → units.
    pub(super) sectors: KeyedSectors,
}

/// [`Sectors`] in which no sector stands twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct KeyedSectors(#[serde(deserialize_with = "keyed_once")] pub(super) Sectors);
