//! The ledger on one SQLCipher file, owned by one thread.
//!
//! One writer at a time is no loss here: an append is a few hundred small rows in one transaction, and what costs is
//! its one flush to the disk.

mod append;
mod audit;
mod authority;
mod column;
mod copy;
mod desk;
mod device;
mod invitation;
mod read;
mod restore;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use domain::{AuthorityId, DeviceId, EventId, Head, StreamId};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::{
    Answer, Appended, AuditRow, AuthorityRow, Batch, BlobKind, DeviceRow, EnrolOutcome, Enrolment,
    InvitationRow, Ledger, LedgerError, Position, Stored, StreamRow,
};
use crate::error::CentralError;
use crate::keys::Secret;
use crate::sqlcipher;
use crate::worker::Worker;

mod migrations {
    refinery::embed_migrations!("../../migrations/ledger/sqlite");
}

/// A ledger in one file. Clones share its thread; the file closes when the last is dropped.
#[derive(Clone)]
pub struct SqliteLedger {
    file: Worker<Connection>,
    path: PathBuf,
    key: Secret,
}

impl SqliteLedger {
    /// Opens the file with this key, or makes it, for whoever has no folder of keys.
    ///
    /// # Errors
    /// `Sqlite` where the file is not one, is damaged, or has another key; `TooOld` for an SQLite that is not safe.
    pub fn with_key(path: &Path, key: [u8; 32]) -> Result<Self, CentralError> {
        Self::open(path, &Secret::of(key))
    }

    /// Opens the file, or makes it, and brings its tables up to date.
    pub(crate) fn open(path: &Path, key: &Secret) -> Result<Self, CentralError> {
        let mut connection = sqlcipher::open(path, key)?;
        migrations::migrations::runner()
            .run(&mut connection)
            .map_err(|error| LedgerError::Engine(Box::new(error)))?;
        let file = Worker::new("ledger", connection).map_err(|error| LedgerError::Engine(Box::new(error)))?;
        Ok(Self { file, path: path.to_owned(), key: key.clone() })
    }

    /// Whether the file is sound throughout, by SQLite's own check and by the cipher's.
    ///
    /// # Errors
    /// `Engine`, `Closed`.
    pub async fn is_sound(&self) -> Result<bool, LedgerError> {
        let checked = self.file.run(|connection| {
            // A log that was not written back yet makes the cipher's check cry wolf.
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            let sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
            let mut cipher = connection.prepare("PRAGMA cipher_integrity_check")?;
            Ok::<_, rusqlite::Error>(sound == "ok" && !cipher.exists([])?)
        });
        Ok(checked.await.map_err(|_| LedgerError::Closed)??)
    }

    /// Runs a job in a transaction of its own, which takes the write lock at once: one that began as a reader
    /// could not become a writer while another process writes, and would fail where waiting is right.
    fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Transaction<'_>) -> Result<T, LedgerError> + Send + 'static,
    ) -> Answer<'_, T> {
        self.in_transaction(TransactionBehavior::Immediate, job)
    }

    /// Runs a job that only reads.
    fn look<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Transaction<'_>) -> Result<T, LedgerError> + Send + 'static,
    ) -> Answer<'_, T> {
        self.in_transaction(TransactionBehavior::Deferred, job)
    }

    fn in_transaction<T: Send + 'static>(
        &self,
        behaviour: TransactionBehavior,
        job: impl FnOnce(&Transaction<'_>) -> Result<T, LedgerError> + Send + 'static,
    ) -> Answer<'_, T> {
        Box::pin(async move {
            let done = self.file.run(move |connection| {
                let transaction = connection.transaction_with_behavior(behaviour)?;
                let answer = job(&transaction)?;
                transaction.commit()?;
                Ok(answer)
            });
            done.await.map_err(|_| LedgerError::Closed)?
        })
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::DiskFull,
            Some(_) | None => Self::Engine(Box::new(error)),
        }
    }
}

