//! Who is whom, kept in the centre's book so that a pull need not ask linkage again: `9_same_person.sql`.

use domain::PersonId;
use linkage::Model;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::column::{self, Id};
use crate::error::BookError;
use crate::linking::{Linker, compares};
use crate::schema;

/// Whether who is whom is kept as this model, and all that is known now, say.
///
/// # Errors
/// `Damaged` where a row does not read back; `Sqlite`.
pub fn is_relinked(connection: &Connection, model: &Model) -> Result<bool, BookError> {
    let kept: Option<([u8; 32], [u8; 32], i64)> = connection
        .prepare_cached("SELECT model, compared, head FROM same_person_of")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((of, compared, at)) = kept else { return Ok(false) };
    if of != model.hash() {
        return Ok(false);
    }
    // Where nothing at all has happened since there is nothing to compare; most of what happens changes nobody.
    Ok(at == column::position(schema::head(connection)?)? || compared == compares(connection)?)
}

/// Works out who is whom where anything changed since, and keeps it. Records are shown as one where people decided so
/// or the model is all but certain; what waits for a review is not.
///
/// # Errors
/// `Damaged` where a row does not read back; `Sqlite`.
pub fn relink(transaction: &Transaction<'_>, linker: &mut Linker) -> Result<(), BookError> {
    if is_relinked(transaction, linker.model())? {
        return Ok(());
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
