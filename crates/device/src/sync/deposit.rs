//! Handing sealed copies over: what is too large for a push, and what has left the vault in the clear.

use std::collections::BTreeMap;

use domain::StreamId;
use ed25519_dalek::SigningKey;
use wire::deposit::{Base64, DEPOSIT_BYTES_MAX, Deposit};
use wire::proto::PROTO;
use wire::sealed::{Frame, Place};

use super::request::{Sender, signed_by};
use crate::deposit;
use crate::device::Open;
use crate::error::DeviceError;
use crate::sealed::SEALED_FILE;
use crate::shell::Shell;
use crate::transport::Request;
use crate::vault::Vault;

/// The next part of a stream's sealed copies, and how many events it holds.
pub(super) fn request(
    shell: &Shell,
    open: &Open,
    stream: StreamId,
    from: u64,
    max: u64,
    nonce: &str,
) -> Result<(Request, u64), DeviceError> {
    let file = shell.files.read(SEALED_FILE)?.unwrap_or_default();
    let (frames, count) = frames(&open.vault, &file, stream, from, max)?;
    let deposit = Deposit { proto: PROTO, stream, frames: Base64(frames), apart: false };
    let body = serde_json::to_vec(&deposit).map_err(|_| DeviceError::Unreadable("sealed copy"))?;
    let key: SigningKey = deposit::read(shell)?.key;
    let sender = Sender {
        address: &open.enrolment.address,
        device: open.enrolment.certificate.says.device,
        key: &key,
    };
    let request = signed_by(&sender, nonce, "POST", "/v1/deposit", String::new(), body);
    Ok((request, count))
}

/// The frames of a stream from a number on, in order and without a hole. Where a vault was put back to an older copy
/// the file has frames of both histories; the vault says which are its own.
fn frames(
    vault: &Vault,
    file: &[u8],
    stream: StreamId,
    from: u64,
    max: u64,
) -> Result<(Vec<u8>, u64), DeviceError> {
    let mut found: BTreeMap<u64, &[u8]> = BTreeMap::new();
    let mut at = 0;
    while let Some((Frame { place, .. }, length)) = Frame::read(&file[at..]) {
        let is_asked = place.stream == stream && (from..from.saturating_add(max)).contains(&place.seq);
        if is_asked
            && vault.head_of(stream, place.seq)?.is_some_and(|h| Place::of(stream, place.seq, &h) == place)
        {
            found.insert(place.seq, &file[at..at + length]);
        }
        at += length;
    }
    let (mut bytes, mut count) = (Vec::new(), 0);
    for (seq, frame) in found {
        let fits = bytes.is_empty() || bytes.len() + frame.len() <= DEPOSIT_BYTES_MAX;
        if seq != from + count || !fits {
            break;
        }
        bytes.extend_from_slice(frame);
        count += 1;
    }
    Ok((bytes, count))
}
