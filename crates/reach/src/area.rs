//! The reach area: its LSOAs, its population under a certain age, and which postcode lies where.
//!
//! An area pack is one JSON file, `doorstep-area-pack@1`, that an authority imports. It holds published facts
//! with their sources and nothing about a person. What is read here is checked once, so that every figure
//! further on can trust it; what is wrong is said with the place in the file.

mod code;
mod content_hash;
mod denominator;
mod denominator_choice;
mod error;
mod file;
mod flaw;
mod keyed_once;
mod lsoa;
mod pack;
mod pack_answers;
mod postcode;
mod postcode_index;
mod shape;

pub use code::{CodeError, LadCode, LsoaCode};
pub use content_hash::ContentHash;
pub use denominator::{AGES_MAX, AGES_MIN, Denominator, RESIDENTS_OF_ONE_AGE_MAX};
pub use denominator_choice::{BOUNDS_WINDOW_YEARS, DenominatorsAt, newest_at};
pub use error::AreaError;
pub use file::{Area, Authority, OutsideAuthority, Postcodes};
pub use flaw::Flaw;
pub use lsoa::{AreaLsoa, LSOAS_MAX, members_at};
pub use pack::{AreaPack, FORMAT, PACK_BYTES_MAX};
pub use postcode::{TypedPostcode, WholePostcode, normalise};
pub use postcode_index::PostcodeState;
pub use shape::{Point, Ring, Shapes};
