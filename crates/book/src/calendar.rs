//! What is on, and which records of sessions are one session.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::{Activity, Session, SessionId, SlotId, TimeOfDay, VenueId, reference::Slot};
use rusqlite::Connection;
use rusqlite::params;

use crate::card::Source;
use crate::column::{self, Id};
use crate::directory;
use crate::error::BookError;
use crate::pulled::PulledSession;
use crate::stated;

/// One session on a day, however many records of it there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionOnDay {
    /// The least id of its records, by which everybody names it.
    pub id: SessionId,
    /// All its records in order: two champions who open one drop-in offline make two.
    pub records: Vec<SessionId>,
    /// The day.
    pub on: NaiveDate,
    /// What was recorded under `id`.
    pub session: Session,
    /// Where that is from.
    pub source: Source,
}

/// The natural key: same venue, date, kind and start are one session (protocol.md, "Conflicts").
type Key = (TimeOfDay, VenueId, Activity);

/// The sessions of a day, own and pulled, by hour.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn sessions_on(connection: &Connection, on: NaiveDate) -> Result<Vec<SessionOnDay>, BookError> {
    let mut all = own(connection, on)?;
    all.extend(pulled(connection, on)?);
    all.sort_by_key(|(id, source, _)| (*id, *source));
    let mut days: BTreeMap<Key, SessionOnDay> = BTreeMap::new();
    for (id, source, session) in all {
        let key = (session.starts, session.venue, session.activity);
        let day =
            days.entry(key).or_insert_with(|| SessionOnDay { id, records: Vec::new(), on, session, source });
        day.records.push(id);
    }
    Ok(days.into_values().collect())
}

/// The session of which this is a record, with its twins; none where it does not stand here and was not pulled.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn session(connection: &Connection, id: SessionId) -> Result<Option<SessionOnDay>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT on_date FROM session WHERE id = ?1
         UNION ALL SELECT on_date FROM pulled WHERE kind = 'session' AND id = ?1",
    )?;
    let mut rows = statement.query([id.bytes()])?;
    while let Some(row) = rows.next()? {
        let found = sessions_on(connection, column::read(row, 0)?)?;
        if let Some(session) = found.into_iter().find(|session| session.records.contains(&id)) {
            return Ok(Some(session));
        }
    }
    Ok(None)
}

/// The lines of the timetable that fall on a day, by hour.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn slots_on(connection: &Connection, on: NaiveDate) -> Result<Vec<(SlotId, Slot)>, BookError> {
    let weekday = on.weekday().number_from_monday();
    let mut slots = directory::slots(connection)?;
    slots.retain(|(_, slot)| {
        u32::from(slot.weekday) == weekday
            && slot.valid_from <= on
            && slot.valid_to.is_none_or(|last| on <= last)
    });
    Ok(slots)
}

type Recorded = (SessionId, Source, Session);

fn own(connection: &Connection, on: NaiveDate) -> Result<Vec<Recorded>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT s.id, e.kind, COALESCE(r.payload, e.payload)
         FROM session s JOIN record r ON r.id = s.id JOIN book_entry e ON e.event_id = s.id WHERE s.on_date = ?1",
    )?;
    let mut rows = statement.query([column::date(on)])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (kind, payload): (String, String) = (row.get(1)?, row.get(2)?);
        let domain::Fact::Session(session) = stated::fact(&kind, &payload)? else {
            return Err(BookError::damaged("session"));
        };
        all.push((column::id(row, 0)?, Source::Own, session));
    }
    Ok(all)
}

fn pulled(connection: &Connection, on: NaiveDate) -> Result<Vec<Recorded>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, body FROM pulled p WHERE kind = 'session' AND on_date = ?1
         AND NOT EXISTS (SELECT 1 FROM record r WHERE r.id = p.id)",
    )?;
    let mut rows = statement.query(params![column::date(on)])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let body: String = row.get(1)?;
        // A newer centre may say what this version cannot read: it shows the others.
        if let Ok(PulledSession { on: _, session }) = serde_json::from_str(&body) {
            all.push((column::id(row, 0)?, Source::Pulled, session));
        }
    }
    Ok(all)
}
