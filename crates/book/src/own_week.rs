//! What a champion's own device asks of its week.

use std::collections::BTreeMap;

use domain::{FormId, IsoWeek};
use rusqlite::{Connection, params};

use crate::column;
use crate::error::BookError;

/// Whether a closing of this week stands.
///
/// # Errors
/// `Sqlite`.
pub fn is_week_closed(connection: &Connection, week: IsoWeek) -> Result<bool, BookError> {
    let mut statement =
        connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM week_closed WHERE week = ?1)")?;
    Ok(statement.query_row(params![week.to_string()], |row| row.get(0))?)
}

/// How many responses to each form stand.
///
/// # Errors
/// `Sqlite`.
pub fn responses_by_form(connection: &Connection) -> Result<BTreeMap<FormId, u64>, BookError> {
    let mut statement = connection.prepare_cached("SELECT form, COUNT(*) FROM response GROUP BY form")?;
    let rows =
        statement.query_map([], |row| Ok((column::id(row, 0)?, row.get::<_, i64>(1)?.cast_unsigned())))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
