//! Sessions at one's venues, and those that one recorded anywhere.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::{RowKind, Scope, Visible, visible};
use crate::column::{self, Id};
use crate::error::BookError;

pub(super) fn in_scope(connection: &Connection, scope: &Scope) -> Result<BTreeSet<Visible>, BookError> {
    let since = column::date(scope.since);
    let mut all = BTreeSet::new();
    for venue in &scope.venues {
        all.extend(visible(
            connection,
            RowKind::Session,
            "SELECT s.id, r.n FROM session s JOIN record r ON r.id = s.id WHERE s.venue = ?1 AND s.on_date >= ?2",
            params![venue.bytes(), since],
        )?);
    }
    all.extend(visible(
        connection,
        RowKind::Session,
        "SELECT s.id, r.n FROM record r JOIN session s ON s.id = r.id
         WHERE r.champion = ?1 AND r.kind = 'session' AND s.on_date >= ?2",
        params![scope.champion.bytes(), since],
    )?);
    Ok(all)
}
