//! Pushing a run of events, and believing a receipt.

use ed25519_dalek::Signature;
use wire::push::{Directive, PushReply};
use wire::{Code, Fault};

use super::batch::{Batch, batch};
use super::hear::not_ours;
use super::request::{ENCODING_HEADER, signed};
use crate::device::Open;
use crate::error::DeviceError;
use crate::reserve;
use crate::shell::Shell;
use crate::transport::Request;
use crate::vault::{Settled, Stream};

/// The next push, and how many events it holds.
pub(super) fn request(
    open: &Open,
    stream: &Stream,
    nonce: &str,
    events_max: usize,
) -> Result<(Request, usize), DeviceError> {
    let waiting = open.vault.waiting(stream.acked_through + 1, events_max)?;
    let epoch = open.vault.contact()?.epoch;
    let Batch { body, encoding, events } = batch(stream, epoch, waiting)?;
    let mut request = signed(&open.enrolment, nonce, "POST", "/v1/push", String::new(), body);
    request.headers.extend(encoding.map(|encoding| (ENCODING_HEADER, encoding.to_owned())));
    Ok((request, events))
}

/// Settles what the receipt names, where it is the centre's, about this stream, and its head is ours. Answers
/// how many events are newly held.
pub(super) fn accept(shell: &Shell, open: &mut Open, body: &[u8]) -> Result<u64, DeviceError> {
    let reply: PushReply = serde_json::from_slice(body).map_err(|_| not_ours())?;
    let receipt = &reply.receipt;
    let stream = open.vault.stream()?;
    let signed = open
        .enrolment
        .centre_sign_key
        .verify_strict(&receipt.signed_bytes(), &Signature::from_bytes(&reply.signature.0))
        .is_ok();
    if !signed
        || receipt.stream != stream.id
        || receipt.authority != open.enrolment.certificate.says.authority
    {
        return Err(Fault::new(
            Code::NotVerified,
            "The centre's receipt does not verify, so nothing was settled by it. Ask your coordinator.",
        )
        .into());
    }
    for directive in &reply.directives {
        match directive {
            // A pull follows every push anyway; an update is the shell's to offer; a vault is not wiped by a device that
            // cannot yet say that its work was sent.
            Directive::Pull | Directive::Update | Directive::Wipe { .. } => {}
        }
    }
    let wall_ms = shell.clock.now().wall_ms;
    // On a full disk what was sent is settled all the same: it is then one thing less that only this device has.
    match reserve::for_a_moment(shell, || open.vault.settle(&reply, wall_ms))? {
        Settled::Through { newly } => Ok(newly),
        Settled::Rewound => Ok(0),
        Settled::Fork => Err(Fault::new(
            Code::Fork,
            "The centre holds another history of this device. Nothing was settled; ask your coordinator.",
        )
        .into()),
    }
}
