//! A device's disk: a vault whose commits are whole or nothing, and a file of sealed copies that a power cut tears.
//!
//! Every write counts as one I/O, so that a crash can be set at the N-th. What was not synced is gone after a power cut;
//! what a process merely wrote survives a kill.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::{Event, EventId, Head, StreamId};
use protocol::Marks;
use protocol::run::View;

/// The disk, or the power, failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiskFault {
    /// The process ended here.
    Crash,
    /// There is no room.
    Full,
}

/// A stream in a vault.
#[derive(Debug, Clone)]
pub struct Stream {
    /// Its marks.
    pub marks: Marks,
    /// Its events in order, each with the head after it.
    pub positions: Vec<(EventId, [u8; 32])>,
    /// When the centre was first seen to hold an event, by the centre's clock; gone again where it turned out not to.
    pub acked_ms: Vec<Option<u64>>,
    /// When it was first seen to be durable.
    pub durable_ms: Vec<Option<u64>>,
}

impl Stream {
    /// An empty stream.
    #[must_use]
    pub const fn new(stream: StreamId) -> Self {
        let marks = Marks { stream, head: Head::EMPTY, end: 0, closed: false, acked: 0, durable: 0 };
        Self { marks, positions: Vec::new(), acked_ms: Vec::new(), durable_ms: Vec::new() }
    }

    /// One more event.
    pub fn push(&mut self, id: EventId, body_hash: &[u8; 32]) {
        let head = self.marks.head.then(self.marks.stream, id, body_hash);
        self.marks.head = head;
        self.marks.end = head.seq;
        self.positions.push((id, head.hash));
        self.acked_ms.push(None);
        self.durable_ms.push(None);
    }
}

/// An event in a vault: its words leave before its place does.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The whole event, while its words are here.
    pub event: Option<Arc<Event>>,
    /// Its hash, always.
    pub body_hash: [u8; 32],
    /// It cannot travel as what it says.
    pub poison: bool,
}

/// What a vault holds.
#[derive(Debug, Clone, Default)]
pub struct Vault {
    /// The oldest first; the last grows.
    pub streams: Vec<Stream>,
    /// Own events.
    pub events: BTreeMap<EventId, Kept>,
    /// Own events that the centre keeps aside.
    pub aside: BTreeSet<EventId>,
    /// Rows that were pulled, with their change numbers.
    pub pulled: BTreeMap<EventId, (u64, Option<String>)>,
    /// Rows that a full list under way has named; none outside of one.
    pub listing: Option<BTreeSet<EventId>>,
    /// Where the next pull goes on.
    pub cursor: Option<crate::centre::Cursor>,
    /// What the last contact left in the outbox: for the bug that believes it.
    pub left: u64,
    /// The centre's epoch as it was last told.
    pub epoch: u64,
    /// The centre's clock when it was last reached.
    pub contact_ms: u64,
    /// Contacts since the centre asked for a wipe.
    pub wipe_tries: u32,
    /// Ids that are erased for ever.
    pub erased: BTreeSet<EventId>,
    /// The logical clock.
    pub hlc: domain::Hlc,
}

impl View for Vault {
    type Error = DiskFault;
    fn streams(&self) -> Result<Vec<Marks>, DiskFault> {
        Ok(self.streams.iter().map(|stream| stream.marks).collect())
    }
    fn head_at(&self, stream: StreamId, seq: u64) -> Result<Option<[u8; 32]>, DiskFault> {
        if seq == 0 {
            return Ok(Some(Head::EMPTY.hash));
        }
        let stream = self.streams.iter().find(|known| known.marks.stream == stream);
        let place = usize::try_from(seq - 1).unwrap_or(usize::MAX);
        Ok(stream.and_then(|stream| stream.positions.get(place)).map(|(_, h)| *h))
    }
    fn is_plain(&self, stream: StreamId, seq: u64) -> Result<bool, DiskFault> {
        let stream = self.streams.iter().find(|known| known.marks.stream == stream);
        let place = usize::try_from(seq.saturating_sub(1)).unwrap_or(usize::MAX);
        let id = stream.and_then(|stream| stream.positions.get(place)).map(|(id, _)| *id);
        // An erased event has no words to send: its place and its hash go.
        let plain = |id: EventId| {
            self.erased.contains(&id) || self.events.get(&id).is_some_and(|kept| kept.event.is_some())
        };
        Ok(id.is_none_or(plain))
    }
}

/// A sealed copy.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Under which place it was sealed.
    pub stream: StreamId,
    /// Its number there.
    pub seq: u64,
    /// The head before it.
    pub before: [u8; 32],
    /// The head with it.
    pub h: [u8; 32],
    /// What only the centre can read.
    pub event: Arc<Event>,
}

/// The disk.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    /// The vault's file; none where its key is lost or it was wiped.
    pub vault: Option<Vault>,
    /// The file of sealed copies.
    pub sealed: Vec<Frame>,
    /// Of which events.
    pub sealed_ids: BTreeSet<EventId>,
    /// How many of them are synced.
    pub synced: usize,
    /// Writes until the process ends; none for a calm disk.
    pub crash_in: Option<u64>,
    /// Whether it ends by a power cut, which takes what was not synced.
    pub by_power: bool,
    /// There is no room for so many writes.
    pub full: u64,
}

impl Disk {
    /// One write. What it would have changed is not changed where it fails.
    ///
    /// # Errors
    /// The fault that was set for it.
    pub fn io(&mut self) -> Result<(), DiskFault> {
        if let Some(left) = self.crash_in {
            if left == 0 {
                self.crash_in = None;
                if self.by_power {
                    self.keep_sealed(self.synced);
                }
                return Err(DiskFault::Crash);
            }
            self.crash_in = Some(left - 1);
        }
        if self.full > 0 {
            self.full -= 1;
            return Err(DiskFault::Full);
        }
        Ok(())
    }

    /// Cuts the file of sealed copies off after so many.
    pub fn keep_sealed(&mut self, count: usize) {
        self.sealed.truncate(count);
        self.synced = self.sealed.len();
        self.sealed_ids = self.sealed.iter().map(|frame| frame.event.id).collect();
    }

    /// Changes the vault in one transaction, durable when this returns.
    ///
    /// # Errors
    /// As [`Disk::io`]; then nothing is changed.
    pub fn commit<T>(&mut self, change: impl FnOnce(&mut Vault) -> T) -> Result<T, DiskFault> {
        self.io()?;
        let vault = self.vault.as_mut().ok_or(DiskFault::Crash)?;
        Ok(change(vault))
    }

    /// Appends sealed copies and syncs them.
    ///
    /// # Errors
    /// As [`Disk::io`]: at the write nothing is there, at the sync it may be gone again.
    pub fn seal(&mut self, frames: Vec<Frame>) -> Result<(), DiskFault> {
        self.io()?;
        self.sealed_ids.extend(frames.iter().map(|frame| frame.event.id));
        self.sealed.extend(frames);
        self.io()?;
        self.synced = self.sealed.len();
        Ok(())
    }
}
