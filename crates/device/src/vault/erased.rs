//! What was erased at the centre. Devices are told by salted hashes: whoever has the record knows that it is meant, and
//! nobody else learns which it was. It never comes back, by whatever way.
//!
//! Of an own event the words go, and what the book made of them; its place in the chain stays, and with it the sealed copy,
//! which only the centre can read, until it is durable: a centre that was restored needs the chain whole.

use std::collections::BTreeSet;

use book::{Row, RowKind};
use domain::EventId;
use rusqlite::{Connection, params};
use uuid::Uuid;
use wire::tombstone::tombstone;

use crate::error::DeviceError;

/// Heeds the tombstones that are held, for rows that were just stored.
pub(super) fn heed(tx: &Connection, rows: &[Row], salt: &[u8; 16]) -> Result<(), DeviceError> {
    let is_named = |id: Uuid| tombstone(salt, EventId::from_uuid(id));
    for row in rows.iter().filter(|row| row.kind != RowKind::Tombstone && row.body.is_some()) {
        // A page that was long on its way, or a centre that forgot: it does not come back.
        if book::pulled::holds(tx, RowKind::Tombstone, is_named(row.id))? {
            book::pulled::forget(tx, row.kind, row.id)?;
        }
    }
    let new = rows.iter().filter(|row| row.kind == RowKind::Tombstone && row.body.is_some());
    let new: BTreeSet<Uuid> = new.map(|row| row.id).collect();
    if new.is_empty() {
        return Ok(());
    }
    for (kind, id, _) in book::pulled::held(tx)? {
        if kind != RowKind::Tombstone && new.contains(&is_named(id)) {
            book::pulled::forget(tx, kind, id)?;
        }
    }
    let own: Vec<Uuid> = tx
        .prepare_cached("SELECT event_id FROM event")?
        .query_map([], |row| Ok(Uuid::from_bytes(row.get(0)?)))?
        .collect::<Result<_, _>>()?;
    let gone: Vec<EventId> =
        own.into_iter().filter(|id| new.contains(&is_named(*id))).map(EventId::from_uuid).collect();
    for id in &gone {
        tx.prepare_cached(
            "UPDATE event SET salt = NULL, body = NULL, draft_hash = NULL WHERE event_id = ?1",
        )?
        .execute([id.uuid().into_bytes()])?;
        tx.prepare_cached("INSERT OR IGNORE INTO erased (event_id) VALUES (?1)")?
            .execute(params![id.uuid().into_bytes()])?;
    }
    again(tx, &gone)
}

/// Tells the book, which may have been made anew, what is erased.
pub(super) fn again(tx: &Connection, ids: &[EventId]) -> Result<(), DeviceError> {
    if !ids.is_empty() {
        book::erase(tx, ids, 0)?;
    }
    Ok(())
}

/// All that is erased of this vault's own.
pub(super) fn all(tx: &Connection) -> Result<Vec<EventId>, DeviceError> {
    let mut statement = tx.prepare_cached("SELECT event_id FROM erased ORDER BY event_id")?;
    let ids = statement.query_map([], |row| Ok(EventId::from_uuid(Uuid::from_bytes(row.get(0)?))))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
