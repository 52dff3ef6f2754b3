//! The receipt: what the centre holds of a stream, signed. The device believes only an equal head.

use wire::hex::Hex;
use wire::proto::PROTO;
use wire::push::{Directive, NumberRun, PushReply, Receipt, Wipe};

use super::Taken;
use crate::centre::Centre;
use crate::ledger::{DeviceRow, Position};

/// When a device is to come again at the latest: hourly (protocol.md, "Versions and size").
const NEXT_CONTACT_S: u32 = 60 * 60;

impl Centre {
    /// The signed answer to a push.
    /// `nonce` is the one that the request was signed with.
    pub(crate) fn receipt(&self, taken: Taken, device: &DeviceRow, proto: u32, nonce: &str) -> PushReply {
        let Taken { stream, positions, n, quarantined } = taken;
        let receipt = Receipt {
            authority: self.authority.id,
            stream: stream.stream,
            epoch: self.authority.epoch,
            acked_through: stream.head.seq,
            head: Hex(stream.head.hash),
            durable_through: stream.durable_seq,
            numbers: number_runs(&positions),
            n,
        };
        PushReply {
            signature: Hex(self.keys.sign(&receipt.signed_bytes())),
            receipt,
            quarantined,
            server_time_ms: self.env.wall_ms(),
            directives: self.directives(device, proto, nonce),
            next_contact_s: NEXT_CONTACT_S,
        }
    }
}

impl Centre {
    fn directives(&self, device: &DeviceRow, proto: u32, nonce: &str) -> Vec<Directive> {
        let mut directives = Vec::new();
        if proto < PROTO {
            directives.push(Directive::Update);
        }
        if device.revoked.is_some() {
            let says = Wipe { authority: self.authority.id, vault: device.id, nonce: nonce.to_owned() };
            let signature = Hex(self.keys.sign(&says.signed_bytes()));
            directives.push(Directive::Wipe { says, signature });
        }
        directives
    }
}

/// Positions as runs in which both numbers go up by one.
fn number_runs(positions: &[Position]) -> Vec<NumberRun> {
    let mut runs: Vec<NumberRun> = Vec::new();
    for position in positions {
        match runs.last_mut() {
            Some(run)
                if position.seq == run.through_seq + 1
                    && position.n == run.first_n + (position.seq - run.from_seq) =>
            {
                run.through_seq = position.seq;
            }
            Some(_) | None => runs.push(NumberRun {
                from_seq: position.seq,
                through_seq: position.seq,
                first_n: position.n,
            }),
        }
    }
    runs
}
