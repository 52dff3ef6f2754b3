//! Events that are held and that no book takes in, so that a person can be shown them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::correction::{AcceptedEvent, BodyHash};
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

/// One that a device sent after its access was ended, and that nobody accepted yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBack {
    /// Which event, by its id and its words: what a coordinator accepts.
    pub which: AcceptedEvent,
    /// Its type.
    pub kind: String,
    /// Its activity date.
    pub on: NaiveDate,
    /// In which stream it came.
    pub stream: StreamId,
    /// Another event under its id is known: to accept this one would take both out.
    pub in_conflict: bool,
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

/// All that is held back, by change number. What stands in the book anyway, since it came before as well, is not.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn held_back(connection: &Connection) -> Result<Vec<HeldBack>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT h.event_id, h.body_hash, h.kind, h.on_date, p.stream, MIN(p.n) AS came,
             EXISTS (SELECT 1 FROM book_entry e WHERE e.event_id = h.event_id)
                 OR EXISTS (SELECT 1 FROM held o WHERE o.event_id = h.event_id AND o.body_hash <> h.body_hash)
         FROM held h JOIN held_at p USING (event_id, body_hash)
         WHERE NOT EXISTS (SELECT 1 FROM book_entry e WHERE e.event_id = h.event_id AND e.body_hash = h.body_hash)
         GROUP BY h.event_id, h.body_hash ORDER BY came",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(HeldBack {
            which: AcceptedEvent { event: column::id(row, 0)?, body_hash: BodyHash(row.get(1)?) },
            kind: row.get(2)?,
            on: column::read(row, 3)?,
            stream: column::id(row, 4)?,
            in_conflict: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Which of these somebody accepted.
///
/// # Errors
/// `Sqlite` only.
pub fn are_accepted(connection: &Connection, ids: &[EventId]) -> Result<BTreeSet<EventId>, BookError> {
    among(connection, "SELECT 1 FROM accepted WHERE event_id = ?1", ids)
}

/// Which of these are kept aside by a rule.
///
/// # Errors
/// `Sqlite` only.
pub fn are_kept_aside(connection: &Connection, ids: &[EventId]) -> Result<BTreeSet<EventId>, BookError> {
    let sql =
        "SELECT 1 FROM quarantine WHERE event_id = ?1 UNION ALL SELECT 1 FROM kept_out WHERE event_id = ?1";
    among(connection, sql, ids)
}

fn among(connection: &Connection, sql: &str, ids: &[EventId]) -> Result<BTreeSet<EventId>, BookError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = BTreeSet::new();
    for id in ids {
        if statement.exists([id.bytes()])? {
            found.insert(*id);
        }
    }
    Ok(found)
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
