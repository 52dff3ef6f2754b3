//! The ledger: every stream's events, append-only and durable, and the little else that a centre must not lose.
//!
//! It knows no family, team or session: what events mean is the book's to say. It takes no decision either: what
//! is to be appended is worked out by `ingest` from what it answers, and [`Ledger::append`] only holds if the
//! stream still stands where that was worked out. So an engine is about a dozen statements, written once per
//! database, and nothing in this trait names one.

mod copy;
mod desk;
mod postgres;
mod restore;
mod row;
mod sqlite;

pub use copy::{Cell, Copied, Sink, Source};
pub use desk::{AccountChosen, AccountRow, AccountSetUp, DeskLedger, DeskSession, DeviceCheck, name_key};
pub use postgres::{Dsn, DsnError, PostgresLedger};
pub use restore::{Drilled, ForkRow, RestoreLedger};
pub use row::{
    Appended, AuditRow, AuthorityRow, Batch, Blob, BlobKind, DeviceRow, EnrolOutcome, Enrolment,
    InvitationRow, NewPosition, Owner, Position, Stored, StreamRow,
};
pub use sqlite::SqliteLedger;

use std::collections::BTreeSet;
use std::future::Future;
use std::ops::RangeInclusive;
use std::pin::Pin;

use domain::{AuthorityId, DeviceId, EventId, Head, StreamId};

/// Why a ledger could not answer. Nothing was half done: each call is one transaction.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The disk is full.
    #[error("the ledger's disk is full")]
    DiskFull,
    /// The database refused, or is not to be reached.
    #[error("the ledger could not be read or written")]
    Engine(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The database cannot be connected to, or went away before anything was committed: nothing was written.
    #[error("the ledger's database cannot be reached")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The connection was lost while the database committed: either all of the call is durable, or nothing. Whoever
    /// asked asks again, and what is stored by then decides.
    #[error("whether the ledger stored it is not known")]
    OutcomeUnknown(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The database is set up to say "committed" before it is.
    #[error("the ledger's database has the setting {setting} off, and so can lose what it committed")]
    Unsafe {
        /// Which setting must be on.
        setting: &'static str,
    },
    /// A stored row does not read back as what was written.
    #[error("a row of the ledger's table {table} is damaged")]
    Damaged {
        /// Which table.
        table: &'static str,
    },
    /// The ledger is closed.
    #[error("the ledger is closed")]
    Closed,
}

/// What a call of the ledger answers, later.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, LedgerError>> + Send + 'a>>;

/// One ledger of one or more authorities. Every key begins with the authority, so that a large one can be given a
/// database of its own, or a shard, without a change.
///
/// Change numbers: `append`, `enrol` and `revoke` each take the next ones from one counter per authority, locked
/// last in their transaction. So the order of numbers is the order of commits, and a reader who has seen `n` has
/// seen all up to `n`.
pub trait Ledger: DeskLedger + RestoreLedger {
    /// Notes a new authority, and its own stream. The same again changes nothing.
    fn found(&self, authority: AuthorityRow) -> Answer<'_, ()>;
    /// Every authority.
    fn authorities(&self) -> Answer<'_, Vec<AuthorityRow>>;
    /// The greatest change number given.
    fn head(&self, authority: AuthorityId) -> Answer<'_, u64>;

    /// Appends to a stream in one transaction, if its head is still where the batch says.
    fn append(&self, authority: AuthorityId, batch: Batch) -> Answer<'_, Appended>;
    /// Events with change numbers after `after`, in their order, at most `limit`.
    fn read(&self, authority: AuthorityId, after: u64, limit: usize) -> Answer<'_, Vec<Stored>>;
    /// Positions of one stream, in order; those that are not there are left out.
    fn positions(
        &self,
        authority: AuthorityId,
        stream: StreamId,
        seqs: RangeInclusive<u64>,
    ) -> Answer<'_, Vec<Position>>;
    /// Where a stream stood at every `every`th event, at most `limit` of the latest, ascending.
    fn heads(
        &self,
        authority: AuthorityId,
        stream: StreamId,
        every: u64,
        limit: usize,
    ) -> Answer<'_, Vec<Head>>;
    /// The hash of the last event up to change number `n`: another ledger, or one that took another way, has another.
    fn mark(&self, authority: AuthorityId, n: u64) -> Answer<'_, Option<[u8; 32]>>;
    /// Those of these ids under which two different bodies are stored.
    fn conflicts(&self, authority: AuthorityId, ids: Vec<EventId>) -> Answer<'_, BTreeSet<EventId>>;
    /// Those of these ids that are held, with the hash of each body held under them.
    fn bodies(&self, authority: AuthorityId, ids: Vec<EventId>) -> Answer<'_, BTreeSet<(EventId, [u8; 32])>>;
    /// One stream.
    fn stream(&self, authority: AuthorityId, stream: StreamId) -> Answer<'_, Option<StreamRow>>;
    /// Every stream, in order of id.
    fn streams(&self, authority: AuthorityId) -> Answer<'_, Vec<StreamRow>>;

    /// A file by the hash under which an event names it.
    fn blob(&self, authority: AuthorityId, kind: BlobKind, sha256: [u8; 32]) -> Answer<'_, Option<Vec<u8>>>;

    /// Keeps a one-time code's hash.
    fn invite(&self, authority: AuthorityId, invitation: InvitationRow) -> Answer<'_, ()>;
    /// Uses a one-time code up and lets a device in, in one transaction.
    fn enrol(&self, authority: AuthorityId, enrolment: Enrolment) -> Answer<'_, EnrolOutcome>;
    /// One device.
    fn device(&self, authority: AuthorityId, device: DeviceId) -> Answer<'_, Option<DeviceRow>>;
    /// Every device, in order of id.
    fn devices(&self, authority: AuthorityId) -> Answer<'_, Vec<DeviceRow>>;
    /// Ends a device's access; false where there is none in use.
    fn revoke(&self, authority: AuthorityId, device: DeviceId, at_ms: u64) -> Answer<'_, bool>;

    /// Adds a line to the audit, if its last one is still `after`; false where it is not.
    fn audit(&self, authority: AuthorityId, after: u64, row: AuditRow) -> Answer<'_, bool>;
    /// The audit's lines after `after`, in order, at most `limit`.
    fn audits(&self, authority: AuthorityId, after: u64, limit: usize) -> Answer<'_, Vec<AuditRow>>;
    /// The audit's last line.
    fn last_audit(&self, authority: AuthorityId) -> Answer<'_, Option<AuditRow>>;
}
