//! What the book's tests share: a book in memory, events said by hand, and a seeded generator of whole histories.

pub(crate) mod history;

use std::str::FromStr;

use book::{Applied, Entry, Row, RowKind};
use chrono::NaiveDate;
use domain::correction::{Amended, Erased, Reinstated, VoidReason, Voided};
use domain::*;
use rusqlite::Connection;
use serde_json::Value;

/// A book of its own, in memory.
pub(crate) struct Book {
    pub(crate) connection: Connection,
}

impl Book {
    pub(crate) fn new() -> Self {
        let connection = Connection::open_in_memory().expect("SQLite opens in memory");
        book::install(&connection).expect("the tables are made");
        Self { connection }
    }

    /// A book that took these in, in batches of this size.
    pub(crate) fn of(entries: &[Entry], batch: usize) -> Self {
        let mut book = Self::new();
        for batch in entries.chunks(batch.max(1)) {
            book.takes(batch);
        }
        book
    }

    pub(crate) fn takes(&mut self, entries: &[Entry]) -> Applied {
        let transaction = self.connection.transaction().expect("a transaction begins");
        let applied = book::apply(&transaction, entries).expect("no event can stop a batch");
        transaction.commit().expect("and is committed");
        applied
    }

    pub(crate) fn fingerprint(&self) -> String {
        text::to_hex(&book::fingerprint(&self.connection).expect("the tables can be read"))
    }

    pub(crate) fn count(&self, from: &str) -> i64 {
        let sql = format!("SELECT COUNT(*) FROM {from}");
        self.connection.query_row(&sql, [], |row| row.get(0)).expect("a count")
    }

    pub(crate) fn text(&self, sql: &str) -> Option<String> {
        self.connection.query_row(sql, [], |row| row.get(0)).expect("one row")
    }
}

/// Somebody, or something, that states facts: events come out in one stream with growing positions.
pub(crate) struct Teller {
    pub(crate) stream: StreamId,
    pub(crate) actor: Actor,
    pub(crate) on: NaiveDate,
    pub(crate) n: u64,
    seq: u64,
}

impl Teller {
    pub(crate) fn centre() -> Self {
        Self::new(0, Actor::Centre)
    }

    pub(crate) fn champion(number: u8) -> Self {
        Self::new(number, Actor::Champion(champion_id(number)))
    }

    pub(crate) fn new(number: u8, actor: Actor) -> Self {
        Self { stream: StreamId::from_bytes([number; 16]), actor, on: day("2026-11-16"), n: 0, seq: 0 }
    }

    /// States a fact at the next position. Ids follow from the stream and the number.
    pub(crate) fn says(&mut self, fact: &Fact) -> Entry {
        self.seq += 1;
        self.n += 1;
        let mut random = [self.stream.bytes()[0]; 10];
        random[8..].copy_from_slice(&u16::try_from(self.seq).expect("few events").to_be_bytes());
        let id = EventId::mint(1_790_000_000_000 + self.seq * 1000, random);
        self.says_as(id, fact)
    }

    /// The same under an id of choice.
    pub(crate) fn says_as(&mut self, id: EventId, fact: &Fact) -> Entry {
        let ms = 1_790_000_000_000 + self.seq * 1000;
        let recorded = Recorded { wall_ms: ms, utc_offset_min: 0, boot_id: "b".into(), mono_ms: self.seq };
        let (body, _) = Body::stating(fact, self.on, recorded, Hlc { ms, count: 0 }, self.actor)
            .expect("the facts of the tests are sound");
        let event = Event { id, salt: Salt([7; 16]), body };
        Entry::of(self.n, self.stream, self.seq, event)
    }

    pub(crate) fn amends(&mut self, of: EventId, seen: &[EventId], fields: Value) -> Entry {
        let Value::Object(fields) = fields else { panic!("fields are an object") };
        self.says(&Fact::Amended(Amended { of, seen: seen.to_vec(), fields }))
    }

    pub(crate) fn voids(&mut self, of: EventId) -> Entry {
        self.says(&Fact::Voided(Voided { of, reason: VoidReason::Mistake }))
    }

    pub(crate) fn reinstates(&mut self, of: EventId) -> Entry {
        self.says(&Fact::Reinstated(Reinstated { of }))
    }

    pub(crate) fn erases(&mut self, of: &[EventId]) -> Entry {
        self.says(&Fact::Erased(Erased { of: of.to_vec() }))
    }
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(crate) fn time(text: &str) -> TimeOfDay {
    TimeOfDay::from_str(text).expect("a time")
}

pub(crate) fn line<const MAX: usize>(text: &str) -> Line<MAX> {
    Line::new(text).expect("one line")
}

pub(crate) fn champion_id(number: u8) -> ChampionId {
    ChampionId::from(EventId::mint(1_780_000_000_000, [number; 10]))
}

/// A child with these names, of this family.
pub(crate) fn child(given: &str, surname: &str, family: Option<FamilyId>) -> Person {
    Person {
        role: Role::Child,
        family,
        given_name: Some(Private::new(line(given))),
        surname: Some(Private::new(line(surname))),
        birth: Some("2023-05-14".parse().expect("a birth date")),
        postcode: Some(Private::new(line("W10 4AA"))),
        relation: None,
        due: None,
    }
}

pub(crate) fn venue(name: &str) -> Fact {
    Fact::Venue(reference::Venue { name: line(name), postcode: None })
}

/// A drop-in from 10 to 12.
pub(crate) fn drop_in(venue: VenueId) -> Fact {
    Fact::Session(Session {
        venue,
        slot: None,
        activity: Activity::DropIn,
        starts: time("10:00"),
        ends: time("12:00"),
        status: SessionStatus::Held,
        cancelled_because: None,
        professionals: Vec::new(),
    })
}

pub(crate) fn came(session: EventId, person: EventId) -> Fact {
    Fact::Attendance(Attendance { session: session.into(), attendee: Attendee::Person(person.into()) })
}

pub(crate) fn came_unnamed(session: EventId, count: u32) -> Fact {
    let attendee = Attendee::Anonymous { band: AnonymousBand::Child, count };
    Fact::Attendance(Attendance { session: session.into(), attendee })
}

/// A row as it comes from the centre.
pub(crate) fn pulled_row(kind: &str, id: EventId, n: u64, body: Option<Value>) -> Row {
    let kind = RowKind::of_word(kind).expect("a kind of row");
    Row { kind, id: id.uuid(), n, body: body.map(|body| Private::new(body.to_string())) }
}

impl Book {
    pub(crate) fn pulls(&mut self, rows: &[Row]) -> book::pulled::Stored {
        let transaction = self.connection.transaction().expect("a transaction begins");
        let mut storing = book::pulled::Storing::begin(&transaction).expect("a transaction");
        let stored = book::pulled::store(&transaction, &mut storing, rows).expect("rows are stored");
        transaction.commit().expect("and committed");
        stored
    }

    /// The ids of pulled rows of a kind.
    pub(crate) fn pulled(&self, kind: &str) -> std::collections::BTreeSet<EventId> {
        let mut statement =
            self.connection.prepare("SELECT id FROM pulled WHERE kind = ?1").expect("sound SQL");
        let ids = statement.query_map([kind], |row| row.get::<_, [u8; 16]>(0)).expect("rows");
        ids.map(|id| EventId::from_uuid(uuid::Uuid::from_bytes(id.expect("an id")))).collect()
    }
}
