//! Who is whom, kept in the centre's book so that a pull need not ask linkage again: `9_same_person.sql`.

use domain::PersonId;
use linkage::Model;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::column::{self, Id};
use crate::error::BookError;
use crate::linking::{Linker, compares};
use crate::schema;

/// How far what is kept of who is whom is what a model, and all that is known now, say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relinked {
    /// It is, and nothing has happened since it was worked out or compared.
    ToTheHead,
    /// It is, though something has happened since: it changed nobody. [`note_unchanged`] spares the next question the comparison,
    /// which reads all people and all attendances.
    Unchanged(Unchanged),
    /// It is not.
    No,
}

/// What was compared, and up to which change number it was the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unchanged {
    model: [u8; 32],
    compared: [u8; 32],
    head: i64,
}

/// Whether who is whom is kept as this model, and all that is known now, say.
///
/// # Errors
/// `Damaged` where a row does not read back; `Sqlite`.
pub fn relinked(connection: &Connection, model: &Model) -> Result<Relinked, BookError> {
    let kept: Option<([u8; 32], [u8; 32], i64)> = connection
        .prepare_cached("SELECT model, compared, head FROM same_person_of")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((of, compared, at)) = kept.filter(|(of, _, _)| *of == model.hash()) else {
        return Ok(Relinked::No);
    };
    let head = column::position(schema::head(connection)?)?;
    if at == head {
        return Ok(Relinked::ToTheHead);
    }
    // Most of what happens changes nobody.
    let unchanged = compared == compares(connection)?;
    Ok(if unchanged { Relinked::Unchanged(Unchanged { model: of, compared, head }) } else { Relinked::No })
}

/// Keeps that nothing had changed anybody up to where this was compared. It says nothing where who is whom was worked out
/// otherwise meanwhile.
///
/// # Errors
/// `Sqlite` only.
pub fn note_unchanged(transaction: &Transaction<'_>, unchanged: Unchanged) -> Result<(), BookError> {
    let Unchanged { model, compared, head } = unchanged;
    transaction.execute(
        "UPDATE same_person_of SET head = MAX(head, ?3) WHERE model = ?1 AND compared = ?2",
        params![model, compared, head],
    )?;
    Ok(())
}

/// Works out who is whom where anything changed since, and keeps it. Records are shown as one where people decided so
/// or the model is all but certain; what waits for a review is not.
///
/// # Errors
/// `Damaged` where a row does not read back; `Sqlite`.
pub fn relink(transaction: &Transaction<'_>, linker: &mut Linker) -> Result<(), BookError> {
    match relinked(transaction, linker.model())? {
        Relinked::ToTheHead => return Ok(()),
        Relinked::Unchanged(unchanged) => return note_unchanged(transaction, unchanged),
        Relinked::No => {}
    }
    let linking = linker.follow(transaction)?;
    transaction.execute("DELETE FROM same_person", [])?;
    let mut insert = transaction.prepare_cached("INSERT INTO same_person (person, least) VALUES (?1, ?2)")?;
    for (index, least) in linking.linked.certain.iter().enumerate().filter(|(index, least)| index != *least) {
        insert.execute(params![linking.ids[index].bytes(), linking.ids[*least].bytes()])?;
    }
    transaction.execute(
        "INSERT OR REPLACE INTO same_person_of (only, model, compared, head) VALUES (1, ?1, ?2, ?3)",
        params![linker.model().hash(), compares(transaction)?, column::position(schema::head(transaction)?)?],
    )?;
    Ok(())
}

/// The least record of the person that this record is of: itself where it stands alone.
///
/// # Errors
/// `Sqlite` only.
pub fn least_of(connection: &Connection, person: PersonId) -> Result<PersonId, BookError> {
    let mut statement = connection.prepare_cached("SELECT least FROM same_person WHERE person = ?1")?;
    let least = statement.query_row([person.bytes()], |row| column::id(row, 0)).optional()?;
    Ok(least.unwrap_or(person))
}
