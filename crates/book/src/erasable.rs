//! What has to go when a record is erased.

use std::collections::BTreeSet;

use domain::EventId;
use rusqlite::Connection;

use crate::column::Id;
use crate::entry;
use crate::error::BookError;
use crate::held;

/// These records and every event that corrects them, directly or through others, sorted: an amendment holds the new name
/// and is as personal as what it amends. None where one of them is of nothing that was ever known.
///
/// # Errors
/// `Sqlite` only.
pub fn with_corrections(
    connection: &Connection,
    records: &[EventId],
) -> Result<Option<Vec<EventId>>, BookError> {
    let mut known = connection.prepare_cached(
        "SELECT 1 FROM book_entry WHERE event_id = ?1 UNION ALL SELECT 1 FROM book_erased WHERE event_id = ?1
         UNION ALL SELECT 1 FROM held WHERE event_id = ?1",
    )?;
    let (mut all, mut next) = (BTreeSet::new(), records.to_vec());
    for record in records {
        if !known.exists([record.bytes()])? {
            return Ok(None);
        }
    }
    while let Some(event) = next.pop() {
        if all.insert(event) {
            next.extend(entry::correcting(connection, event)?);
            next.extend(held::correcting(connection, event)?);
        }
    }
    Ok(Some(all.into_iter().collect()))
}
