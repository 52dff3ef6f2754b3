//! How much of everything there is.

use std::collections::BTreeMap;

use domain::Period;
use rusqlite::{Connection, params};

use crate::column;
use crate::error::BookError;
use crate::kind::Kind;

/// How many records of each kind stand; kinds of which there are none are left out.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn tally(connection: &Connection) -> Result<BTreeMap<Kind, u64>, BookError> {
    counted(connection, "SELECT kind, COUNT(*) FROM record WHERE standing = 'stands' GROUP BY kind", [])
}

/// The same for what happened in a period, by activity date: what a device recorded for a week, say.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn tally_in(connection: &Connection, period: Period) -> Result<BTreeMap<Kind, u64>, BookError> {
    counted(
        connection,
        "SELECT kind, COUNT(*) FROM record
         WHERE standing = 'stands' AND on_date BETWEEN ?1 AND ?2 GROUP BY kind",
        params![column::date(period.first), column::date(period.last)],
    )
}

fn counted(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<BTreeMap<Kind, u64>, BookError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut counts = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let kind = Kind::of_word(&row.get::<_, String>(0)?).ok_or(BookError::damaged("record"))?;
        counts.insert(kind, row.get::<_, i64>(1)?.cast_unsigned());
    }
    Ok(counts)
}
