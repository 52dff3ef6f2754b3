//! Pushing a run of events, and checking a receipt before any of it is believed.

use domain::StreamId;
use ed25519_dalek::Signature;
use protocol::Held;
use protocol::run::Push;
use wire::push::{Directive, PushReply, Receipt};
use wire::{Code, Fault};

use super::batch::{Batch, batch};
use super::hear::not_ours;
use super::request::{ENCODING_HEADER, signed};
use crate::device::Open;
use crate::error::DeviceError;
use crate::transport::Request;

/// A push, and how many events it holds.
pub(super) fn request(open: &Open, push: Push, nonce: &str) -> Result<(Request, u64), DeviceError> {
    let Push { stream, from, max, opaque } = push;
    let stream = open.vault.stream_of(stream)?;
    let max = usize::try_from(max).unwrap_or(usize::MAX);
    let waiting = open.vault.waiting(&stream, from, max)?;
    let epoch = open.vault.contact()?.epoch;
    let Batch { body, encoding, events } = batch(&stream, epoch, waiting, opaque)?;
    let mut request = signed(&open.enrolment, nonce, "POST", "/v1/push", String::new(), body);
    request.headers.extend(encoding.map(|encoding| (ENCODING_HEADER, encoding.to_owned())));
    Ok((request, events as u64))
}

/// A receipt that is the centre's, and whether it asks for this vault to be wiped.
pub(super) struct Believed {
    /// The whole reply.
    pub reply: PushReply,
    /// What it says is held.
    pub held: Held,
    /// The vault is to be wiped.
    pub wipe: bool,
}

/// The receipt in this body, where the centre signed it for this authority. `stream` is the one that was asked about.
pub(super) fn receipt(
    open: &Open,
    body: &[u8],
    stream: StreamId,
    nonce: &str,
) -> Result<Believed, DeviceError> {
    let reply: PushReply = serde_json::from_slice(body).map_err(|_| not_ours())?;
    let (key, says) = (&open.enrolment.centre_sign_key, &open.enrolment.certificate.says);
    let Receipt { authority, stream: of, acked_through, head, durable_through, .. } = &reply.receipt;
    let signature = Signature::from_bytes(&reply.signature.0);
    let signed = key.verify_strict(&reply.receipt.signed_bytes(), &signature).is_ok();
    if !signed || *of != stream || *authority != says.authority {
        return Err(not_verified());
    }
    let held = Held { stream, acked: *acked_through, head: head.0, durable: *durable_through };
    let wipe = reply.directives.iter().any(|directive| match directive {
        // A pull follows every push anyway; an update is the shell's to offer.
        Directive::Pull | Directive::Update => false,
        Directive::Wipe { says: wipe, signature } => {
            wipe.is_for(key, signature, says.authority, says.device, nonce)
        }
    });
    Ok(Believed { held, wipe, reply })
}

pub(super) fn not_verified() -> DeviceError {
    Fault::new(
        Code::NotVerified,
        "The centre's receipt does not verify, so nothing was settled by it. Ask your coordinator.",
    )
    .into()
}
