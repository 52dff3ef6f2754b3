//! What goes into the ledger and comes out of it.

use domain::{AuthorityId, ChampionId, DeviceId, EventId, Head, Line, Private, Salt, StreamId};

/// An authority: the controller of one ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorityRow {
    /// Its id, random.
    pub id: AuthorityId,
    /// Its name.
    pub name: Line,
    /// Goes up when the ledger is restored from a backup, so that devices can tell.
    pub epoch: u64,
    /// The stream in which the centre itself records.
    pub own_stream: StreamId,
}

/// Whose a stream is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The centre's: it alone may write reference data.
    Centre,
    /// A device's, for the champion to whom it was given.
    Device {
        /// Which.
        device: DeviceId,
        /// Whose.
        champion: ChampionId,
    },
}

impl Owner {
    /// As whom events in such a stream speak.
    #[must_use]
    pub const fn sender(self) -> protocol::ingest::Sender {
        match self {
            Self::Centre => protocol::ingest::Sender::Centre,
            Self::Device { device: _, champion } => protocol::ingest::Sender::Champion(champion),
        }
    }
}

/// A stream and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamRow {
    /// Which.
    pub stream: StreamId,
    /// Whose.
    pub owner: Owner,
    /// The last event held.
    pub head: Head,
    /// Up to here it is in a backup that was restored in a drill; 0 while there is none.
    pub durable_seq: u64,
}

/// One event to append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPosition {
    /// Its id.
    pub event: EventId,
    /// `SHA-256(salt ‖ body)`.
    pub body_hash: [u8; 32],
    /// The stream's hash with it.
    pub h: [u8; 32],
    /// Its salt, and its body as the bytes that came; none for one that was erased, where a journal gives it back.
    pub words: Option<(Salt, Private<Vec<u8>>)>,
}

/// What to append to a stream, all or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Which.
    pub stream: StreamId,
    /// Whose, where the ledger does not know the stream yet.
    pub owner: Owner,
    /// Where it must stand for this to hold.
    pub before: Head,
    /// The events after that, at least one.
    pub positions: Vec<NewPosition>,
    /// Files that the events name.
    pub blobs: Vec<Blob>,
    /// Events that these erase: their salts and bodies go in the same transaction, and never come back.
    pub erases: Vec<EventId>,
}

/// What became of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appended {
    /// It is durable, and has the change numbers from `first_n` to `n`.
    Stored {
        /// The first event's.
        first_n: u64,
        /// The last one's, which is the ledger's head.
        n: u64,
    },
    /// The stream no longer stands where the batch says; nothing was written.
    Moved,
}

/// Where an event stands in a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// 1, 2, 3…
    pub seq: u64,
    /// Which event.
    pub event: EventId,
    /// The hash of its body.
    pub body_hash: [u8; 32],
    /// The stream's hash with it.
    pub h: [u8; 32],
    /// Its change number.
    pub n: u64,
}

/// An event as it is stored, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The stream.
    pub stream: StreamId,
    /// Whose stream.
    pub owner: Owner,
    /// Its place there.
    pub position: Position,
    /// Salt and body; none once it is erased.
    pub body: Option<(Salt, Private<Vec<u8>>)>,
    /// It came when its device was revoked already.
    pub after_revocation: bool,
}

/// What a file in the ledger is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlobKind {
    /// The canonical JSON of an area pack, named by its own hash.
    AreaPack,
    /// A birth list as JSON, as it was taken in, named by its own hash. Never part of what a device is given.
    BirthList,
    /// A signed return, named by the hash of the return in it.
    FrozenReturn,
    /// The canonical JSON of a linkage model, named by its own hash.
    LinkageModel,
}

impl BlobKind {
    /// Its word, as stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::AreaPack => "area_pack",
            Self::BirthList => "birth_list",
            Self::FrozenReturn => "frozen_return",
            Self::LinkageModel => "linkage_model",
        }
    }
    /// The kind with this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::AreaPack, Self::BirthList, Self::FrozenReturn, Self::LinkageModel]
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

/// A file that an event names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// What it is.
    pub kind: BlobKind,
    /// The hash by which the event names it.
    pub sha256: [u8; 32],
    /// The file.
    pub bytes: Vec<u8>,
}

/// A one-time code, of which only the keyed hash is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationRow {
    /// The code's keyed hash.
    pub code_hash: [u8; 32],
    /// For whom.
    pub champion: ChampionId,
    /// Until when, by the centre's wall clock, milliseconds since 1970.
    pub expires_ms: u64,
}

/// A device that asks to be let in, with everything to be stored if it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The keyed hash of the code it gave.
    pub code_hash: [u8; 32],
    /// Now, by the centre's wall clock.
    pub now_ms: u64,
    /// The id it gets.
    pub device: DeviceId,
    /// Its first stream.
    pub stream: StreamId,
    /// Its signing key.
    pub signing_key: [u8; 32],
    /// Its deposit key.
    pub deposit_key: [u8; 32],
}

/// What became of an enrolment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnrolOutcome {
    /// It is in; or it was in already by this very code, keys and stream, and the first reply was lost.
    In(DeviceRow),
    /// The code is unknown, used by another, or too old.
    Refused,
    /// The stream is somebody's already: a vault must be made anew.
    StreamTaken,
}

/// A device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceRow {
    /// Which.
    pub id: DeviceId,
    /// Whose.
    pub champion: ChampionId,
    /// Its first stream.
    pub stream: StreamId,
    /// Its signing key.
    pub signing_key: [u8; 32],
    /// Its deposit key.
    pub deposit_key: [u8; 32],
    /// When it was let in, milliseconds since 1970.
    pub enrolled_ms: u64,
    /// The change number of that: a return frozen before it does not count the device.
    pub enrolled_n: u64,
    /// When it was revoked, and the change number of that.
    pub revoked: Option<(u64, u64)>,
}

/// A line of the audit: who did what to what, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// 1, 2, 3…
    pub seq: u64,
    /// The line as canonical JSON.
    pub line: String,
    /// Keyed hash over the line before and this one.
    pub h: [u8; 32],
}
