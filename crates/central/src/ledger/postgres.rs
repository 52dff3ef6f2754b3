//! The ledger on PostgreSQL, for a centre that has outgrown one machine: several nodes may write to it at once.
//!
//! Each write is one transaction that locks in one order, whoever writes: the stream's row, then events and files in
//! the order of their keys, then the change counter. So no two wait for each other, and since the counter is held
//! until the commit can be seen, the order of change numbers is the order of commits.

mod append;
mod audit;
mod authority;
mod column;
mod connect;
mod copy;
mod desk;
mod device;
mod dsn;
mod invitation;
mod read;
mod restore;

pub use dsn::{Dsn, DsnError};

use std::collections::BTreeSet;
use std::error::Error;
use std::ops::RangeInclusive;

use deadpool_postgres::{Object, Pool, Transaction};
use domain::{AuthorityId, DeviceId, EventId, Head, StreamId};
use tokio_postgres::error::SqlState;

use super::{
    Answer, Appended, AuditRow, AuthorityRow, Batch, BlobKind, DeviceRow, EnrolOutcome, Enrolment,
    InvitationRow, Ledger, LedgerError, Position, Stored, StreamRow,
};

/// A ledger in one PostgreSQL database. Clones share its connections; they close when the last is dropped.
#[derive(Clone)]
pub struct PostgresLedger {
    pool: Pool,
}

impl PostgresLedger {
    /// Connects, makes sure that what the database says is committed is durable, and brings its tables up to date.
    ///
    /// # Errors
    /// `Unreachable` where it cannot be connected to; `Unsafe` where it may lose what it committed; `Engine`.
    pub async fn open(dsn: &Dsn) -> Result<Self, LedgerError> {
        let ledger = Self { pool: connect::pool(dsn)? };
        let mut client = ledger.client().await?;
        connect::is_safe(&client).await?;
        connect::migrate(&mut client).await?;
        Ok(ledger)
    }

    async fn client(&self) -> Result<Object, LedgerError> {
        self.pool.get().await.map_err(|error| LedgerError::Unreachable(Box::new(error)))
    }

    /// Hands a connection to a job. What the job began and did not commit is rolled back when it ends, also where
    /// nobody waits for it any more.
    fn with<'a, T: 'a, F>(&'a self, job: impl FnOnce(Object) -> F + Send + 'a) -> Answer<'a, T>
    where
        F: Future<Output = Result<T, LedgerError>> + Send + 'a,
    {
        Box::pin(async move { job(self.client().await?).await })
    }
}

/// Commits. The one moment at which a lost connection leaves open what happened: the database may have made it
/// durable and only the word of it was lost.
async fn commit(transaction: Transaction<'_>) -> Result<(), LedgerError> {
    let Err(error) = transaction.commit().await else {
        return Ok(());
    };
    // Classes 23 and 40: the database itself says that it rolled back. Any other end of a commit may come after it.
    let is_rolled_back =
        error.code().is_some_and(|state| state.code().starts_with("23") || state.code().starts_with("40"));
    if is_rolled_back {
        return Err(error.into());
    }
    Err(LedgerError::OutcomeUnknown(Box::new(error)))
}

impl From<tokio_postgres::Error> for LedgerError {
    fn from(error: tokio_postgres::Error) -> Self {
        match error.code() {
            Some(state) if *state == SqlState::DISK_FULL => Self::DiskFull,
            Some(_) => Self::Engine(Box::new(WithoutRows { state: state_of(&error) })),
            None if error.is_closed() => Self::Unreachable(Box::new(error)),
            None => Self::Engine(Box::new(error)),
        }
    }
}

/// What the database said, without its words: they may quote a row, and a row may hold what somebody recorded.
#[derive(Debug, thiserror::Error)]
#[error("the database refused with SQLSTATE {state}")]
struct WithoutRows {
    state: String,
}

fn state_of(error: &tokio_postgres::Error) -> String {
    error.code().map(|state| state.code().to_owned()).unwrap_or_default()
}

/// An error of ours as the source of a ledger's.
fn engine(error: impl Error + Send + Sync + 'static) -> LedgerError {
    LedgerError::Engine(Box::new(error))
}

