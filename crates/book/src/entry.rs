//! Events as the book keeps them: `book_entry`, one row per event id and body hash.

use chrono::NaiveDate;
use domain::record::Said;
use domain::{Actor, Event, EventId, Fact, Hlc, Problem, StreamId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use crate::column::{self, Bytes, Id};
use crate::error::BookError;

/// An event and where it stands.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The ledger's change number; on a device the sequence number in its own stream.
    pub n: u64,
    /// The stream in which it came.
    pub stream: StreamId,
    /// Its place in that stream.
    pub seq: u64,
    /// What was said.
    pub event: Event,
    /// The event's hash.
    pub body_hash: [u8; 32],
}

impl Entry {
    /// An event at its place, whose hash is not known yet.
    #[must_use]
    pub fn of(n: u64, stream: StreamId, seq: u64, event: Event) -> Self {
        let body_hash = event.body_hash();
        Self { n, stream, seq, event, body_hash }
    }
}

/// What the book does with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It begins a record.
    Record,
    /// It corrects a record that is known.
    Correction,
    /// It corrects something that is not known yet.
    Waiting,
    /// It erases.
    Erasure,
    /// It accepts what was held.
    Acceptance,
    /// It is kept and not applied.
    Quarantined,
    /// What it corrects is erased.
    Moot,
}

impl Standing {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Correction => "correction",
            Self::Waiting => "waiting",
            Self::Erasure => "erasure",
            Self::Acceptance => "acceptance",
            Self::Quarantined => "quarantined",
            Self::Moot => "moot",
        }
    }

    pub(crate) fn of_word(word: &str) -> Result<Self, BookError> {
        let all = [
            Self::Record,
            Self::Correction,
            Self::Waiting,
            Self::Erasure,
            Self::Acceptance,
            Self::Quarantined,
            Self::Moot,
        ];
        all.into_iter().find(|standing| standing.word() == word).ok_or(BookError::damaged("book_entry"))
    }
}

/// A row of `book_entry` without its payload.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) hash: [u8; 32],
    pub(crate) n: i64,
    pub(crate) stream: Bytes,
    pub(crate) seq: i64,
    pub(crate) about: Option<Uuid>,
    pub(crate) standing: Standing,
}

/// All rows under one id: none, one, or several that conflict.
pub(crate) fn known(tx: &Connection, id: EventId) -> Result<Vec<Known>, BookError> {
    let mut statement = tx.prepare_cached(
        "SELECT body_hash, n, stream, seq, about, standing FROM book_entry WHERE event_id = ?1 ORDER BY body_hash",
    )?;
    let mut rows = statement.query([id.bytes()])?;
    let mut known = Vec::new();
    while let Some(row) = rows.next()? {
        known.push(Known {
            hash: row.get(0)?,
            n: row.get(1)?,
            stream: row.get(2)?,
            seq: row.get(3)?,
            about: column::maybe_id(row, 4)?,
            standing: Standing::of_word(row.get_ref(5)?.as_str().map_err(rusqlite::Error::from)?)?,
        });
    }
    Ok(known)
}

