//! What a device is told whose history is another than the one held. What is held stays as it is, and so does what the
//! device has: it mints a new stream and sends its own events from the fork on again, under the same ids. A coordinator is
//! told, once a stream: somebody should look at that phone.

use domain::{Head, StreamId};
use wire::hex::Hex;
use wire::push::{ForkAnswer, HEADS_EVERY, HEADS_MAX, HeadAt, Held};
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::{ForkRow, Owner};

impl Centre {
    /// The answer to a run that differs at `at`, which is the first such number or not.
    pub(super) async fn forked(
        &self,
        stream: StreamId,
        head: Head,
        owner: Owner,
        at: u64,
        is_first: bool,
    ) -> CentralError {
        match self.fork_answer(stream, head, owner, at, is_first).await {
            Ok(answer) => CentralError::Forked(Box::new(answer)),
            Err(error) => error,
        }
    }

    async fn fork_answer(
        &self,
        stream: StreamId,
        head: Head,
        owner: Owner,
        at: u64,
        is_first: bool,
    ) -> Result<ForkAnswer, CentralError> {
        let authority = self.authority.id;
        // The centre's own stream is said to be forked where another node was faster: that is no second history.
        if let Owner::Device { device, champion: _ } = owner {
            let fork = ForkRow { stream, device, at_seq: at, seen_ms: self.env.wall_ms() };
            if self.ledger.forked(authority, fork).await? {
                self.note("stream.forked", device.uuid(), "").await?;
            }
        }
        let heads = self.ledger.heads(authority, stream, HEADS_EVERY, HEADS_MAX).await?;
        let message = "This stream's history differs from what the centre holds. Both are kept.";
        Ok(ForkAnswer {
            fault: Fault::new(Code::Fork, message).wanting(at),
            held: Held {
                common_through: is_first.then(|| at - 1),
                through: head.seq,
                head: Hex(head.hash),
                heads: heads.into_iter().map(|head| HeadAt { seq: head.seq, head: Hex(head.hash) }).collect(),
            },
        })
    }
}
