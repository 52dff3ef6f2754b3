//! The register of a session: who came.

use std::collections::BTreeMap;

use domain::{AnonymousBand, EventId, PersonId, SessionId};
use rusqlite::Connection;

use crate::calendar;
use crate::card::PersonCard;
use crate::column::{self, Id};
use crate::error::BookError;
use crate::one_person::OnePerson;

/// Who came to a session, over all records of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    /// By name, in order of person; somebody ticked twice stands here once, under whichever of their records.
    pub named: Vec<Named>,
    /// Without names, in order of id.
    pub anonymous: Vec<Anonymous>,
}

/// Somebody on a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Who.
    pub person: PersonId,
    /// What is known of them here; none while their record has not arrived.
    pub card: Option<PersonCard>,
    /// The attendances that say so: more than one where they were ticked twice.
    pub attendances: Vec<EventId>,
}

/// Some people without a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anonymous {
    /// The attendance.
    pub attendance: EventId,
    /// Who they looked to be.
    pub band: AnonymousBand,
    /// How many.
    pub count: u32,
}

impl Register {
    /// How many people came: each name once, and everybody counted without one.
    #[must_use]
    pub fn total(&self) -> u64 {
        let anonymous: u64 = self.anonymous.iter().map(|entry| u64::from(entry.count)).sum();
        self.named.len() as u64 + anonymous
    }
}

/// The register of a session named by any of its records.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn register(connection: &Connection, session: SessionId) -> Result<Register, BookError> {
    let records = calendar::session(connection, session)?.map_or_else(|| vec![session], |one| one.records);
    let mut statement = connection
        .prepare_cached("SELECT id, person, band, count FROM attendance WHERE session = ?1 ORDER BY id")?;
    let mut register = Register::default();
    let mut ticked = BTreeMap::<PersonId, Vec<EventId>>::new();
    for record in records {
        let mut rows = statement.query([record.bytes()])?;
        while let Some(row) = rows.next()? {
            let attendance = column::id(row, 0)?;
            match column::maybe_id(row, 1)? {
                Some(person) => ticked.entry(person).or_default().push(attendance),
                None => register.anonymous.push(Anonymous {
                    attendance,
                    band: column::read(row, 2)?,
                    count: row.get(3)?,
                }),
            }
        }
    }
    register.anonymous.sort_by_key(|entry| entry.attendance);
    let one_person = OnePerson::load(connection)?;
    let mut people = BTreeMap::<PersonId, Named>::new();
    for (person, attendances) in ticked {
        let card = one_person.shown(connection, person)?;
        let person = card.as_ref().map_or(person, |card| card.id);
        let named = people.entry(person).or_insert(Named { person, card, attendances: Vec::new() });
        named.attendances.extend(attendances);
        named.attendances.sort_unstable();
    }
    register.named = people.into_values().collect();
    Ok(register)
}
