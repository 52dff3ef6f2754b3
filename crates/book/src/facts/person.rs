//! Records of people as reach wants them: every birth and postcode ever asserted.

use std::collections::BTreeMap;

use domain::record::Said;
use domain::{Birth, Hlc, Person, PersonId, person::Postcode};
use reach::facts::{Asserted, RecordFacts, RegistrationFact};
use rusqlite::Connection;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::column;
use crate::error::BookError;

/// Every person that stands, in order of id.
pub(super) fn load(connection: &Connection) -> Result<Vec<RecordFacts>, BookError> {
    let (mut asserted, mut registered) = (assertions(connection)?, registrations(connection)?);
    let mut statement = connection.prepare_cached(
        "SELECT p.id, p.role, p.family, p.relation, p.birth, p.postcode, r.disputed, e.on_date, e.hlc_ms, e.hlc_count
         FROM person p JOIN record r ON r.id = p.id JOIN book_entry e ON e.event_id = p.id ORDER BY p.id",
    )?;
    let mut rows = statement.query([])?;
    let mut loaded = Vec::new();
    while let Some(row) = rows.next()? {
        let id: PersonId = column::id(row, 0)?;
        let said = said(row, 7, id.into())?;
        let (birth, postcode): (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
        // Where nobody corrected the person, what was first recorded is all that was asserted.
        let plainly =
            |value: Option<String>| value.into_iter().map(|value| (said, Some(value), true)).collect();
        let Assertions { births, postcodes } = asserted
            .remove(&id)
            .unwrap_or_else(|| Assertions { births: plainly(birth), postcodes: plainly(postcode) });
        let disputed: Option<String> = row.get(6)?;
        loaded.push(RecordFacts {
            id,
            certain: id,
            role: column::read(row, 1)?,
            family: column::maybe_id(row, 2)?,
            relation: column::maybe(row, 3)?,
            births: births.into_iter().map(read::<Birth>).collect(),
            postcodes: postcodes.into_iter().map(read::<Postcode>).collect(),
            registrations: registered.remove(&id).unwrap_or_default(),
            disputed: match disputed {
                Some(list) => serde_json::from_str(&list).map_err(|_| BookError::damaged("record"))?,
                None => Vec::new(),
            },
        });
    }
    Ok(loaded)
}

type Word = (Said, Option<String>, bool);

#[derive(Default)]
struct Assertions {
    births: Vec<Word>,
    postcodes: Vec<Word>,
}

/// Of people who were corrected, whatever the correction said.
fn assertions(connection: &Connection) -> Result<BTreeMap<PersonId, Assertions>, BookError> {
    let mut asserted: BTreeMap<PersonId, Assertions> = BTreeMap::new();
    let mut statement = connection.prepare_cached(
        "SELECT person, field, value, stands, event_id, on_date, hlc_ms, hlc_count FROM assertion
         ORDER BY person, field, event_id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let field: String = row.get(1)?;
        let word = (said(row, 5, column::id(row, 4)?)?, row.get(2)?, row.get(3)?);
        let of = asserted.entry(column::id(row, 0)?).or_default();
        if field == Person::IDENTITY_FIELDS[2] { of.births.push(word) } else { of.postcodes.push(word) }
    }
    Ok(asserted)
}

fn registrations(connection: &Connection) -> Result<BTreeMap<PersonId, Vec<RegistrationFact>>, BookError> {
    let mut registered: BTreeMap<PersonId, Vec<RegistrationFact>> = BTreeMap::new();
    let mut statement =
        connection.prepare_cached("SELECT person, id, on_date FROM registration ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let fact = RegistrationFact { id: column::id(row, 1)?, on: column::read(row, 2)? };
        registered.entry(column::id(row, 0)?).or_default().push(fact);
    }
    Ok(registered)
}

/// From three columns in a row: the date and the two of the logical time.
fn said(row: &rusqlite::Row<'_>, from: usize, by: domain::EventId) -> Result<Said, BookError> {
    let hlc = Hlc { ms: row.get::<_, i64>(from + 1)?.cast_unsigned(), count: row.get(from + 2)? };
    Ok(Said { on: column::read(row, from)?, hlc, by })
}

/// A value as it was asserted: none where it was taken out, or superseded something no rule could read.
fn read<T: DeserializeOwned>((said, value, stands): Word) -> Asserted<T> {
    let value = value.and_then(|text| serde_json::from_value(Value::String(text)).ok());
    Asserted { value, said, stands }
}
