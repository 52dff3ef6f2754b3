//! The hash chain of a stream: proof, on both sides, that nothing was lost, added or changed.

use sha2::{Digest, Sha256};

use crate::ids::{EventId, StreamId};

/// Separates these hashes from every other use of SHA-256. A change of the rule changes this word.
const CHAIN_DOMAIN: &[u8] = b"doorstep-chain-1";

/// Where a stream stands: its last sequence number and the hash over everything up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Head {
    /// The last event's number: 1, 2, 3… without holes; 0 before the first.
    pub seq: u64,
    /// `h_seq`; all zero before the first.
    pub hash: [u8; 32],
}

impl Head {
    /// A stream with no event in it.
    pub const EMPTY: Self = Self { seq: 0, hash: [0; 32] };

    /// The head after one more event:
    /// `h_n = SHA-256("doorstep-chain-1" ‖ stream ‖ h_{n-1} ‖ u64be(seq) ‖ event_id ‖ body_hash)`, each part
    /// of fixed width, so that no two chains spell the same bytes.
    #[must_use]
    pub fn then(self, stream: StreamId, event: EventId, body_hash: &[u8; 32]) -> Self {
        let seq = self.seq + 1;
        let hash = Sha256::new()
            .chain_update(CHAIN_DOMAIN)
            .chain_update(stream.bytes())
            .chain_update(self.hash)
            .chain_update(seq.to_be_bytes())
            .chain_update(event.uuid().as_bytes())
            .chain_update(body_hash)
            .finalize()
            .into();
        Self { seq, hash }
    }
}
