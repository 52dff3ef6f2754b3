//! What a restored centre must still know: its epoch, its devices, what was erased, what is in a backup.

use std::collections::BTreeSet;

use deadpool_postgres::{Object, Transaction};
use domain::{AuthorityId, EventId, Head};
use tokio_postgres::Row;
use uuid::Uuid;

use super::append::{keep_blobs, make_stream};
use super::authority::count_up;
use super::column::{bytes, device_id, event_id, number, stream_column, stream_id, unsigned};
use super::{Answer, DeviceRow, LedgerError, PostgresLedger, commit, copy, device};
use crate::ledger::{Blob, BlobKind, Drilled, ForkRow, Owner, RestoreLedger, Sink, Source};

impl RestoreLedger for PostgresLedger {
    fn renew(&self, authority: AuthorityId, epoch: u64) -> Answer<'_, ()> {
        self.with(async move |client| renew(&client, authority, epoch).await)
    }
    fn admit(&self, authority: AuthorityId, device: DeviceRow) -> Answer<'_, bool> {
        self.with(async move |mut client| admit(&mut client, authority, &device).await)
    }
    fn erased(&self, authority: AuthorityId, ids: Vec<EventId>) -> Answer<'_, BTreeSet<EventId>> {
        self.with(async move |client| erased(&client, authority, &ids).await)
    }
    fn keep(&self, authority: AuthorityId, blob: Blob) -> Answer<'_, ()> {
        self.with(async move |mut client| keep(&mut client, authority, &blob).await)
    }
    fn blobs(&self, authority: AuthorityId) -> Answer<'_, Vec<(BlobKind, [u8; 32])>> {
        self.with(async move |client| blobs(&client, authority).await)
    }
    fn drilled(&self, authority: AuthorityId, done: Drilled) -> Answer<'_, ()> {
        self.with(async move |mut client| drilled(&mut client, authority, &done).await)
    }
    fn drill(&self, authority: AuthorityId) -> Answer<'_, Option<Drilled>> {
        self.with(async move |client| drill(&client, authority).await)
    }
    fn forked(&self, authority: AuthorityId, fork: ForkRow) -> Answer<'_, bool> {
        self.with(async move |client| forked(&client, authority, &fork).await)
    }
    fn forks(&self, authority: AuthorityId) -> Answer<'_, Vec<ForkRow>> {
        self.with(async move |client| forks(&client, authority).await)
    }
    fn dump(&self, authority: AuthorityId, sink: Sink) -> Answer<'_, ()> {
        self.with(async move |mut client| copy::dump(&mut client, authority, sink).await)
    }
    fn load(&self, source: Source) -> Answer<'_, ()> {
        self.with(async move |mut client| copy::load(&mut client, source).await)
    }
}

pub(super) async fn renew(client: &Object, authority: AuthorityId, epoch: u64) -> Result<(), LedgerError> {
    client
        .execute(
            "UPDATE authority SET epoch = $2 WHERE authority_id = $1 AND epoch < $2",
            &[&authority.uuid(), &number(epoch)?],
        )
        .await?;
    Ok(())
}

/// The stream's row is made or found first, and so locked: of two who admit at once the second finds the device there.
pub(super) async fn admit(
    client: &mut Object,
    authority: AuthorityId,
    row: &DeviceRow,
) -> Result<bool, LedgerError> {
    let tx = client.transaction().await?;
    let owner = Owner::Device { device: row.id, champion: row.champion };
    let made = make_stream(&tx, authority, row.stream, owner, Head::EMPTY).await?;
    if device::one(&tx, authority, row.id).await?.is_some() {
        return Ok(false);
    }
    if !made {
        let owner: Option<Uuid> = tx
            .query_one(
                "SELECT device_id FROM stream WHERE authority_id = $1 AND stream = $2 FOR UPDATE",
                &[&authority.uuid(), &stream_column(row.stream)],
            )
            .await?
            .try_get(0)?;
        if owner != Some(row.id.uuid()) {
            return Ok(false);
        }
    }
    let enrolled_n = count_up(&tx, authority, 1).await?;
    device::add(&tx, authority, &DeviceRow { enrolled_n, ..row.clone() }).await?;
    if let Some((at_ms, _)) = row.revoked {
        device::end(&tx, authority, row.id, at_ms).await?;
    }
    commit(tx).await?;
    Ok(true)
}

/// Keeps the ids of what is erased for ever, in their order.
pub(super) async fn erase(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    ids: &[EventId],
) -> Result<(), LedgerError> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    tx.execute(
        "INSERT INTO erased (authority_id, event_id)
         SELECT $1, id FROM unnest($2::uuid[]) AS t (id) ORDER BY id ON CONFLICT DO NOTHING",
        &[&authority.uuid(), &ids],
    )
    .await?;
    Ok(())
}

