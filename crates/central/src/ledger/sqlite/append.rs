//! Appending to a stream.

use domain::{AuthorityId, Head, StreamId};
use rusqlite::{Transaction, params};

use super::authority::count_up;
use super::column::{id, number, owner_columns};
use super::{Appended, Batch, LedgerError, restore};
use crate::ledger::{Blob, NewPosition, Owner};

/// Stream row first, which locks it; then events and files; the counter last; positions with their numbers.
pub(super) fn append(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    batch: &Batch,
) -> Result<Appended, LedgerError> {
    let Batch { stream, owner, before, positions, blobs, erases } = batch;
    if *before == Head::EMPTY {
        make_stream(tx, authority, *stream, *owner, *before)?;
    }
    let Some(last) = positions.last() else {
        return Ok(Appended::Moved);
    };
    let after = Head { seq: before.seq + positions.len() as u64, hash: last.h };
    if !move_head(tx, authority, *stream, *before, after)? {
        return Ok(Appended::Moved);
    }
    let some_are_erased = restore::is_any_erased(tx, authority)?;
    for position in positions {
        let erased = some_are_erased && restore::is_erased(tx, authority, position.event)?;
        keep_event(tx, authority, position, erased)?;
    }
    restore::erase(tx, authority, erases)?;
    for blob in blobs {
        keep_blob(tx, authority, blob)?;
    }
    let n = count_up(tx, authority, positions.len())?;
    let first_n = n - (positions.len() as u64 - 1);
    for (place, position) in (0_u64..).zip(positions) {
        place_event(tx, authority, *stream, before.seq + 1 + place, first_n + place, position)?;
    }
    Ok(Appended::Stored { first_n, n })
}

pub(super) fn make_stream(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    stream: StreamId,
    owner: Owner,
    head: Head,
) -> Result<(), LedgerError> {
    let (device, champion) = owner_columns(owner);
    let mut statement = tx.prepare_cached(
        "INSERT OR IGNORE INTO stream (authority_id, stream, device_id, champion_id, seq, h)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let (authority, Head { seq, hash }) = (id(authority.uuid()), head);
    statement.execute(params![authority, stream.bytes(), device, champion, number(seq)?, hash])?;
    Ok(())
}

/// Moves a stream's head, if it is where it is thought to be.
fn move_head(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    stream: StreamId,
    before: Head,
    after: Head,
) -> Result<bool, LedgerError> {
    let mut statement = tx.prepare_cached(
        "UPDATE stream SET seq = ?5, h = ?6 WHERE authority_id = ?1 AND stream = ?2 AND seq = ?3 AND h = ?4",
    )?;
    let moved = statement.execute(params![
        id(authority.uuid()),
        stream.bytes(),
        number(before.seq)?,
        before.hash,
        number(after.seq)?,
        after.hash,
    ])?;
    Ok(moved == 1)
}

/// One that is here already, by another stream, stays as it is: erased, too. One that was erased before it came is stored
/// without its words.
fn keep_event(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    position: &NewPosition,
    erased: bool,
) -> Result<(), LedgerError> {
    let NewPosition { event, body_hash, h: _, words } = position;
    let words = words.as_ref().filter(|_| !erased);
    let (salt, body) = (words.map(|(salt, _)| salt.0), words.map(|(_, body)| body.reveal()));
    let mut statement = tx.prepare_cached(
        "INSERT OR IGNORE INTO event (authority_id, event_id, body_hash, salt, body) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    statement.execute(params![id(authority.uuid()), id(event.uuid()), body_hash, salt, body])?;
    Ok(())
}

pub(super) fn keep_blob(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    blob: &Blob,
) -> Result<(), LedgerError> {
    let Blob { kind, sha256, bytes } = blob;
    let mut statement = tx.prepare_cached(
        "INSERT OR IGNORE INTO blob (authority_id, kind, sha256, bytes) VALUES (?1, ?2, ?3, ?4)",
    )?;
    statement.execute(params![id(authority.uuid()), kind.word(), sha256, bytes])?;
    Ok(())
}

fn place_event(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    stream: StreamId,
    seq: u64,
    n: u64,
    position: &NewPosition,
) -> Result<(), LedgerError> {
    let NewPosition { event, body_hash, h, words: _ } = position;
    let mut statement = tx.prepare_cached(
        "INSERT INTO position (authority_id, stream, seq, event_id, body_hash, h, n)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let (seq, n) = (number(seq)?, number(n)?);
    statement.execute(params![
        id(authority.uuid()),
        stream.bytes(),
        seq,
        id(event.uuid()),
        body_hash,
        h,
        n
    ])?;
    Ok(())
}
