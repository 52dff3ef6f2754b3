//! Records as they stand, read back as facts.

use chrono::NaiveDate;
use domain::Fact;
use rusqlite::{Connection, Rows};
use uuid::Uuid;

use crate::column;
use crate::error::BookError;
use crate::kind::Kind;

/// A record that stands: its id, its activity date and what it says, as corrected.
pub(crate) struct StatedFact {
    pub(crate) id: Uuid,
    pub(crate) on: NaiveDate,
    pub(crate) fact: Fact,
}

/// Every record of a kind that stands, in order of id.
pub(crate) fn all(connection: &Connection, kind: Kind) -> Result<Vec<StatedFact>, BookError> {
    // Each kind has a table of the same name, which holds exactly what stands.
    let sql = format!(
        "SELECT r.id, r.on_date, e.kind, COALESCE(r.payload, e.payload)
         FROM {} t JOIN record r ON r.id = t.id JOIN book_entry e ON e.event_id = t.id ORDER BY t.id",
        kind.word()
    );
    read(connection.prepare_cached(&sql)?.query([])?)
}

/// Every record of a kind that was withdrawn, in order of id, as it was last corrected.
pub(crate) fn withdrawn(connection: &Connection, kind: Kind) -> Result<Vec<StatedFact>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT r.id, r.on_date, e.kind, COALESCE(r.payload, e.payload)
         FROM record r JOIN book_entry e ON e.event_id = r.id
         WHERE r.kind = ?1 AND r.standing = 'voided' ORDER BY r.id",
    )?;
    read(statement.query([kind.word()])?)
}

fn read(mut rows: Rows<'_>) -> Result<Vec<StatedFact>, BookError> {
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (kind, payload): (String, String) = (row.get(2)?, row.get(3)?);
        all.push(StatedFact {
            id: column::id(row, 0)?,
            on: column::read(row, 1)?,
            fact: fact(&kind, &payload)?,
        });
    }
    Ok(all)
}

/// One fact from its columns.
pub(crate) fn fact(kind: &str, payload: &str) -> Result<Fact, BookError> {
    let payload = serde_json::from_str(payload).map_err(|_| BookError::damaged("record"))?;
    Fact::parse(kind, &payload).map_err(|_| BookError::damaged("record"))
}
