//! Withdrawals of records, and who is told of them.
//!
//! A device makes its book from its own events, so that somebody else's withdrawal of what was recorded here would
//! never show: the phone would go on listing a child whom the centre no longer counts. The centre therefore names
//! such records to the device of whoever recorded them, with the withdrawals that hold; one that was made on the
//! device itself is left to the device's own events, which may be ahead of what the centre has heard.

use domain::EventId;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::column::Id;
use crate::entry;
use crate::error::BookError;
use crate::resolution;
use crate::scope::RowKind;

/// The view of a record that does not stand at the centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PulledWithdrawal {
    /// The withdrawals that hold.
    pub by: Vec<EventId>,
}

/// The view of a withdrawn record for whoever recorded it; none where it stands.
pub(crate) fn view(connection: &Connection, id: Uuid) -> Result<Option<PulledWithdrawal>, BookError> {
    let told = entry::told(connection, EventId::from_uuid(id))?;
    let [original] = told.as_slice() else { return Ok(None) };
    let found = resolution::of(connection, original)?;
    let by = found.record.withdrawn_by;
    Ok((!by.is_empty()).then_some(PulledWithdrawal { by }))
}

/// Whether the centre said that a record recorded here is withdrawn, by a withdrawal that was not made here.
pub(crate) fn is_elsewhere(connection: &Connection, id: Uuid) -> Result<bool, BookError> {
    let mut pulled = connection.prepare_cached("SELECT body FROM pulled WHERE kind = ?1 AND id = ?2")?;
    let body: Option<String> =
        pulled.query_row((RowKind::Withdrawal.word(), id.bytes()), |row| row.get(0)).optional()?;
    let view = body.and_then(|body| serde_json::from_str::<PulledWithdrawal>(&body).ok());
    let mut own = connection.prepare_cached("SELECT 1 FROM book_entry WHERE event_id = ?1")?;
    for withdrawal in view.map(|view| view.by).unwrap_or_default() {
        if !own.exists([withdrawal.bytes()])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Sessions, people and all else that this champion recorded and that does not stand.
pub(crate) const OF_A_CHAMPION: &str =
    "SELECT id, n FROM record WHERE champion = ?1 AND standing = 'voided' AND on_date >= ?2";
