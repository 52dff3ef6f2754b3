//! A quiet hint while somebody new is typed: whom of those known here it may be.

use linkage::{Record, Text};
use rusqlite::Connection;

use crate::card::{Card, PersonCard};
use crate::error::BookError;
use crate::people::known_people;

/// More people than any device is given; comparing them all takes a few milliseconds.
const COMPARED_MAX: usize = 3_000;

/// What has been typed of somebody so far. Blank is not known.
#[derive(Clone, Copy, Default)]
pub struct Typed<'a> {
    /// First name.
    pub given_name: &'a str,
    /// Family name.
    pub surname: &'a str,
    /// Birth, as typed.
    pub birth: &'a str,
    /// Postcode, as typed.
    pub postcode: &'a str,
}

/// Those of the people known here who may be the one being typed, the likeliest first; three at most.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn alike(connection: &Connection, typed: Typed<'_>) -> Result<Vec<PersonCard>, BookError> {
    let Typed { given_name, surname, birth, postcode } = typed;
    let wanted = Record {
        given_name: given_name.into(),
        surname: surname.into(),
        birth: birth.into(),
        postcode: postcode.into(),
        ..Record::default()
    };
    let people = known_people(connection, COMPARED_MAX)?;
    let records: Vec<Record> = people.iter().map(|person| record(&person.card)).collect();
    let places = linkage::alike(&wanted, &records);
    Ok(places.into_iter().filter_map(|place| people.get(place).cloned()).collect())
}

fn record(card: &Card) -> Record {
    let name = |name: &Option<domain::Name>| {
        name.as_ref().map(|name| Text::new(name.reveal().as_str())).unwrap_or_default()
    };
    Record {
        given_name: name(&card.given_name),
        surname: name(&card.surname),
        birth: card.birth.map(|birth| birth.to_string().into()).unwrap_or_default(),
        postcode: card.postcode.as_ref().map(|code| Text::new(code.reveal().as_str())).unwrap_or_default(),
        ..Record::default()
    }
}
