//! Making, clearing and recognising the tables.

use rusqlite::{Connection, OptionalExtension, Transaction};

use crate::column;
use crate::error::BookError;

/// Goes up with any change of the tables or of what is written to them. A book of another version is rebuilt from
/// the events; rows are never migrated.
pub const SCHEMA_VERSION: i64 = 3;

const PROJECTION: [&str; 9] = [
    include_str!("../../../migrations/book/1_entry.sql"),
    include_str!("../../../migrations/book/2_people.sql"),
    include_str!("../../../migrations/book/3_contact.sql"),
    include_str!("../../../migrations/book/4_reference.sql"),
    include_str!("../../../migrations/book/6_kept_out.sql"),
    include_str!("../../../migrations/book/7_linkage.sql"),
    include_str!("../../../migrations/book/8_sharing.sql"),
    include_str!("../../../migrations/book/9_same_person.sql"),
    include_str!("../../../migrations/book/11_held.sql"),
];
const PULLED: &str = include_str!("../../../migrations/book/5_pulled.sql");

/// Every table of the projection and the columns of its key, in the order of the fingerprint. What was pulled is no
/// part of it, nor is [`DERIVED`].
pub(crate) const TABLES: [(&str, &str); 39] = [
    ("accepted", "event_id, body_hash"),
    ("agreement", "id"),
    ("area_adopted", "id"),
    ("assertion", "person, field, event_id"),
    ("attendance", "id"),
    ("authority", "id"),
    ("birth_list", "id"),
    ("birth_list_run", "id"),
    ("book_entry", "event_id, body_hash"),
    ("book_erased", "event_id"),
    ("book_meta", "name"),
    ("champion", "id"),
    ("enquiry", "id"),
    ("enquiry_answer", "id"),
    ("family", "id"),
    ("follow_up", "id"),
    ("form", "id"),
    ("held", "event_id, body_hash"),
    ("held_at", "event_id, body_hash, stream, seq"),
    ("kept_out", "stream, seq"),
    ("link", "id"),
    ("mention", "target, record"),
    ("model_adopted", "id"),
    ("person", "id"),
    ("quarantine", "event_id, body_hash"),
    ("record", "id"),
    ("registration", "id"),
    ("response", "id"),
    ("return_frozen", "id"),
    ("service", "id"),
    ("session", "id"),
    ("shift", "id"),
    ("signpost", "id"),
    ("slot", "id"),
    ("team", "id"),
    ("venue", "id"),
    ("visit", "id"),
    ("visit_person", "visit, person"),
    ("week_closed", "id"),
];

/// What is kept of linkage: it follows from the tables above and a model, and is worked out again when asked for.
const DERIVED: [&str; 2] = ["same_person", "same_person_of"];

/// Makes the tables where there are none. On a device they stand in the vault's own file.
///
/// # Errors
/// `Schema` where there is a book of another version: [`clear`] it and apply all events again.
pub fn install(connection: &Connection) -> Result<(), BookError> {
    match version(connection)? {
        Some(SCHEMA_VERSION) => Ok(()),
        found @ Some(_) => Err(BookError::Schema { found }),
        None => make(connection),
    }
}

/// Adds what scopes are worked out by ([`crate::ScopeRun`]): for the book of a centre, once it is made or cleared.
///
/// # Errors
/// `Sqlite` only.
pub fn serve_scopes(connection: &Connection) -> Result<(), BookError> {
    Ok(connection.execute_batch(include_str!("../../../migrations/book/10_scopes.sql"))?)
}

/// Whether there is a book of this version.
///
/// # Errors
/// `Sqlite` only.
pub fn is_current(connection: &Connection) -> Result<bool, BookError> {
    Ok(version(connection)? == Some(SCHEMA_VERSION))
}

/// Drops the projection, of whatever version, and makes it anew, empty. What was pulled stays.
///
/// # Errors
/// `Sqlite` only.
pub fn clear(transaction: &Transaction<'_>) -> Result<(), BookError> {
    for table in TABLES.iter().map(|(table, _)| *table).chain(DERIVED) {
        transaction.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
    }
    make(transaction)
}

/// The greatest change number (on a device: sequence number) taken in; 0 for an empty book.
///
/// # Errors
/// `Sqlite` only.
pub fn head(connection: &Connection) -> Result<u64, BookError> {
    let mut statement = connection.prepare_cached("SELECT value FROM book_meta WHERE name = 'head'")?;
    let head: i64 = statement.query_row([], |row| row.get(0))?;
    Ok(head.cast_unsigned())
}

/// Notes that positions up to `n` are taken in, where some held no readable event: a body erased from the ledger.
/// Never goes back.
///
/// # Errors
/// `Position` beyond what a column holds; `Sqlite`.
pub fn advance(transaction: &Connection, n: u64) -> Result<(), BookError> {
    let mut statement =
        transaction.prepare_cached("UPDATE book_meta SET value = MAX(value, ?1) WHERE name = 'head'")?;
    statement.execute([column::position(n)?])?;
    Ok(())
}

fn make(connection: &Connection) -> Result<(), BookError> {
    for sql in PROJECTION {
        connection.execute_batch(sql)?;
    }
    connection.execute_batch(PULLED)?;
    connection.execute(
        "INSERT INTO book_meta (name, value) VALUES ('schema_version', ?1), ('head', 0)",
        [SCHEMA_VERSION],
    )?;
    Ok(())
}

fn version(connection: &Connection) -> Result<Option<i64>, BookError> {
    if !connection.table_exists(None, "book_meta")? {
        return Ok(None);
    }
    let version = connection
        .query_row("SELECT value FROM book_meta WHERE name = 'schema_version'", [], |row| row.get(0))
        .optional()?;
    Ok(Some(version.unwrap_or(0)))
}
