//! What the centre set up: on a device as it was pulled, at the centre as it was recorded.

use domain::reference::{Authority, Form, Service, Slot, Team, Venue};
use domain::{ChampionId, FormId, Line, ServiceId, SlotId, TeamId, VenueId};
use rusqlite::Connection;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::column::{self, Id};
use crate::error::BookError;
use crate::kind::Kind;

/// A champion as team-mates know them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Colleague {
    /// Their name.
    pub name: Line,
    /// Their team.
    pub team: TeamId,
    /// Whether they may be given home visits: at the centre of everybody, on a device of its own champion only.
    #[serde(default)]
    pub cleared: Option<bool>,
}

/// The controller and its programme: the latest recorded; none on a device that has not yet been told.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn authority(connection: &Connection) -> Result<Option<Authority>, BookError> {
    let mut all: Vec<(uuid::Uuid, Authority)> = listed(connection, Kind::Authority)?;
    all.sort_by_key(|(id, _)| *id);
    Ok(all.pop().map(|(_, authority)| authority))
}

/// Champions, by name: all of them at the centre, one's own team on a device.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn champions(connection: &Connection) -> Result<Vec<(ChampionId, Colleague)>, BookError> {
    by(listed(connection, Kind::Champion)?, |colleague: &Colleague| colleague.name.clone())
}

/// Published forms, by key and then version.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn forms(connection: &Connection) -> Result<Vec<(FormId, Form)>, BookError> {
    by(listed(connection, Kind::Form)?, |form: &Form| (form.key.clone(), form.version))
}

/// Services that families are told about, by name.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn services(connection: &Connection) -> Result<Vec<(ServiceId, Service)>, BookError> {
    by(listed(connection, Kind::Service)?, |service: &Service| service.name.clone())
}

/// The timetable, by weekday and then hour.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn slots(connection: &Connection) -> Result<Vec<(SlotId, Slot)>, BookError> {
    by(listed(connection, Kind::Slot)?, |slot: &Slot| (slot.weekday, slot.starts))
}

/// Teams, by name.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn teams(connection: &Connection) -> Result<Vec<(TeamId, Team)>, BookError> {
    by(listed(connection, Kind::Team)?, |team: &Team| team.name.clone())
}

/// Venues, by name.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn venues(connection: &Connection) -> Result<Vec<(VenueId, Venue)>, BookError> {
    by(listed(connection, Kind::Venue)?, |venue: &Venue| venue.name.clone())
}

fn by<I: Ord + Copy, T, K: Ord>(
    mut listed: Vec<(I, T)>,
    key: impl Fn(&T) -> K,
) -> Result<Vec<(I, T)>, BookError> {
    listed.sort_by_cached_key(|(id, item)| (key(item), *id));
    Ok(listed)
}

/// Records of a kind that stand here, and pulled rows of which there is no own record.
fn listed<I: Id, T: DeserializeOwned>(connection: &Connection, kind: Kind) -> Result<Vec<(I, T)>, BookError> {
    let word = kind.word();
    // CROSS JOIN is SQLite's word for: in this order. By itself it may go through every event there is.
    let sql = format!(
        "SELECT t.id, COALESCE(r.payload, e.payload), 0
         FROM {word} t CROSS JOIN record r ON r.id = t.id CROSS JOIN book_entry e ON e.event_id = t.id
         UNION ALL SELECT id, body, 1 FROM pulled p
         WHERE kind = '{word}' AND NOT EXISTS (SELECT 1 FROM record r WHERE r.id = p.id)"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut listed = Vec::new();
    while let Some(row) = rows.next()? {
        let text: String = row.get(1)?;
        match serde_json::from_str(&text) {
            Ok(item) => listed.push((column::id(row, 0)?, item)),
            // A newer centre may say what this version cannot read: it shows the others.
            Err(_) if row.get(2)? => {}
            Err(_) => return Err(BookError::damaged("record")),
        }
    }
    Ok(listed)
}
