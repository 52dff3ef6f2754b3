//! Reading what was appended. Each is one statement, and so of one moment.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use deadpool_postgres::Object;
use domain::{AuthorityId, EventId, Head, Private, Salt, StreamId};
use tokio_postgres::Row;
use uuid::Uuid;

use super::column::{bytes, event_id, number, owner, stream_column, stream_id, unsigned};
use super::{BlobKind, LedgerError, Position, Stored, StreamRow};

pub(super) async fn after(
    client: &Object,
    authority: AuthorityId,
    after: u64,
    limit: usize,
) -> Result<Vec<Stored>, LedgerError> {
    let statement = client
        .prepare_cached(
            "SELECT p.seq, p.event_id, p.body_hash, p.h, p.n, p.stream, s.device_id, s.champion_id, e.salt, e.body,
             d.revoked_n IS NOT NULL AND p.n > d.revoked_n
             FROM position p
             JOIN stream s USING (authority_id, stream)
             JOIN event e USING (authority_id, event_id, body_hash)
             LEFT JOIN device d ON d.authority_id = s.authority_id AND d.device_id = s.device_id
             WHERE p.authority_id = $1 AND p.n > $2 ORDER BY p.n LIMIT $3",
        )
        .await?;
    let rows =
        client.query(&statement, &[&authority.uuid(), &number(after)?, &number(limit as u64)?]).await?;
    rows.iter().map(stored).collect()
}

fn stored(row: &Row) -> Result<Stored, LedgerError> {
    let damaged = || LedgerError::Damaged { table: "event" };
    let salt: Option<&[u8]> = row.try_get(8)?;
    let body: Option<Vec<u8>> = row.try_get(9)?;
    let salt = salt.map(|salt| salt.try_into().map(Salt).map_err(|_| damaged())).transpose()?;
    Ok(Stored {
        stream: stream_id(row, 5)?,
        owner: owner(row, 6, 7)?,
        position: position(row)?,
        body: salt.zip(body.map(Private::new)),
        after_revocation: row.try_get(10)?,
    })
}

pub(super) async fn positions(
    client: &Object,
    authority: AuthorityId,
    stream: StreamId,
    seqs: &RangeInclusive<u64>,
) -> Result<Vec<Position>, LedgerError> {
    let statement = client
        .prepare_cached(
            "SELECT seq, event_id, body_hash, h, n FROM position
             WHERE authority_id = $1 AND stream = $2 AND seq BETWEEN $3 AND $4 ORDER BY seq",
        )
        .await?;
    let (stream, first, last) = (stream_column(stream), number(*seqs.start())?, number(*seqs.end())?);
    let rows = client.query(&statement, &[&authority.uuid(), &stream, &first, &last]).await?;
    rows.iter().map(position).collect()
}

fn position(row: &Row) -> Result<Position, LedgerError> {
    Ok(Position {
        seq: unsigned(row, 0)?,
        event: event_id(row, 1)?,
        body_hash: bytes(row, 2, "position")?,
        h: bytes(row, 3, "position")?,
        n: unsigned(row, 4)?,
    })
}

pub(super) async fn heads(
    client: &Object,
    authority: AuthorityId,
    stream: StreamId,
    every: u64,
    limit: usize,
) -> Result<Vec<Head>, LedgerError> {
    let statement = client
        .prepare_cached(
            "SELECT seq, h FROM position
             WHERE authority_id = $1 AND stream = $2 AND seq % $3 = 0 ORDER BY seq DESC LIMIT $4",
        )
        .await?;
    let (stream, every, limit) = (stream_column(stream), number(every)?, number(limit as u64)?);
    let rows = client.query(&statement, &[&authority.uuid(), &stream, &every, &limit]).await?;
    let head = |row: &Row| Ok(Head { seq: unsigned(row, 0)?, hash: bytes(row, 1, "position")? });
    rows.iter().rev().map(head).collect()
}

pub(super) async fn mark(
    client: &Object,
    authority: AuthorityId,
    n: u64,
) -> Result<Option<[u8; 32]>, LedgerError> {
    let statement = client
        .prepare_cached("SELECT h FROM position WHERE authority_id = $1 AND n <= $2 ORDER BY n DESC LIMIT 1")
        .await?;
    let row = client.query_opt(&statement, &[&authority.uuid(), &number(n)?]).await?;
    row.map(|row| bytes(&row, 0, "position")).transpose()
}

pub(super) async fn conflicts(
    client: &Object,
    authority: AuthorityId,
    ids: &[EventId],
) -> Result<BTreeSet<EventId>, LedgerError> {
    let statement = client
        .prepare_cached(
            "SELECT event_id FROM event WHERE authority_id = $1 AND event_id = ANY($2)
             GROUP BY event_id HAVING count(*) > 1",
        )
        .await?;
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows = client.query(&statement, &[&authority.uuid(), &ids]).await?;
    rows.iter().map(|row| event_id(row, 0)).collect()
}

pub(super) async fn bodies(
    client: &Object,
    authority: AuthorityId,
    ids: &[EventId],
) -> Result<BTreeSet<(EventId, [u8; 32])>, LedgerError> {
    let statement = client
        .prepare_cached(
            "SELECT event_id, body_hash FROM event WHERE authority_id = $1 AND event_id = ANY($2)",
        )
        .await?;
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows = client.query(&statement, &[&authority.uuid(), &ids]).await?;
    rows.iter().map(|row| Ok((event_id(row, 0)?, bytes(row, 1, "event")?))).collect()
}

const STREAM: &str =
    "SELECT stream, device_id, champion_id, seq, h, durable_seq FROM stream WHERE authority_id = $1";

pub(super) async fn stream(
    client: &Object,
    authority: AuthorityId,
    stream: StreamId,
) -> Result<Option<StreamRow>, LedgerError> {
    let statement = client.prepare_cached(&format!("{STREAM} AND stream = $2")).await?;
    let row = client.query_opt(&statement, &[&authority.uuid(), &stream_column(stream)]).await?;
    row.as_ref().map(stream_row).transpose()
}

pub(super) async fn streams(client: &Object, authority: AuthorityId) -> Result<Vec<StreamRow>, LedgerError> {
    let statement = client.prepare_cached(&format!("{STREAM} ORDER BY stream")).await?;
    client.query(&statement, &[&authority.uuid()]).await?.iter().map(stream_row).collect()
}

fn stream_row(row: &Row) -> Result<StreamRow, LedgerError> {
    Ok(StreamRow {
        stream: stream_id(row, 0)?,
        owner: owner(row, 1, 2)?,
        head: Head { seq: unsigned(row, 3)?, hash: bytes(row, 4, "stream")? },
        durable_seq: unsigned(row, 5)?,
    })
}

pub(super) async fn blob(
    client: &Object,
    authority: AuthorityId,
    kind: BlobKind,
    sha256: &[u8; 32],
) -> Result<Option<Vec<u8>>, LedgerError> {
    let statement = client
        .prepare_cached("SELECT bytes FROM blob WHERE authority_id = $1 AND kind = $2 AND sha256 = $3")
        .await?;
    let row = client.query_opt(&statement, &[&authority.uuid(), &kind.word(), &&sha256[..]]).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}
