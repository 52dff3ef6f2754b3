//! What every champion is given: the programme, its places, its timetable, its services and forms, and the names of
//! one's own team.

use rusqlite::{Connection, params};

use super::{RowKind, Scope, Visible, visible};
use crate::column::Id;
use crate::error::BookError;

pub(super) fn in_scope(connection: &Connection, scope: &Scope) -> Result<Vec<Visible>, BookError> {
    let mut all = Vec::new();
    for (kind, sql) in [
        (RowKind::Authority, "SELECT t.id, r.n FROM authority t JOIN record r ON r.id = t.id"),
        (RowKind::Venue, "SELECT t.id, r.n FROM venue t JOIN record r ON r.id = t.id"),
        (RowKind::Slot, "SELECT t.id, r.n FROM slot t JOIN record r ON r.id = t.id"),
        (RowKind::Service, "SELECT t.id, r.n FROM service t JOIN record r ON r.id = t.id"),
        (RowKind::Form, "SELECT t.id, r.n FROM form t JOIN record r ON r.id = t.id"),
    ] {
        all.extend(visible(connection, kind, sql, [])?);
    }
    all.extend(visible(
        connection,
        RowKind::Champion,
        "SELECT t.id, r.n FROM champion t JOIN record r ON r.id = t.id WHERE t.team = ?1",
        [scope.team.bytes()],
    )?);
    all.extend(visible(
        connection,
        RowKind::Team,
        "SELECT t.id, r.n FROM team t JOIN record r ON r.id = t.id WHERE t.id = ?1",
        params![scope.team.bytes()],
    )?);
    Ok(all)
}
