//! What a restored centre must still know: its epoch, its devices, what was erased, what is in a backup.

use std::collections::BTreeSet;

use domain::{AuthorityId, DeviceId, EventId, Head};
use rusqlite::{OptionalExtension as _, Transaction, params};

use super::append::{keep_blob, make_stream};
use super::authority::count_up;
use super::column::{device_id, id, number, stream_id, unsigned};
use super::{Answer, DeviceRow, LedgerError, SqliteLedger, copy, device, read};
use crate::ledger::{Blob, BlobKind, Drilled, ForkRow, Owner, RestoreLedger, Sink, Source};
use crate::sqlcipher;

impl RestoreLedger for SqliteLedger {
    fn renew(&self, authority: AuthorityId, epoch: u64) -> Answer<'_, ()> {
        self.write(move |tx| renew(tx, authority, epoch))
    }
    fn admit(&self, authority: AuthorityId, device: DeviceRow) -> Answer<'_, bool> {
        self.write(move |tx| admit(tx, authority, &device))
    }
    fn erased(&self, authority: AuthorityId, ids: Vec<EventId>) -> Answer<'_, BTreeSet<EventId>> {
        self.look(move |tx| erased(tx, authority, &ids))
    }
    fn keep(&self, authority: AuthorityId, blob: Blob) -> Answer<'_, ()> {
        self.write(move |tx| keep_blob(tx, authority, &blob))
    }
    fn blobs(&self, authority: AuthorityId) -> Answer<'_, Vec<(BlobKind, [u8; 32])>> {
        self.look(move |tx| blobs(tx, authority))
    }
    fn drilled(&self, authority: AuthorityId, done: Drilled) -> Answer<'_, ()> {
        self.write(move |tx| drilled(tx, authority, &done))
    }
    fn drill(&self, authority: AuthorityId) -> Answer<'_, Option<Drilled>> {
        self.look(move |tx| drill(tx, authority))
    }
    fn forked(&self, authority: AuthorityId, fork: ForkRow) -> Answer<'_, bool> {
        self.write(move |tx| forked(tx, authority, &fork))
    }
    fn forks(&self, authority: AuthorityId) -> Answer<'_, Vec<ForkRow>> {
        self.look(move |tx| forks(tx, authority))
    }
    /// On a connection and a thread of its own: copying a large ledger takes long, and nobody's push waits for it.
    fn dump(&self, authority: AuthorityId, mut sink: Sink) -> Answer<'_, ()> {
        let (path, key) = (self.path.clone(), self.key.clone());
        Box::pin(async move {
            let copied = tokio::task::spawn_blocking(move || {
                let mut connection = sqlcipher::open(&path, &key).map_err(engine)?;
                copy::dump(&mut connection, authority, &mut sink)
            });
            copied.await.map_err(engine)?
        })
    }
    fn load(&self, source: Source) -> Answer<'_, ()> {
        self.write(move |tx| copy::load(tx, source))
    }
}

fn engine(error: impl std::error::Error + Send + Sync + 'static) -> LedgerError {
    LedgerError::Engine(Box::new(error))
}

pub(super) fn renew(tx: &Transaction<'_>, authority: AuthorityId, epoch: u64) -> Result<(), LedgerError> {
    tx.execute(
        "UPDATE authority SET epoch = ?2 WHERE authority_id = ?1 AND epoch < ?2",
        params![id(authority.uuid()), number(epoch)?],
    )?;
    Ok(())
}

pub(super) fn admit(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    row: &DeviceRow,
) -> Result<bool, LedgerError> {
    if device::one(tx, authority, row.id)?.is_some() {
        return Ok(false);
    }
    let owner = Owner::Device { device: row.id, champion: row.champion };
    if read::stream(tx, authority, row.stream)?.is_some_and(|stream| stream.owner != owner) {
        return Ok(false);
    }
    make_stream(tx, authority, row.stream, owner, Head::EMPTY)?;
    let enrolled_n = count_up(tx, authority, 1)?;
    device::add(tx, authority, &DeviceRow { enrolled_n, ..row.clone() })?;
    if let Some((at_ms, _)) = row.revoked {
        device::revoke(tx, authority, row.id, at_ms)?;
    }
    Ok(true)
}

/// Takes salt and body away, and keeps the ids for ever.
pub(super) fn erase(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    ids: &[EventId],
) -> Result<(), LedgerError> {
    let mut keep =
        tx.prepare_cached("INSERT OR IGNORE INTO erased (authority_id, event_id) VALUES (?1, ?2)")?;
    let mut clear = tx.prepare_cached(
        "UPDATE event SET salt = NULL, body = NULL
         WHERE authority_id = ?1 AND event_id = ?2 AND body IS NOT NULL",
    )?;
    for event in ids {
        let which = [id(authority.uuid()), id(event.uuid())];
        keep.execute(which)?;
        clear.execute(which)?;
    }
    Ok(())
}

