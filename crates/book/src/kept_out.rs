//! Events that are held and that no book takes in, so that a person can be shown them.

use domain::{EventId, StreamId};
use rusqlite::{Connection, Transaction, params};

use crate::column::{self, Id};
use crate::error::BookError;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptOut {
    /// Which event.
    pub event: EventId,
    /// In which stream it came.
    pub stream: StreamId,
    /// Its number there.
    pub seq: u64,
    /// Its change number.
    pub n: u64,
    /// Why, as a stable name.
    pub code: String,
    /// The field at fault.
    pub field: String,
}

/// Notes them; what is known already changes nothing.
///
/// # Errors
/// `Position` beyond what a column holds; `Sqlite`.
pub fn keep_out(transaction: &Transaction<'_>, kept: &[KeptOut]) -> Result<(), BookError> {
    let mut statement = transaction.prepare_cached(
        "INSERT OR IGNORE INTO kept_out (stream, seq, event_id, n, code, field) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for KeptOut { event, stream, seq, n, code, field } in kept {
        let (seq, n) = (column::position(*seq)?, column::position(*n)?);
        statement.execute(params![stream.bytes(), seq, event.bytes(), n, code, field])?;
    }
    Ok(())
}

/// All of them, by change number.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn kept_out(connection: &Connection) -> Result<Vec<KeptOut>, BookError> {
    let mut statement =
        connection.prepare_cached("SELECT event_id, stream, seq, n, code, field FROM kept_out ORDER BY n")?;
    let rows = statement.query_map([], |row| {
        Ok(KeptOut {
            event: column::id(row, 0)?,
            stream: column::id(row, 1)?,
            seq: row.get::<_, i64>(2)?.cast_unsigned(),
            n: row.get::<_, i64>(3)?.cast_unsigned(),
            code: row.get(4)?,
            field: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
