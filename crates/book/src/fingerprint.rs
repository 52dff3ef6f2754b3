//! One hash over all that a book amounts to: two books of the same events print the same.

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use crate::error::BookError;
use crate::schema::TABLES;

/// SHA-256 over every row of the projection, table by table and row by row in a fixed order, each value with its type
/// and length. What was pulled and what follows from a linkage model is no part of it.
///
/// # Errors
/// `Sqlite` only.
pub fn fingerprint(connection: &Connection) -> Result<[u8; 32], BookError> {
    let mut hash = Sha256::new();
    for (table, key) in TABLES {
        hash.update(table.as_bytes());
        hash.update([0]);
        let mut statement = connection.prepare(&format!("SELECT * FROM {table} ORDER BY {key}"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                take(&mut hash, row.get_ref(column)?);
            }
        }
    }
    Ok(hash.finalize().into())
}

fn take(hash: &mut Sha256, value: ValueRef<'_>) {
    let (kind, bytes): (u8, &[u8]) = match value {
        ValueRef::Null => (0, &[]),
        ValueRef::Integer(number) => {
            hash.update([1]);
            hash.update(number.to_be_bytes());
            return;
        }
        // No table of ours has a column of real numbers; were there one, its bits would do.
        ValueRef::Real(number) => {
            hash.update([2]);
            hash.update(number.to_bits().to_be_bytes());
            return;
        }
        ValueRef::Text(text) => (3, text),
        ValueRef::Blob(blob) => (4, blob),
    };
    hash.update([kind]);
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}