/// Whether anything at all was erased: mostly nothing was, and then nothing need be looked up.
pub(super) fn is_any_erased(tx: &Transaction<'_>, authority: AuthorityId) -> Result<bool, LedgerError> {
    let mut statement = tx.prepare_cached("SELECT 1 FROM erased WHERE authority_id = ?1 LIMIT 1")?;
    Ok(statement.exists([id(authority.uuid())])?)
}

pub(super) fn is_erased(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    event: EventId,
) -> Result<bool, LedgerError> {
    let mut statement =
        tx.prepare_cached("SELECT 1 FROM erased WHERE authority_id = ?1 AND event_id = ?2")?;
    Ok(statement.exists([id(authority.uuid()), id(event.uuid())])?)
}

pub(super) fn erased(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    ids: &[EventId],
) -> Result<BTreeSet<EventId>, LedgerError> {
    let mut erased = BTreeSet::new();
    if !is_any_erased(tx, authority)? {
        return Ok(erased);
    }
    for event in ids {
        if is_erased(tx, authority, *event)? {
            erased.insert(*event);
        }
    }
    Ok(erased)
}

pub(super) fn drilled(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    drilled: &Drilled,
) -> Result<(), LedgerError> {
    let Drilled { n, made_ms, drilled_ms, streams } = drilled;
    tx.execute(
        "INSERT INTO drill (authority_id, n, made_ms, drilled_ms) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (authority_id) DO UPDATE SET n = ?2, made_ms = ?3, drilled_ms = ?4 WHERE n <= ?2",
        params![id(authority.uuid()), number(*n)?, number(*made_ms)?, number(*drilled_ms)?],
    )?;
    let mut statement = tx.prepare_cached(
        "UPDATE stream SET durable_seq = ?3
         WHERE authority_id = ?1 AND stream = ?2 AND durable_seq < ?3 AND seq >= ?3",
    )?;
    for (stream, seq) in streams {
        statement.execute(params![id(authority.uuid()), stream.bytes(), number(*seq)?])?;
    }
    Ok(())
}

pub(super) fn drill(tx: &Transaction<'_>, authority: AuthorityId) -> Result<Option<Drilled>, LedgerError> {
    let mut statement =
        tx.prepare_cached("SELECT n, made_ms, drilled_ms FROM drill WHERE authority_id = ?1")?;
    let row = statement.query_row([id(authority.uuid())], |row| {
        let (n, made_ms, drilled_ms) = (unsigned(row, 0)?, unsigned(row, 1)?, unsigned(row, 2)?);
        Ok(Drilled { n, made_ms, drilled_ms, streams: Vec::new() })
    });
    Ok(row.optional()?)
}

pub(super) fn forked(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    fork: &ForkRow,
) -> Result<bool, LedgerError> {
    let ForkRow { stream, device, at_seq, seen_ms } = fork;
    let noted = tx.execute(
        "INSERT OR IGNORE INTO fork (authority_id, stream, device_id, at_seq, seen_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            id(authority.uuid()),
            stream.bytes(),
            id(device.uuid()),
            number(*at_seq)?,
            number(*seen_ms)?
        ],
    )?;
    Ok(noted == 1)
}

pub(super) fn forks(tx: &Transaction<'_>, authority: AuthorityId) -> Result<Vec<ForkRow>, LedgerError> {
    let mut statement = tx.prepare_cached(
        "SELECT stream, device_id, at_seq, seen_ms FROM fork WHERE authority_id = ?1 ORDER BY seen_ms, stream",
    )?;
    let rows = statement.query_map([id(authority.uuid())], |row| {
        let device: DeviceId = device_id(row, 1)?;
        Ok(ForkRow {
            stream: stream_id(row, 0)?,
            device,
            at_seq: unsigned(row, 2)?,
            seen_ms: unsigned(row, 3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn blobs(
    tx: &Transaction<'_>,
    authority: AuthorityId,
) -> Result<Vec<(BlobKind, [u8; 32])>, LedgerError> {
    let mut statement =
        tx.prepare_cached("SELECT kind, sha256 FROM blob WHERE authority_id = ?1 ORDER BY kind, sha256")?;
    let mut rows = statement.query([id(authority.uuid())])?;
    let mut blobs = Vec::new();
    while let Some(row) = rows.next()? {
        let kind =
            BlobKind::of_word(&row.get::<_, String>(0)?).ok_or(LedgerError::Damaged { table: "blob" })?;
        blobs.push((kind, row.get(1)?));
    }
    Ok(blobs)
}