/// Takes salt and body of those that are erased away. While the counter is held: whoever erased before has committed and
/// is seen, and whoever erases next will see these.
pub(super) async fn clear(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    ids: &[Uuid],
) -> Result<(), LedgerError> {
    let statement = tx
        .prepare_cached(
            "UPDATE event SET salt = NULL, body = NULL FROM erased
             WHERE erased.authority_id = $1 AND event.authority_id = $1 AND event.event_id = ANY ($2)
             AND erased.event_id = event.event_id AND event.body IS NOT NULL",
        )
        .await?;
    tx.execute(&statement, &[&authority.uuid(), &ids]).await?;
    Ok(())
}

async fn keep(client: &mut Object, authority: AuthorityId, blob: &Blob) -> Result<(), LedgerError> {
    let tx = client.transaction().await?;
    keep_blobs(&tx, authority, std::slice::from_ref(blob)).await?;
    commit(tx).await
}

pub(super) async fn erased(
    client: &Object,
    authority: AuthorityId,
    ids: &[EventId],
) -> Result<BTreeSet<EventId>, LedgerError> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let statement = client
        .prepare_cached("SELECT event_id FROM erased WHERE authority_id = $1 AND event_id = ANY ($2)")
        .await?;
    client.query(&statement, &[&authority.uuid(), &ids]).await?.iter().map(|row| event_id(row, 0)).collect()
}

pub(super) async fn drilled(
    client: &mut Object,
    authority: AuthorityId,
    drilled: &Drilled,
) -> Result<(), LedgerError> {
    let Drilled { n, made_ms, drilled_ms, streams } = drilled;
    let tx = client.transaction().await?;
    tx.execute(
        "INSERT INTO drill (authority_id, n, made_ms, drilled_ms) VALUES ($1, $2, $3, $4)
         ON CONFLICT (authority_id) DO UPDATE SET n = $2, made_ms = $3, drilled_ms = $4 WHERE drill.n <= $2",
        &[&authority.uuid(), &number(*n)?, &number(*made_ms)?, &number(*drilled_ms)?],
    )
    .await?;
    // One stream after the other in the order of their ids: whoever appends to one waits for no other.
    let mut in_order = streams.clone();
    in_order.sort_unstable();
    for (stream, seq) in in_order {
        tx.execute(
            "UPDATE stream SET durable_seq = $3
             WHERE authority_id = $1 AND stream = $2 AND durable_seq < $3 AND seq >= $3",
            &[&authority.uuid(), &stream_column(stream), &number(seq)?],
        )
        .await?;
    }
    commit(tx).await
}

pub(super) async fn drill(client: &Object, authority: AuthorityId) -> Result<Option<Drilled>, LedgerError> {
    let statement =
        client.prepare_cached("SELECT n, made_ms, drilled_ms FROM drill WHERE authority_id = $1").await?;
    let row = client.query_opt(&statement, &[&authority.uuid()]).await?;
    row.map(|row| {
        let (n, made_ms, drilled_ms) = (unsigned(&row, 0)?, unsigned(&row, 1)?, unsigned(&row, 2)?);
        Ok(Drilled { n, made_ms, drilled_ms, streams: Vec::new() })
    })
    .transpose()
}

pub(super) async fn forked(
    client: &Object,
    authority: AuthorityId,
    fork: &ForkRow,
) -> Result<bool, LedgerError> {
    let ForkRow { stream, device, at_seq, seen_ms } = fork;
    let noted = client
        .execute(
            "INSERT INTO fork (authority_id, stream, device_id, at_seq, seen_ms) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT DO NOTHING",
            &[
                &authority.uuid(),
                &stream_column(*stream),
                &device.uuid(),
                &number(*at_seq)?,
                &number(*seen_ms)?,
            ],
        )
        .await?;
    Ok(noted == 1)
}

pub(super) async fn forks(client: &Object, authority: AuthorityId) -> Result<Vec<ForkRow>, LedgerError> {
    let statement = client
        .prepare_cached(
            "SELECT stream, device_id, at_seq, seen_ms FROM fork WHERE authority_id = $1 ORDER BY seen_ms, stream",
        )
        .await?;
    let fork = |row: &Row| {
        let (at_seq, seen_ms) = (unsigned(row, 2)?, unsigned(row, 3)?);
        Ok(ForkRow { stream: stream_id(row, 0)?, device: device_id(row, 1)?, at_seq, seen_ms })
    };
    client.query(&statement, &[&authority.uuid()]).await?.iter().map(fork).collect()
}

pub(super) async fn blobs(
    client: &Object,
    authority: AuthorityId,
) -> Result<Vec<(BlobKind, [u8; 32])>, LedgerError> {
    let statement = client
        .prepare_cached("SELECT kind, sha256 FROM blob WHERE authority_id = $1 ORDER BY kind, sha256")
        .await?;
    let blob = |row: &Row| {
        let kind = BlobKind::of_word(row.try_get(0)?).ok_or(LedgerError::Damaged { table: "blob" })?;
        Ok((kind, bytes(row, 1, "blob")?))
    };
    client.query(&statement, &[&authority.uuid()]).await?.iter().map(blob).collect()
}
