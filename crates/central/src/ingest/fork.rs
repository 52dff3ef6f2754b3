//! What a device is told whose history is another than the one held. What is held stays as it is, and so does what the
//! device has: it mints a new stream and sends its own events from the fork on again, under the same ids.

use domain::{Head, StreamId};
use wire::hex::Hex;
use wire::push::{ForkAnswer, HEADS_EVERY, HEADS_MAX, HeadAt, Held};
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;

impl Centre {
    /// The answer to a run that differs at `at`, which is the first such number or not.
    pub(super) async fn forked(&self, stream: StreamId, head: Head, at: u64, is_first: bool) -> CentralError {
        let heads = match self.ledger.heads(self.authority.id, stream, HEADS_EVERY, HEADS_MAX).await {
            Ok(heads) => heads,
            Err(error) => return error.into(),
        };
        let message = "This stream's history differs from what the centre holds. Both are kept.";
        CentralError::Forked(Box::new(ForkAnswer {
            fault: Fault::new(Code::Fork, message).wanting(at),
            held: Held {
                common_through: is_first.then(|| at - 1),
                through: head.seq,
                head: Hex(head.hash),
                heads: heads.into_iter().map(|head| HeadAt { seq: head.seq, head: Hex(head.hash) }).collect(),
            },
        }))
    }
}
