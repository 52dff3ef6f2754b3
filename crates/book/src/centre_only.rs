//! What only the centre's book holds: area packs and models in use, and returns that were frozen.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::reference::{AreaAdopted, ModelAdopted, ReturnFrozen};
use domain::{Agreement, AgreementId, BirthList, BirthListId, BirthListRun, EventId, Fact, FollowUp};
use rusqlite::Connection;
use uuid::Uuid;

use crate::column;
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

/// The model of linkage in use: the one adopted last, by day and then id; none before one was.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn model_in_use(connection: &Connection) -> Result<Option<ModelAdopted>, BookError> {
    let mut stated = stated::all(connection, Kind::ModelAdopted)?;
    stated.sort_by_key(|model| (model.on, model.id));
    Ok(stated
        .pop()
        .and_then(|model| if let Fact::ModelAdopted(model) = model.fact { Some(model) } else { None }))
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

/// Agreements on what other controllers share, in order of id.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn agreements(connection: &Connection) -> Result<Vec<(AgreementId, Agreement)>, BookError> {
    let stated = stated::all(connection, Kind::Agreement)?.into_iter();
    Ok(stated
        .filter_map(|stated| {
            let Fact::Agreement(agreement) = stated.fact else { return None };
            Some((AgreementId::from_uuid(stated.id), agreement))
        })
        .collect())
}

/// Birth lists taken in, in order of id.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn birth_lists(connection: &Connection) -> Result<Vec<(BirthListId, BirthList)>, BookError> {
    let stated = stated::all(connection, Kind::BirthList)?.into_iter();
    Ok(stated
        .filter_map(|stated| {
            let Fact::BirthList(list) = stated.fact else { return None };
            Some((BirthListId::from_uuid(stated.id), list))
        })
        .collect())
}

/// Runs of comparing birth lists, each with its day, in order of the change number at which it was made.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn birth_list_runs(connection: &Connection) -> Result<Vec<(NaiveDate, BirthListRun)>, BookError> {
    let stated = stated::all(connection, Kind::BirthListRun)?.into_iter();
    let mut runs: Vec<_> = stated
        .filter_map(|stated| {
            let Fact::BirthListRun(run) = stated.fact else { return None };
            Some((stated.on, run))
        })
        .collect();
    runs.sort_by_key(|(_, run)| run.n);
    Ok(runs)
}

/// Steps on a birth list's worklist, each with its day and author, in order of time.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn follow_ups(connection: &Connection, list: BirthListId) -> Result<Vec<FollowedUp>, BookError> {
    let mut steps = Vec::new();
    let mut all = stated::all(connection, Kind::FollowUp)?;
    // By change number: ids of one moment come in no order.
    let mut statement = connection.prepare_cached("SELECT id, n FROM record WHERE kind = 'follow_up'")?;
    let positions = statement.query_map([], |row| Ok((column::id(row, 0)?, row.get(1)?)))?;
    let positions: BTreeMap<Uuid, i64> = positions.collect::<rusqlite::Result<_>>()?;
    all.sort_by_key(|stated| positions.get(&stated.id).copied());
    for stated in all {
        let Fact::FollowUp(step) = stated.fact else { continue };
        if step.list == list {
            steps.push(FollowedUp { id: EventId::from_uuid(stated.id), on: stated.on, step });
        }
    }
    Ok(steps)
}

/// One step on a worklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowedUp {
    /// The event.
    pub id: EventId,
    /// Its day.
    pub on: NaiveDate,
    /// What was done.
    pub step: FollowUp,
}

fn area(stated: StatedFact) -> Option<AreaAdopted> {
    if let Fact::AreaAdopted(area) = stated.fact { Some(area) } else { None }
}

fn frozen(stated: StatedFact) -> Option<ReturnFrozen> {
    if let Fact::ReturnFrozen(frozen) = stated.fact { Some(frozen) } else { None }
}
