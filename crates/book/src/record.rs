//! One record with all that was ever said of it.

use chrono::NaiveDate;
use domain::record::{Resolved, Said};
use domain::{EventId, Private, Problem, StreamId};
use rusqlite::{Connection, params};
use serde_json::Value;
use uuid::Uuid;

use crate::column::{self, Id};
use crate::entry::{self, Standing, Told};
use crate::error::BookError;
use crate::kind::Kind;
use crate::{resolution, withdrawal};

/// One event about a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// When and by which event.
    pub said: Said,
    /// Its type, such as `record.amended@1`.
    pub kind: String,
    /// The stream in which it came.
    pub stream: StreamId,
    /// What it says.
    pub payload: Private<Value>,
}

/// One record.
#[derive(Clone, PartialEq)]
pub struct Record {
    /// What kind.
    pub kind: Kind,
    /// Its activity date.
    pub on: NaiveDate,
    /// As it stands, whether it is withdrawn, what is disputed, and the amendments that the author of the next one
    /// will have seen.
    pub resolved: Resolved,
    /// Its first words and then every correction, in order of logical time.
    pub history: Vec<Word>,
}

/// What was asserted of a person stands in `resolved` as plain JSON, so it is as mute as a name.
impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Record").field("kind", &self.kind).field("on", &self.on).finish_non_exhaustive()
    }
}

/// An event that is kept and not applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Which event.
    pub event: EventId,
    /// Its type.
    pub kind: String,
    /// The stream and the place in it: its author can be found by these.
    pub stream: StreamId,
    /// Its place in that stream.
    pub seq: u64,
    /// Why.
    pub problem: Problem,
}

/// A correction of something not known yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Which event.
    pub event: EventId,
    /// What it corrects.
    pub of: EventId,
    /// The stream in which it came.
    pub stream: StreamId,
    /// Its place in that stream.
    pub seq: u64,
}

/// A record with its history; none where no such record was recorded, or it is erased or in conflict.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn record(connection: &Connection, id: EventId) -> Result<Option<Record>, BookError> {
    let told = entry::told(connection, id)?;
    let [original] = told.as_slice() else { return Ok(None) };
    if original.standing != Standing::Record {
        return Ok(None);
    }
    let found = resolution::of(connection, original)?;
    let mut resolved = found.record;
    resolved.doubtful = found.doubtful;
    resolved.voided |= withdrawal::is_elsewhere(connection, id.uuid())?;
    let mut history: Vec<Word> = found.corrections.iter().map(word).collect();
    history.sort_by_key(|word| (word.said.hlc, word.said.by));
    history.insert(0, word(original));
    Ok(Some(Record { kind: found.kind, on: original.said.on, resolved, history }))
}

/// Whether there is a record of this kind under an id, and it stands.
///
/// # Errors
/// `Sqlite` only.
pub fn stands(connection: &Connection, kind: Kind, id: Uuid) -> Result<bool, BookError> {
    let mut statement = connection
        .prepare_cached("SELECT 1 FROM record WHERE id = ?1 AND kind = ?2 AND standing = 'stands'")?;
    Ok(statement.exists(params![id.bytes(), kind.word()])?)
}

/// What a record amounts to; none as in [`record`].
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn resolved(connection: &Connection, id: EventId) -> Result<Option<Resolved>, BookError> {
    Ok(record(connection, id)?.map(|record| record.resolved))
}

/// Every event kept and not applied, in order of id: quarantined ones and doubtful corrections.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn kept_aside(connection: &Connection) -> Result<Vec<Kept>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT q.event_id, e.kind, e.stream, e.seq, q.field, q.code FROM quarantine q
         JOIN book_entry e ON e.event_id = q.event_id AND e.body_hash = q.body_hash
         ORDER BY q.event_id, q.body_hash",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Kept {
            event: column::id(row, 0)?,
            kind: row.get(1)?,
            stream: column::id(row, 2)?,
            seq: row.get::<_, i64>(3)?.cast_unsigned(),
            problem: Problem { field: row.get(4)?, code: column::read(row, 5)? },
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Every correction that waits for what it corrects, in order of id.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn waiting(connection: &Connection) -> Result<Vec<Waiting>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT event_id, \"of\", stream, seq FROM book_entry WHERE \"of\" IS NOT NULL AND standing = 'waiting'
         ORDER BY event_id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Waiting {
            event: column::id(row, 0)?,
            of: column::id(row, 1)?,
            stream: column::id(row, 2)?,
            seq: row.get::<_, i64>(3)?.cast_unsigned(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn word(told: &Told) -> Word {
    Word {
        said: told.said,
        kind: told.kind.clone(),
        stream: told.stream,
        payload: Private::new(told.payload.clone()),
    }
}
