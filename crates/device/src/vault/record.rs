//! Recording: event, own book, chain head and outbox in one transaction.

use book::Entry;
use domain::event::hash_canonical;
use domain::{Actor, Body, Event, EventId, Fact, Problem, Recorded, Salt, StreamId};
use rusqlite::{Transaction, params};

use super::stream::{set_head, stream_and_hlc};
use super::{Stored, Vault};
use crate::error::DeviceError;

/// What is to be recorded, with all that chance and the clock give.
pub(crate) struct ToRecord {
    /// The event's id.
    pub id: EventId,
    /// Its salt.
    pub salt: Salt,
    /// What it states.
    pub fact: Fact,
    /// On which day.
    pub date: chrono::NaiveDate,
    /// What the clocks say.
    pub recorded: Recorded,
    /// Who records.
    pub actor: Actor,
    /// The draft as typed, as a salted hash.
    pub draft_hash: [u8; 32],
}

impl Vault {
    /// Records. The event is on the disk when this returns, at its place in the stream that grows.
    ///
    /// # Errors
    /// `Refused` where the fact, or what it would make of a record, breaks a rule; then nothing is kept.
    pub(crate) fn record(&mut self, what: ToRecord) -> Result<(StreamId, Stored), DeviceError> {
        self.transact(|tx| insert(tx, what))
    }
}

fn insert(tx: &Transaction<'_>, what: ToRecord) -> Result<(StreamId, Stored), DeviceError> {
    let ToRecord { id, salt, fact, date, recorded, actor, draft_hash } = what;
    let (stream, hlc) = stream_and_hlc(tx)?;
    let hlc = hlc.tick(recorded.wall_ms);
    let (body, canonical) = Body::stating(&fact, date, recorded, hlc, actor).map_err(refused)?;
    let event = Event { id, salt, body };
    let body_hash = hash_canonical(&salt, &canonical);
    let head = stream.head.then(stream.id, id, &body_hash);
    tx.prepare_cached(
        "INSERT INTO event (event_id, body_hash, salt, body, draft_hash) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![id.uuid().into_bytes(), body_hash, salt.0, canonical, draft_hash])?;
    let number = tx.last_insert_rowid();
    tx.prepare_cached("INSERT INTO position (stream, seq, event, h) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![stream.number, head.seq.cast_signed(), number, head.hash])?;
    set_head(tx, stream.number, head, hlc)?;
    let entry = Entry { n: number.cast_unsigned(), stream: stream.id, seq: head.seq, event, body_hash };
    let applied = book::apply(tx, &[entry])?;
    // What the centre would put aside is refused here, while whoever typed it is still there to mend it.
    if let Some((_, problem)) = applied.quarantined.into_iter().find(|(event, _)| *event == id) {
        return Err(refused(problem));
    }
    let words = Some((salt, canonical));
    Ok((stream.id, Stored { id, seq: head.seq, h: head.hash, words, draft_hash: Some(draft_hash) }))
}

fn refused(problem: Problem) -> DeviceError {
    DeviceError::Refused(problem.into())
}
