//! The area pack through its public door, on the example area.

mod denominators;
mod flawed_packs;
mod postcodes;
mod programme;
mod published_files;
mod queens_park;

use chrono::NaiveDate;
use reach::area::{AreaError, AreaPack, LsoaCode};
use serde_json::Value;

/// The example area as the project ships it.
const QUEENS_PARK: &[u8] = include_bytes!("../../../../packs/queens-park/area.json");

fn queens_park() -> AreaPack {
    AreaPack::parse(QUEENS_PARK).expect("the example area is a valid pack")
}

/// The example area after a change to its JSON, as somebody would make it by hand.
fn queens_park_with(change: impl FnOnce(&mut Value)) -> Result<AreaPack, AreaError> {
    let mut json: Value = serde_json::from_slice(QUEENS_PARK).expect("the example area is JSON");
    change(&mut json);
    AreaPack::parse(json.to_string().as_bytes())
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date of the form 2026-11-22")
}

fn lsoa(code: &str) -> LsoaCode {
    code.parse().expect("an LSOA code")
}
