//! What a device is told when its history and the centre's differ: enough to find where, in two requests.

use serde::{Deserialize, Serialize};

use crate::code::Fault;
use crate::hex::Hex;

/// The centre names its head of a stream at every event whose number is a multiple of this.
pub const HEADS_EVERY: u64 = 64;
/// The most heads in one answer, the latest ones: 65,536 events, more than a champion records in a lifetime.
pub const HEADS_MAX: usize = 1_024;

/// The body of a 409 `fork`: the fault, and where the centre stands.
///
/// Where `common_through` is there, it is the last event that both have; from the next on they differ, and the device
/// mints a new stream and sends its own events from there again under the same ids. Where it is not, the difference lies
/// before the run that was sent: the device looks for the last of `heads` that is its own, and sends the events after
/// it; the next answer is then exact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForkAnswer {
    /// The code is `fork`.
    #[serde(flatten)]
    pub fault: Fault,
    /// Where the centre stands.
    pub held: Held,
}

/// The centre's history of a stream, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The last event that is known to be the same on both sides.
    pub common_through: Option<u64>,
    /// The centre's last event of the stream.
    pub through: u64,
    /// Its head there.
    pub head: Hex<32>,
    /// Its heads at the multiples of [`HEADS_EVERY`], ascending, at most [`HEADS_MAX`] of the latest.
    pub heads: Vec<HeadAt>,
}

/// A head of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadAt {
    /// After which event.
    pub seq: u64,
    /// The head.
    pub head: Hex<32>,
}
