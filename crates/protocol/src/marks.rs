//! Where a stream stands, on a device and by a receipt.

use domain::{Head, StreamId, bug};

/// A stream of a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Marks {
    /// Which.
    pub stream: StreamId,
    /// Its last event here.
    pub head: Head,
    /// Up to here it is to be sent: its head, or where it was closed when another history of it was found. What was
    /// recorded behind that goes on in a later stream.
    pub end: u64,
    /// Nothing is added to it any more: a later stream grows. The centre's may go on with another history.
    pub closed: bool,
    /// The centre holds it up to here: proved by a receipt whose head was ours.
    pub acked: u64,
    /// Up to here it is in a backup that was restored in a drill.
    pub durable: u64,
}

/// What may be said of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// On this device.
    Saved,
    /// Held by the centre.
    Sent,
    /// In a backup that was restored in a drill.
    Safe,
}

impl Marks {
    /// How many events the centre does not hold, as far as is proved.
    #[must_use]
    pub const fn waiting(&self) -> u64 {
        self.end.saturating_sub(self.acked)
    }

    /// What may be said of the event at `seq`: never more than a receipt says.
    #[must_use]
    pub const fn standing(&self, seq: u64) -> Standing {
        if seq <= self.durable {
            Standing::Safe
        } else if seq <= self.acked {
            Standing::Sent
        } else {
            Standing::Saved
        }
    }
}

/// Whether everything may be said to be sent: counted from the streams when it is asked, and from nothing else.
/// `left` is what the last contact left, for the bug that believes it.
#[must_use]
pub fn all_sent(streams: &[Marks], left: u64) -> bool {
    if bug!(AllSentFromCachedCount) {
        return left == 0;
    }
    streams.iter().all(|marks| marks.waiting() == 0)
}

/// What a receipt says that the centre holds of a stream. Its signature was checked by whoever made this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Held {
    /// The stream.
    pub stream: StreamId,
    /// Every event up to this one is committed.
    pub acked: u64,
    /// The centre's head of the stream there.
    pub head: [u8; 32],
    /// Every event up to this one is in a backup that was restored in a drill.
    pub durable: u64,
}
