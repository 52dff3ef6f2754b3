//! Events that came after their device's access was ended, before anybody accepted them: `held`, where they came, and what
//! coordinators accepted.

use domain::correction::AcceptedEvent;
use domain::{Actor, Body, Event, EventId, Hlc, Recorded, Salt, StreamId};
use rusqlite::{Connection, OptionalExtension, params};

use crate::column::{self, Id};
use crate::entry::Entry;
use crate::error::BookError;

/// An event by its id and its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Which {
    pub(crate) id: EventId,
    pub(crate) hash: [u8; 32],
}

/// A held event as it goes in once it is accepted.
pub(crate) struct Held {
    /// At the place at which it counts from then on.
    pub(crate) entry: Entry,
    pub(crate) of: Option<EventId>,
}

/// Keeps an event and the place at which it came. A moot one keeps none of its words.
pub(crate) fn keep(
    tx: &Connection,
    entry: &Entry,
    of: Option<EventId>,
    is_moot: bool,
) -> Result<(), BookError> {
    let Entry { n, stream, seq, event, body_hash: hash } = entry;
    let Event { id, salt: _, body } = event;
    let Actor::Champion(champion) = body.actor else { return Err(BookError::damaged("held")) };
    let payload = (!is_moot).then(|| serde_json_canonicalizer::to_string(&body.payload).unwrap_or_default());
    let mut statement = tx.prepare_cached(
        "INSERT OR IGNORE INTO held (event_id, body_hash, kind, on_date, hlc_ms, hlc_count, champion, \"of\", payload)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    let (on, ms) = (column::date(body.activity_date), body.hlc.ms.cast_signed());
    let (count, of) = (body.hlc.count, of.map(Id::bytes));
    statement.execute(params![id.bytes(), hash, body.kind, on, ms, count, champion.bytes(), of, payload])?;
    let mut statement = tx.prepare_cached(
        "INSERT INTO held_at (event_id, body_hash, stream, seq, n) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET n = MIN(n, excluded.n)",
    )?;
    let (seq, n) = (column::position(*seq)?, column::position(*n)?);
    statement.execute(params![id.bytes(), hash, stream.bytes(), seq, n])?;
    Ok(())
}

/// Notes that somebody accepted an event at this change number. The least is kept.
pub(crate) fn accept(tx: &Connection, which: AcceptedEvent, n: u64) -> Result<(), BookError> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO accepted (event_id, body_hash, n) VALUES (?1, ?2, ?3)
         ON CONFLICT (event_id, body_hash) DO UPDATE SET n = MIN(n, excluded.n)",
    )?;
    statement.execute(params![which.event.bytes(), which.body_hash.0, column::position(n)?])?;
    Ok(())
}

/// A held event that somebody accepted; none where it is not both. It counts from when both were there: a device that was
/// told everything up to some change number is told of it behind that.
pub(crate) fn accepted(tx: &Connection, which: Which) -> Result<Option<Held>, BookError> {
    let mut statement = tx.prepare_cached(
        "SELECT h.kind, h.on_date, h.hlc_ms, h.hlc_count, h.champion, h.\"of\", h.payload,
             MAX(p.n, a.n) AS since, p.stream, p.seq
         FROM held h JOIN held_at p USING (event_id, body_hash) JOIN accepted a USING (event_id, body_hash)
         WHERE h.event_id = ?1 AND h.body_hash = ?2 ORDER BY since, p.stream, p.seq LIMIT 1",
    )?;
    let held = statement.query_row(params![which.id.bytes(), which.hash], |row| {
        let hlc = Hlc { ms: row.get::<_, i64>(2)?.cast_unsigned(), count: row.get(3)? };
        let payload = row.get::<_, Option<String>>(6)?;
        let payload = payload.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let body = Body {
            kind: row.get(0)?,
            activity_date: column::read(row, 1)?,
            hlc,
            actor: Actor::Champion(column::id(row, 4)?),
            payload,
            // No book reads these of an event.
            subjects: Vec::new(),
            recorded: Recorded { wall_ms: 0, utc_offset_min: 0, boot_id: String::new(), mono_ms: 0 },
        };
        let entry = Entry {
            n: row.get::<_, i64>(7)?.cast_unsigned(),
            stream: column::id::<StreamId>(row, 8)?,
            seq: row.get::<_, i64>(9)?.cast_unsigned(),
            event: Event { id: which.id, salt: Salt([0; 16]), body },
            body_hash: which.hash,
        };
        Ok(Held { entry, of: column::maybe_id(row, 5)? })
    });
    Ok(held.optional()?)
}

/// Takes the words from whatever is held and corrects this event, which is erased or moot in the book.
pub(crate) fn let_go(tx: &Connection, of: EventId) -> Result<(), BookError> {
    tx.prepare_cached("UPDATE held SET payload = NULL WHERE \"of\" = ?1 AND payload IS NOT NULL")?
        .execute([of.bytes()])?;
    Ok(())
}

/// Takes every trace of a held event out.
pub(crate) fn forget(tx: &Connection, id: EventId) -> Result<(), BookError> {
    for table in ["held", "held_at"] {
        tx.prepare_cached(&format!("DELETE FROM {table} WHERE event_id = ?1"))?.execute([id.bytes()])?;
    }
    Ok(())
}

/// What is held and says that it corrects this event.
pub(crate) fn correcting(connection: &Connection, of: EventId) -> Result<Vec<EventId>, BookError> {
    let mut statement = connection
        .prepare_cached("SELECT DISTINCT event_id FROM held WHERE \"of\" = ?1 ORDER BY event_id")?;
    let ids = statement.query_map([of.bytes()], |row| column::id(row, 0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}
