//! Proof that the vault is whole: its chain recomputed from the bodies, its book rebuilt and compared.

use book::Entry;
use domain::{Body, Event, Head};
use rusqlite::Transaction;
use serde::Serialize;
use wire::hex::Hex;

use super::Vault;
use super::stream::Stream;
use crate::error::DeviceError;

/// How many events are read at a time: 500 of at most 32 KiB.
const SLICE_EVENTS: usize = 500;

/// What was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// How many events the chain has.
    pub events: u64,
    /// The stream's head, as recomputed.
    pub head: Hex<32>,
    /// Every stored head is what the events before it come to, and the last is the stream's.
    pub chain_holds: bool,
    /// The book rebuilt from the events equals the one on the screens.
    pub book_holds: bool,
}

impl Vault {
    /// Recomputes the chain and the book. What is stored is left as it was.
    pub(crate) fn verify(&mut self) -> Result<Verified, DeviceError> {
        // What is said of how things stand is read too: a vault that cannot say it is not whole.
        self.contact()?;
        self.aside()?;
        let stream = self.stream()?;
        let (head, mut chain_holds) = self.recompute(&stream)?;
        for marks in self.marks()? {
            let earlier = self.stream_of(marks.stream)?;
            let (head, holds) = self.recompute(&earlier)?;
            chain_holds &= holds && head == earlier.head;
        }
        let shown = book::fingerprint(&self.connection)?;
        let tx = self.connection.transaction()?;
        rebuild(&tx)?;
        let rebuilt = book::fingerprint(&tx)?;
        tx.rollback()?;
        Ok(Verified {
            events: self.counts()?.0,
            head: Hex(head.hash),
            chain_holds: chain_holds && head == stream.head,
            book_holds: shown == rebuilt,
        })
    }

    fn recompute(&self, stream: &Stream) -> Result<(Head, bool), DeviceError> {
        let (mut head, mut holds) = (Head::EMPTY, true);
        loop {
            let slice = self.events_from(stream, head.seq + 1, SLICE_EVENTS)?;
            if slice.is_empty() {
                return Ok((head, holds));
            }
            for stored in slice {
                // An erased event is known by its hash alone, which the chain vouches for.
                let hash = match &stored.words {
                    Some((salt, body)) => domain::event::hash_canonical(salt, body),
                    None => self.body_hash(&stored.id)?,
                };
                let next = head.then(stream.id, stored.id, &hash);
                holds &= stored.seq == next.seq && stored.h == next.hash;
                head = next;
            }
        }
    }

    fn body_hash(&self, id: &domain::EventId) -> Result<[u8; 32], DeviceError> {
        let mut statement =
            self.connection.prepare_cached("SELECT body_hash FROM event WHERE event_id = ?1")?;
        Ok(statement.query_row([id.uuid().into_bytes()], |row| row.get(0))?)
    }

    /// Fills the book anew where it is behind the events: after an update that changed its tables.
    pub(crate) fn rebuild_book(&mut self) -> Result<(), DeviceError> {
        let last: i64 =
            self.connection.query_row("SELECT coalesce(max(number), 0) FROM event", [], |row| row.get(0))?;
        if book::head(&self.connection)? >= last.cast_unsigned() {
            return Ok(());
        }
        self.transact(rebuild)
    }
}

/// Clears the book and takes in every event of every stream of this vault.
pub(super) fn rebuild(tx: &Transaction<'_>) -> Result<(), DeviceError> {
    book::clear(tx)?;
    // After a fork an event stands in two streams; where it was recorded is the earlier.
    let mut statement = tx.prepare(
        "SELECT event.number, event.event_id, event.salt, event.body, position.seq, stream.stream
         FROM event JOIN position ON position.event = event.number
            AND position.stream = (SELECT min(p.stream) FROM position p WHERE p.event = event.number)
         JOIN stream ON stream.number = position.stream
         WHERE event.body IS NOT NULL ORDER BY event.number",
    )?;
    let mut rows = statement.query([])?;
    let mut slice = Vec::new();
    while let Some(row) = rows.next()? {
        let body: String = row.get(3)?;
        let event = Event {
            id: domain::EventId::from_uuid(uuid::Uuid::from_bytes(row.get(1)?)),
            salt: domain::Salt(row.get(2)?),
            body: Body::parse(&body).map_err(|_| DeviceError::Unreadable("event"))?,
        };
        let (n, seq) = (row.get::<_, i64>(0)?.cast_unsigned(), row.get::<_, i64>(4)?.cast_unsigned());
        slice.push(Entry::of(n, domain::StreamId::from_bytes(row.get(5)?), seq, event));
        if slice.len() == SLICE_EVENTS {
            book::apply(tx, &std::mem::take(&mut slice))?;
        }
    }
    book::apply(tx, &slice)?;
    super::erased::again(tx, &super::erased::all(tx)?)?;
    // An erased event has no words for the book, but the book has passed it.
    let last: i64 = tx.query_row("SELECT coalesce(max(number), 0) FROM event", [], |row| row.get(0))?;
    Ok(book::advance(tx, last.cast_unsigned())?)
}