/// Writes a new row. A moot one keeps none of its words: they are about what is erased.
pub(crate) fn insert(
    tx: &Connection,
    entry: &Entry,
    of: Option<EventId>,
    about: Option<Uuid>,
    standing: Standing,
) -> Result<(), BookError> {
    let Entry { n, stream, seq, event, body_hash } = entry;
    let body = &event.body;
    let (champion, account) = match body.actor {
        Actor::Champion(champion) => (Some(champion.bytes()), None),
        Actor::Desk(account) => (None, Some(account.bytes())),
        Actor::Centre => (None, None),
    };
    // Canonical, since one hash may come with its keys in another order, and the first to come must not show.
    let canonical = || serde_json_canonicalizer::to_string(&body.payload).unwrap_or_default();
    let payload = (standing != Standing::Moot).then(canonical);
    let mut statement = tx.prepare_cached(
        "INSERT INTO book_entry (event_id, body_hash, n, stream, seq, kind, on_date, hlc_ms, hlc_count,
             champion, account, \"of\", about, standing, payload)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?;
    statement.execute(params![
        event.id.bytes(),
        body_hash,
        column::position(*n)?,
        stream.bytes(),
        column::position(*seq)?,
        body.kind,
        column::date(body.activity_date),
        body.hlc.ms.cast_signed(),
        body.hlc.count,
        champion,
        account,
        of.map(Id::bytes),
        about.map(Id::bytes),
        standing.word(),
        payload,
    ])?;
    Ok(())
}

/// Changes what the book does with every row of an id that is not moot.
pub(crate) fn stand(
    tx: &Connection,
    id: EventId,
    standing: Standing,
    about: Option<Uuid>,
) -> Result<(), BookError> {
    let mut statement = tx.prepare_cached(
        "UPDATE book_entry SET standing = ?2, about = ?3 WHERE event_id = ?1 AND standing <> 'moot'",
    )?;
    statement.execute(params![id.bytes(), standing.word(), about.map(Id::bytes)])?;
    Ok(())
}

/// The ids of events that say they correct `id`.
pub(crate) fn correcting(tx: &Connection, id: EventId) -> Result<Vec<EventId>, BookError> {
    let mut statement =
        tx.prepare_cached("SELECT DISTINCT event_id FROM book_entry WHERE \"of\" = ?1 ORDER BY event_id")?;
    let ids = statement.query_map([id.bytes()], |row| column::id(row, 0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// An event and all that it says it corrects, directly or through others, of whatever standing.
pub(crate) fn upward(tx: &Connection, id: EventId) -> Result<Vec<Uuid>, BookError> {
    let mut statement = tx.prepare_cached(
        "WITH RECURSIVE up (id) AS (
             SELECT ?1 UNION SELECT e.\"of\" FROM up JOIN book_entry e ON e.event_id = up.id
             WHERE e.\"of\" IS NOT NULL)
         SELECT id FROM up",
    )?;
    let ids = statement.query_map([id.bytes()], |row| column::id(row, 0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Whatever says that it corrects this event, directly or through others, of whatever standing: type and payload of
/// each, and the greatest change number among them.
pub(crate) fn downward(connection: &Connection, id: EventId) -> Result<(i64, Vec<Downward>), BookError> {
    let mut statement = connection.prepare_cached(
        "WITH RECURSIVE down (id) AS (
             SELECT event_id FROM book_entry WHERE \"of\" = ?1
             UNION SELECT e.event_id FROM down JOIN book_entry e ON e.\"of\" = down.id)
         SELECT e.n, e.kind, e.payload FROM down JOIN book_entry e ON e.event_id = down.id",
    )?;
    let mut rows = statement.query([id.bytes()])?;
    let (mut greatest, mut all) = (0, Vec::new());
    while let Some(row) = rows.next()? {
        greatest = row.get::<_, i64>(0)?.max(greatest);
        all.push(Downward { kind: row.get(1)?, payload: row.get(2)? });
    }
    Ok((greatest, all))
}

/// The words of an event that corrects another; none where it is moot.
pub(crate) struct Downward {
    pub(crate) kind: String,
    pub(crate) payload: Option<String>,
}

/// Keeps the reason why an entry is not applied.
pub(crate) fn quarantine(
    tx: &Connection,
    id: EventId,
    hash: &[u8; 32],
    about: Option<Uuid>,
    problem: &Problem,
) -> Result<(), BookError> {
    let mut statement = tx.prepare_cached(
        "INSERT OR REPLACE INTO quarantine (event_id, body_hash, about, field, code) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let Problem { field, code } = problem;
    statement.execute(params![id.bytes(), hash, about.map(Id::bytes), field, column::word(code)])?;
    Ok(())
}

/// A whole row, with the fact it states where it can be read.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) hash: [u8; 32],
    pub(crate) n: i64,
    pub(crate) said: Said,
    pub(crate) stream: StreamId,
    pub(crate) champion: Option<Bytes>,
    pub(crate) standing: Standing,
    pub(crate) kind: String,
    pub(crate) payload: serde_json::Value,
}

impl Told {
    /// The fact it states.
    pub(crate) fn fact(&self) -> Result<Fact, Problem> {
        Fact::parse(&self.kind, &self.payload)
    }
}

const TOLD: &str =
    "SELECT event_id, body_hash, n, stream, on_date, hlc_ms, hlc_count, champion, standing, kind, payload
    FROM book_entry";

/// Every row under one id, in order of hash.
pub(crate) fn told(tx: &Connection, id: EventId) -> Result<Vec<Told>, BookError> {
    collect(tx, &format!("{TOLD} WHERE event_id = ?1 ORDER BY body_hash"), id.uuid())
}

/// Every correction that comes down to a record, in order of id.
pub(crate) fn corrections(tx: &Connection, record: Uuid) -> Result<Vec<Told>, BookError> {
    collect(tx, &format!("{TOLD} WHERE about = ?1 AND standing = 'correction' ORDER BY event_id"), record)
}

fn collect(tx: &Connection, sql: &str, id: Uuid) -> Result<Vec<Told>, BookError> {
    let mut statement = tx.prepare_cached(sql)?;
    let mut rows = statement.query([id.bytes()])?;
    let mut told = Vec::new();
    while let Some(row) = rows.next()? {
        told.push(read(row)?);
    }
    Ok(told)
}

fn read(row: &Row<'_>) -> Result<Told, BookError> {
    let on: NaiveDate = column::read(row, 4)?;
    let hlc = Hlc { ms: row.get::<_, i64>(5)?.cast_unsigned(), count: row.get(6)? };
    let payload = match row.get::<_, Option<String>>(10)? {
        Some(text) => serde_json::from_str(&text).map_err(|_| BookError::damaged("book_entry"))?,
        None => serde_json::Value::Null,
    };
    Ok(Told {
        said: Said { on, hlc, by: column::id(row, 0)? },
        hash: row.get(1)?,
        n: row.get(2)?,
        stream: column::id(row, 3)?,
        champion: row.get(7)?,
        standing: Standing::of_word(&row.get::<_, String>(8)?)?,
        kind: row.get(9)?,
        payload,
    })
}

/// Where the one event under this id that is applied stands; none where there is none.
pub(crate) fn applied(tx: &Connection, id: EventId) -> Result<Option<Standing>, BookError> {
    let mut statement = tx.prepare_cached(
        "SELECT standing FROM book_entry WHERE event_id = ?1 AND standing IN ('record', 'correction')",
    )?;
    let standing: Option<String> = statement.query_row([id.bytes()], |row| row.get(0)).optional()?;
    standing.map(|word| Standing::of_word(&word)).transpose()
}