impl Ledger for SqliteLedger {
    fn found(&self, authority: AuthorityRow) -> Answer<'_, ()> {
        self.write(move |tx| authority::found(tx, &authority))
    }
    fn authorities(&self) -> Answer<'_, Vec<AuthorityRow>> {
        self.look(authority::all)
    }
    fn head(&self, authority: AuthorityId) -> Answer<'_, u64> {
        self.look(move |tx| authority::head(tx, authority))
    }
    fn append(&self, authority: AuthorityId, batch: Batch) -> Answer<'_, Appended> {
        self.write(move |tx| append::append(tx, authority, &batch))
    }
    fn read(&self, authority: AuthorityId, after: u64, limit: usize) -> Answer<'_, Vec<Stored>> {
        self.look(move |tx| read::after(tx, authority, after, limit))
    }
    fn positions(
        &self,
        authority: AuthorityId,
        stream: StreamId,
        seqs: RangeInclusive<u64>,
    ) -> Answer<'_, Vec<Position>> {
        self.look(move |tx| read::positions(tx, authority, stream, &seqs))
    }
    fn heads(
        &self,
        authority: AuthorityId,
        stream: StreamId,
        every: u64,
        limit: usize,
    ) -> Answer<'_, Vec<Head>> {
        self.look(move |tx| read::heads(tx, authority, stream, every, limit))
    }
    fn mark(&self, authority: AuthorityId, n: u64) -> Answer<'_, Option<[u8; 32]>> {
        self.look(move |tx| read::mark(tx, authority, n))
    }
    fn conflicts(&self, authority: AuthorityId, ids: Vec<EventId>) -> Answer<'_, BTreeSet<EventId>> {
        self.look(move |tx| read::conflicts(tx, authority, &ids))
    }
    fn bodies(&self, authority: AuthorityId, ids: Vec<EventId>) -> Answer<'_, BTreeSet<(EventId, [u8; 32])>> {
        self.look(move |tx| read::bodies(tx, authority, &ids))
    }
    fn stream(&self, authority: AuthorityId, stream: StreamId) -> Answer<'_, Option<StreamRow>> {
        self.look(move |tx| read::stream(tx, authority, stream))
    }
    fn streams(&self, authority: AuthorityId) -> Answer<'_, Vec<StreamRow>> {
        self.look(move |tx| read::streams(tx, authority))
    }
    fn blob(&self, authority: AuthorityId, kind: BlobKind, sha256: [u8; 32]) -> Answer<'_, Option<Vec<u8>>> {
        self.look(move |tx| read::blob(tx, authority, kind, &sha256))
    }
    fn invite(&self, authority: AuthorityId, invitation: InvitationRow) -> Answer<'_, ()> {
        self.write(move |tx| invitation::add(tx, authority, &invitation))
    }
    fn enrol(&self, authority: AuthorityId, enrolment: Enrolment) -> Answer<'_, EnrolOutcome> {
        self.write(move |tx| invitation::enrol(tx, authority, &enrolment))
    }
    fn device(&self, authority: AuthorityId, device: DeviceId) -> Answer<'_, Option<DeviceRow>> {
        self.look(move |tx| device::one(tx, authority, device))
    }
    fn devices(&self, authority: AuthorityId) -> Answer<'_, Vec<DeviceRow>> {
        self.look(move |tx| device::all(tx, authority))
    }
    fn revoke(&self, authority: AuthorityId, device: DeviceId, at_ms: u64) -> Answer<'_, bool> {
        self.write(move |tx| device::revoke(tx, authority, device, at_ms))
    }
    fn audit(&self, authority: AuthorityId, after: u64, row: AuditRow) -> Answer<'_, bool> {
        self.write(move |tx| audit::add(tx, authority, after, &row))
    }
    fn audits(&self, authority: AuthorityId, after: u64, limit: usize) -> Answer<'_, Vec<AuditRow>> {
        self.look(move |tx| audit::after(tx, authority, after, limit))
    }
    fn last_audit(&self, authority: AuthorityId) -> Answer<'_, Option<AuditRow>> {
        self.look(move |tx| audit::last(tx, authority))
    }
}
