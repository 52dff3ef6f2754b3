//! What only the centre's book holds: area packs in use, and returns that were frozen.

use domain::Fact;
use domain::reference::{AreaAdopted, ReturnFrozen};
use rusqlite::Connection;

use crate::error::BookError;
use crate::kind::Kind;
use crate::stated::{self, StatedFact};

/// Area packs in use, in the order in which they were taken into use, by day and then id. An area whose pack was
/// replaced stands once, with the latest.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn areas_adopted(connection: &Connection) -> Result<Vec<AreaAdopted>, BookError> {
    let mut stated = stated::all(connection, Kind::AreaAdopted)?;
    stated.sort_by_key(|area| (area.on, area.id));
    Ok(stated.into_iter().filter_map(area).collect())
}

/// Returns that were frozen, by week and then revision.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn returns_frozen(connection: &Connection) -> Result<Vec<ReturnFrozen>, BookError> {
    let stated = stated::all(connection, Kind::ReturnFrozen)?;
    let mut frozen: Vec<ReturnFrozen> = stated.into_iter().filter_map(frozen).collect();
    frozen.sort_by_key(|frozen| (frozen.week, frozen.revision));
    Ok(frozen)
}

fn area(stated: StatedFact) -> Option<AreaAdopted> {
    if let Fact::AreaAdopted(area) = stated.fact { Some(area) } else { None }
}

fn frozen(stated: StatedFact) -> Option<ReturnFrozen> {
    if let Fact::ReturnFrozen(frozen) = stated.fact { Some(frozen) } else { None }
}
