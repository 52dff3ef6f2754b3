//! Push: a run of a stream's events goes to the centre, and a receipt comes back.

mod directive;
mod event;
mod fork;

pub use directive::{Directive, Wipe};
pub use event::{PushedBody, PushedEvent};
pub use fork::{ForkAnswer, HEADS_EVERY, HEADS_MAX, HeadAt, Held};

use domain::{AuthorityId, StreamId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::hex::Hex;

/// `POST /v1/push`: the events `from_seq`, `from_seq + 1`, … of one stream.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Push {
    /// The device's version of the protocol.
    pub proto: u32,
    /// The stream.
    pub stream: StreamId,
    /// The centre's epoch as the device last saw it.
    pub epoch_seen: u64,
    /// The sequence number of the first event.
    pub from_seq: u64,
    /// The stream's head before it; all zero where `from_seq` is 1.
    pub h_before: Hex<32>,
    /// The events, at most `PUSH_EVENTS_MAX`.
    pub events: Vec<PushedEvent>,
    /// The stream's head after the last.
    pub h_after: Hex<32>,
}

/// What the centre did with a push.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PushReply {
    /// What the centre now holds of the stream, signed.
    pub receipt: Receipt,
    /// Ed25519 by the centre over [`Receipt::signed_bytes`].
    pub signature: Hex<64>,
    /// The events kept aside, with the reason; all others are applied.
    pub quarantined: Vec<Quarantined>,
    /// The centre's wall clock, milliseconds since 1970.
    pub server_time_ms: u64,
    /// What the centre asks the device to do.
    pub directives: Vec<Directive>,
    /// When to come again at the latest, in seconds.
    pub next_contact_s: u32,
}

/// What the centre holds of a stream. The device believes it only where the head equals its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Whose ledger.
    pub authority: AuthorityId,
    /// The stream.
    pub stream: StreamId,
    /// The centre's epoch.
    pub epoch: u64,
    /// Every event up to this one is committed at the centre.
    pub acked_through: u64,
    /// The centre's head of the stream there.
    pub head: Hex<32>,
    /// Every event up to this one is in a backup that was restored in a drill.
    pub durable_through: u64,
    /// The change numbers given in this push: each run of events has consecutive ones. They are the receipt
    /// numbers that a champion and a coordinator see alike.
    pub numbers: Vec<NumberRun>,
    /// The ledger's change number after this push.
    pub n: u64,
}

/// Events `from_seq` to `through_seq` have the change numbers `first_n` and on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberRun {
    /// The first event of the run.
    pub from_seq: u64,
    /// Its last event.
    pub through_seq: u64,
    /// The change number of the first.
    pub first_n: u64,
}

impl Receipt {
    /// The bytes that the centre signs.
    #[must_use]
    pub fn signed_bytes(&self) -> Vec<u8> {
        crate::signing::domain_bytes("doorstep-receipt-1", self)
    }
}

/// An event that was stored but not applied: its author and a coordinator will see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quarantined {
    /// Its place in the stream.
    pub seq: u64,
    /// The rule it breaks, named as in `domain::problem::ProblemCode`.
    pub code: String,
    /// The field at fault, where one is.
    pub field: Option<String>,
    /// What mends it.
    pub mend: Mend,
}

/// What mends an event that is kept aside. It stays where it is in any case: nothing recorded is ever taken back out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Mend {
    /// Its author records it again, as it should be: the words are still on their device.
    Again,
    /// A coordinator decides: two records claim to be one, or somebody else's word was given.
    Coordinator,
    /// Nobody need do anything: a newer centre will understand it.
    Wait,
}
