//! What a restored centre must still know, and how a ledger is copied into a backup and out of it.

use std::collections::BTreeSet;

use domain::{AuthorityId, DeviceId, EventId, StreamId};

use super::copy::{Sink, Source};
use super::{Answer, Blob, BlobKind, DeviceRow};

/// A backup that was restored in a drill and found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drilled {
    /// Its change number.
    pub n: u64,
    /// When it was made, by the centre's wall clock, milliseconds since 1970.
    pub made_ms: u64,
    /// When it was tried.
    pub drilled_ms: u64,
    /// How far each stream was in it. Empty where it is read back: it stands with the streams then.
    pub streams: Vec<(StreamId, u64)>,
}

/// A stream of which a second history was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForkRow {
    /// Which.
    pub stream: StreamId,
    /// Who sent it.
    pub device: DeviceId,
    /// A number that differs.
    pub at_seq: u64,
    /// When it was first seen, by the centre's wall clock, milliseconds since 1970.
    pub seen_ms: u64,
}

/// What a restored centre must still know. A side journal is a second ledger, elsewhere, that holds this and the
/// centre's own stream and nothing else.
pub trait RestoreLedger: Send + Sync + 'static {
    /// Raises the epoch; a lower one changes nothing.
    fn renew(&self, authority: AuthorityId, epoch: u64) -> Answer<'_, ()>;
    /// Lets a device in that was let in before, revoked where it was; false where it is known or its stream is
    /// another's.
    fn admit(&self, authority: AuthorityId, device: DeviceRow) -> Answer<'_, bool>;
    /// Those of these events that were erased. Erasing is part of [`super::Ledger::append`].
    fn erased(&self, authority: AuthorityId, ids: Vec<EventId>) -> Answer<'_, BTreeSet<EventId>>;
    /// Keeps a file that an event names.
    fn keep(&self, authority: AuthorityId, blob: Blob) -> Answer<'_, ()>;
    /// The files that events name.
    fn blobs(&self, authority: AuthorityId) -> Answer<'_, Vec<(BlobKind, [u8; 32])>>;

    /// Notes a drill that a backup passed, and moves the streams' durable marks; none ever goes back.
    fn drilled(&self, authority: AuthorityId, drilled: Drilled) -> Answer<'_, ()>;
    /// The last one.
    fn drill(&self, authority: AuthorityId) -> Answer<'_, Option<Drilled>>;

    /// Notes that a second history of a stream was seen; false where that is known.
    fn forked(&self, authority: AuthorityId, fork: ForkRow) -> Answer<'_, bool>;
    /// Every such stream, by when it was first seen.
    fn forks(&self, authority: AuthorityId) -> Answer<'_, Vec<ForkRow>>;

    /// Hands every row of an authority to `sink`, as of one moment. Others go on writing meanwhile.
    fn dump(&self, authority: AuthorityId, sink: Sink) -> Answer<'_, ()>;
    /// Stores rows as they were copied, all or none, in a ledger that does not have the authority yet.
    fn load(&self, source: Source) -> Answer<'_, ()>;
}
