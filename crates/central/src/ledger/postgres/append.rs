//! Appending to a stream.

use deadpool_postgres::{Object, Transaction};
use domain::{AuthorityId, EventId, Head, StreamId};
use uuid::Uuid;

use super::authority::count_up;
use super::column::{bytes, number, owner_columns, stream_column, unsigned};
use super::{Appended, Batch, LedgerError, commit, restore};
use crate::ledger::{Blob, NewPosition, Owner};

/// Stream row first, which locks it; then events and files; the counter last; positions with their numbers.
pub(super) async fn append(
    client: &mut Object,
    authority: AuthorityId,
    batch: &Batch,
) -> Result<Appended, LedgerError> {
    let Batch { stream, owner, before, positions, blobs, erases } = batch;
    let Some(last) = positions.last() else {
        return Ok(Appended::Moved);
    };
    let after = Head { seq: before.seq + positions.len() as u64, hash: last.h };
    let tx = client.transaction().await?;
    if *before == Head::EMPTY {
        make_stream(&tx, authority, *stream, *owner, *before).await?;
    }
    if locked_head(&tx, authority, *stream).await? != Some(*before) {
        return Ok(Appended::Moved);
    }
    move_head(&tx, authority, *stream, after).await?;
    keep_events(&tx, authority, positions).await?;
    keep_blobs(&tx, authority, blobs).await?;
    restore::erase(&tx, authority, erases).await?;
    let n = count_up(&tx, authority, positions.len()).await?;
    let concerned: Vec<Uuid> = positions
        .iter()
        .map(|position| position.event)
        .chain(erases.iter().copied())
        .map(EventId::uuid)
        .collect();
    restore::clear(&tx, authority, &concerned).await?;
    let first_n = n - (positions.len() as u64 - 1);
    place_events(&tx, authority, *stream, before.seq + 1, first_n, positions).await?;
    commit(tx).await?;
    Ok(Appended::Stored { first_n, n })
}

/// Makes a stream unless it is there; false where it is. Waits for whoever is making it at this moment.
pub(super) async fn make_stream(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    stream: StreamId,
    owner: Owner,
    head: Head,
) -> Result<bool, LedgerError> {
    let (device, champion) = owner_columns(owner);
    let Head { seq, hash } = head;
    let statement = tx
        .prepare_cached(
            "INSERT INTO stream (authority_id, stream, device_id, champion_id, seq, h)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        )
        .await?;
    let (authority, stream, seq) = (authority.uuid(), stream_column(stream), number(seq)?);
    let made = tx.execute(&statement, &[&authority, &stream, &device, &champion, &seq, &&hash[..]]).await?;
    Ok(made == 1)
}

/// Where a stream stands, which nobody moves until this transaction has ended.
async fn locked_head(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    stream: StreamId,
) -> Result<Option<Head>, LedgerError> {
    let statement = tx
        .prepare_cached("SELECT seq, h FROM stream WHERE authority_id = $1 AND stream = $2 FOR UPDATE")
        .await?;
    let row = tx.query_opt(&statement, &[&authority.uuid(), &stream_column(stream)]).await?;
    row.map(|row| Ok(Head { seq: unsigned(&row, 0)?, hash: bytes(&row, 1, "stream")? })).transpose()
}

async fn move_head(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    stream: StreamId,
    after: Head,
) -> Result<(), LedgerError> {
    let statement = tx
        .prepare_cached("UPDATE stream SET seq = $3, h = $4 WHERE authority_id = $1 AND stream = $2")
        .await?;
    let (stream, seq) = (stream_column(stream), number(after.seq)?);
    tx.execute(&statement, &[&authority.uuid(), &stream, &seq, &&after.hash[..]]).await?;
    Ok(())
}

/// One that is here already, by another stream, stays as it is: erased, too. In the order of their keys, so that two
/// phones that send the same events in another order never wait for each other.
async fn keep_events(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    positions: &[NewPosition],
) -> Result<(), LedgerError> {
    let statement = tx
        .prepare_cached(
            "INSERT INTO event (authority_id, event_id, body_hash, salt, body)
             SELECT $1, * FROM unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[]) AS t (id, hash, salt, body)
             ORDER BY id, hash ON CONFLICT DO NOTHING",
        )
        .await?;
    let ids: Vec<Uuid> = positions.iter().map(|position| position.event.uuid()).collect();
    let hashes: Vec<&[u8]> = positions.iter().map(|position| &position.body_hash[..]).collect();
    let words = || positions.iter().map(|position| position.words.as_ref());
    let salts: Vec<Option<&[u8]>> = words().map(|words| words.map(|(salt, _)| &salt.0[..])).collect();
    let bodies: Vec<Option<&[u8]>> = words().map(|words| words.map(|(_, body)| &body.reveal()[..])).collect();
    tx.execute(&statement, &[&authority.uuid(), &ids, &hashes, &salts, &bodies]).await?;
    Ok(())
}

/// In the order of their keys, as events are.
pub(super) async fn keep_blobs(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    blobs: &[Blob],
) -> Result<(), LedgerError> {
    let mut in_order: Vec<&Blob> = blobs.iter().collect();
    in_order.sort_by_key(|blob| (blob.kind.word(), blob.sha256));
    for Blob { kind, sha256, bytes } in in_order {
        let statement = tx
            .prepare_cached(
                "INSERT INTO blob (authority_id, kind, sha256, bytes) VALUES ($1, $2, $3, $4)
                 ON CONFLICT DO NOTHING",
            )
            .await?;
        tx.execute(&statement, &[&authority.uuid(), &kind.word(), &&sha256[..], bytes]).await?;
    }
    Ok(())
}

/// One statement for all of them: everybody else waits for the counter meanwhile.
async fn place_events(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    stream: StreamId,
    first_seq: u64,
    first_n: u64,
    positions: &[NewPosition],
) -> Result<(), LedgerError> {
    let statement = tx
        .prepare_cached(
            "INSERT INTO position (authority_id, stream, seq, event_id, body_hash, h, n)
             SELECT $1, $2, $3 + place - 1, id, hash, h, $4 + place - 1
             FROM unnest($5::uuid[], $6::bytea[], $7::bytea[]) WITH ORDINALITY AS t (id, hash, h, place)",
        )
        .await?;
    let ids: Vec<Uuid> = positions.iter().map(|position| position.event.uuid()).collect();
    let hashes: Vec<&[u8]> = positions.iter().map(|position| &position.body_hash[..]).collect();
    let heads: Vec<&[u8]> = positions.iter().map(|position| &position.h[..]).collect();
    let (stream, seq, n) = (stream_column(stream), number(first_seq)?, number(first_n)?);
    tx.execute(&statement, &[&authority.uuid(), &stream, &seq, &n, &ids, &hashes, &heads]).await?;
    Ok(())
}
