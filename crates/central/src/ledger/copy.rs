//! A ledger's rows on their way into a backup and out of it, the same from either engine, so that a backup of the one is
//! restored on the other.

use super::LedgerError;

/// A value in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A whole number.
    Number(i64),
    /// Text.
    Text(String),
    /// Bytes; an id is its sixteen.
    Bytes(Vec<u8>),
}

/// One step of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    /// The rows that follow are of this table and have these columns.
    Table {
        /// Its name.
        name: String,
        /// Theirs.
        columns: Vec<String>,
    },
    /// A row of it.
    Row(Vec<Cell>),
}

/// Where a copy goes.
pub type Sink = Box<dyn FnMut(Copied) -> Result<(), LedgerError> + Send>;
/// Where a copy comes from.
pub type Source = Box<dyn Iterator<Item = Result<Copied, LedgerError>> + Send>;

/// Tables in the order in which their rows must come, since one refers to another; the others follow by name.
const IN_ORDER: [&str; 8] =
    ["authority", "stream", "device", "event", "position", "blob", "invitation", "account"];
/// What is not worth keeping: who is signed in at this moment, and the migrations that a database made for itself.
const LEFT_OUT: [&str; 2] = ["desk_session", "refinery_schema_history"];

/// The tables to copy, in their order.
pub(super) fn in_order(mut tables: Vec<String>) -> Vec<String> {
    tables.retain(|table| !LEFT_OUT.contains(&table.as_str()));
    tables.sort_by_key(|table| {
        let place = IN_ORDER.iter().position(|first| first == table).unwrap_or(IN_ORDER.len());
        (place, table.clone())
    });
    tables
}

/// Names go into statements, so only names that a database of ours can have are taken from a file.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit())
}

/// A file that does not fit this version's tables.
pub(super) fn misfit(table: &str) -> LedgerError {
    LedgerError::Engine(Box::new(Misfit { table: table.to_owned() }))
}

#[derive(Debug, thiserror::Error)]
#[error("the rows of table {table} are not of this version")]
struct Misfit {
    table: String,
}