impl Ledger for PostgresLedger {
    fn found(&self, authority: AuthorityRow) -> Answer<'_, ()> {
        self.with(async move |mut client| authority::found(&mut client, &authority).await)
    }
    fn authorities(&self) -> Answer<'_, Vec<AuthorityRow>> {
        self.with(async move |client| authority::all(&client).await)
    }
    fn head(&self, authority: AuthorityId) -> Answer<'_, u64> {
        self.with(async move |client| authority::head(&client, authority).await)
    }
    fn append(&self, authority: AuthorityId, batch: Batch) -> Answer<'_, Appended> {
        self.with(async move |mut client| append::append(&mut client, authority, &batch).await)
    }
    fn read(&self, authority: AuthorityId, after: u64, limit: usize) -> Answer<'_, Vec<Stored>> {
        self.with(async move |client| read::after(&client, authority, after, limit).await)
    }
    fn positions(
        &self,
        authority: AuthorityId,
        stream: StreamId,
        seqs: RangeInclusive<u64>,
    ) -> Answer<'_, Vec<Position>> {
        self.with(async move |client| read::positions(&client, authority, stream, &seqs).await)
    }
    fn heads(
        &self,
        authority: AuthorityId,
        stream: StreamId,
        every: u64,
        limit: usize,
    ) -> Answer<'_, Vec<Head>> {
        self.with(async move |client| read::heads(&client, authority, stream, every, limit).await)
    }
    fn mark(&self, authority: AuthorityId, n: u64) -> Answer<'_, Option<[u8; 32]>> {
        self.with(async move |client| read::mark(&client, authority, n).await)
    }
    fn conflicts(&self, authority: AuthorityId, ids: Vec<EventId>) -> Answer<'_, BTreeSet<EventId>> {
        self.with(async move |client| read::conflicts(&client, authority, &ids).await)
    }
    fn bodies(&self, authority: AuthorityId, ids: Vec<EventId>) -> Answer<'_, BTreeSet<(EventId, [u8; 32])>> {
        self.with(async move |client| read::bodies(&client, authority, &ids).await)
    }
    fn stream(&self, authority: AuthorityId, stream: StreamId) -> Answer<'_, Option<StreamRow>> {
        self.with(async move |client| read::stream(&client, authority, stream).await)
    }
    fn streams(&self, authority: AuthorityId) -> Answer<'_, Vec<StreamRow>> {
        self.with(async move |client| read::streams(&client, authority).await)
    }
    fn blob(&self, authority: AuthorityId, kind: BlobKind, sha256: [u8; 32]) -> Answer<'_, Option<Vec<u8>>> {
        self.with(async move |client| read::blob(&client, authority, kind, &sha256).await)
    }
    fn invite(&self, authority: AuthorityId, invitation: InvitationRow) -> Answer<'_, ()> {
        self.with(async move |client| invitation::add(&client, authority, &invitation).await)
    }
    fn enrol(&self, authority: AuthorityId, enrolment: Enrolment) -> Answer<'_, EnrolOutcome> {
        self.with(async move |mut client| invitation::enrol(&mut client, authority, &enrolment).await)
    }
    fn device(&self, authority: AuthorityId, device: DeviceId) -> Answer<'_, Option<DeviceRow>> {
        self.with(async move |client| device::one(&client, authority, device).await)
    }
    fn devices(&self, authority: AuthorityId) -> Answer<'_, Vec<DeviceRow>> {
        self.with(async move |client| device::all(&client, authority).await)
    }
    fn revoke(&self, authority: AuthorityId, device: DeviceId, at_ms: u64) -> Answer<'_, bool> {
        self.with(async move |mut client| device::revoke(&mut client, authority, device, at_ms).await)
    }
    fn audit(&self, authority: AuthorityId, after: u64, row: AuditRow) -> Answer<'_, bool> {
        self.with(async move |client| audit::add(&client, authority, after, &row).await)
    }
    fn audits(&self, authority: AuthorityId, after: u64, limit: usize) -> Answer<'_, Vec<AuditRow>> {
        self.with(async move |client| audit::after(&client, authority, after, limit).await)
    }
    fn last_audit(&self, authority: AuthorityId) -> Answer<'_, Option<AuditRow>> {
        self.with(async move |client| audit::last(&client, authority).await)
    }
}
