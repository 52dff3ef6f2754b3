//! The file with which somebody carries a device's sealed copies to the centre, where there is no network: a line that names
//! the form, a line of JSON that says whose they are, and the frames ([`crate::sealed`]) as the device keeps them.
//!
//! The device's deposit key signs it, so that it can be written with no PIN. What is in it only the centre can read.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::enrol::Certificate;
use crate::hex::Hex;
use crate::{Code, Fault};

/// The first line of the file.
pub const FORM: &str = "doorstep-hand-over@1";
/// What every form of this file begins with.
const FORM_OF_ANY_VERSION: &str = "doorstep-hand-over@";

/// Whose copies the file has, and what proves that they are all there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// Who the device is, as the authority signed it: a centre that was restored from before lets it in again.
    pub certificate: Certificate,
    /// When the file was written, by the device's wall clock, milliseconds since 1970.
    pub made_ms: u64,
    /// How many bytes of frames follow.
    pub frames_bytes: u64,
    /// SHA-256 of the frames.
    pub frames_sha256: Hex<32>,
}

/// The line of JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    says: HandOver,
    /// Ed25519 by the deposit key, over [`signed_bytes`].
    signature: Hex<64>,
}

/// Whether this is a file of this form, of any version; else it may be bare frames.
#[must_use]
pub fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(FORM_OF_ANY_VERSION.as_bytes())
}

/// The file with these frames.
///
/// # Errors
/// `Internal`, which cannot happen: what is said has text keys and finite numbers only.
pub fn write(
    certificate: Certificate,
    made_ms: u64,
    frames: &[u8],
    key: &SigningKey,
) -> Result<Vec<u8>, Fault> {
    let says = HandOver {
        certificate,
        made_ms,
        frames_bytes: frames.len() as u64,
        frames_sha256: Hex(Sha256::digest(frames).into()),
    };
    let signature = Hex(key.sign(&signed_bytes(&says)).to_bytes());
    let line = serde_json::to_string(&Line { says, signature })
        .map_err(|_| Fault::new(Code::Internal, "The file could not be written. Try again."))?;
    Ok([format!("{FORM}\n{line}\n").as_bytes(), frames].concat())
}

/// What the file says and its frames, once it is whole and signed by the deposit key that its certificate names. Whether
/// that certificate is worth anything is for the centre to say.
///
/// # Errors
/// `UpdateNeeded` for a form of a newer version; `Malformed` where it is cut off or no such file; `NotVerified` where
/// something in it was changed.
pub fn read(bytes: &[u8]) -> Result<(HandOver, &[u8]), Fault> {
    let (form, rest) = line(bytes).ok_or_else(cut_off)?;
    if form != FORM.as_bytes() {
        let newer = form.starts_with(FORM_OF_ANY_VERSION.as_bytes());
        return Err(if newer {
            Fault::new(
                Code::UpdateNeeded,
                "A newer Doorstep wrote this file. Update the centre, then try again.",
            )
        } else {
            Fault::new(Code::Malformed, "This is no file of sealed records.")
        });
    }
    let (json, frames) = line(rest).ok_or_else(cut_off)?;
    let Line { says, signature } = serde_json::from_slice(json).map_err(|_| changed())?;
    let bytes = frames.len() as u64;
    if bytes < says.frames_bytes {
        return Err(cut_off());
    }
    let key = VerifyingKey::from_bytes(&says.certificate.says.deposit_key.0).map_err(|_| changed())?;
    let is_signed = key.verify_strict(&signed_bytes(&says), &Signature::from_bytes(&signature.0)).is_ok();
    if !is_signed
        || bytes > says.frames_bytes
        || says.frames_sha256.0 != <[u8; 32]>::from(Sha256::digest(frames))
    {
        return Err(changed());
    }
    Ok((says, frames))
}

fn signed_bytes(says: &HandOver) -> Vec<u8> {
    crate::signing::domain_bytes("doorstep-hand-over-1", says)
}

fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

fn cut_off() -> Fault {
    Fault::new(
        Code::Malformed,
        "This file is cut off, so nothing of it was taken in. Copy it from the device again.",
    )
}

fn changed() -> Fault {
    Fault::new(
        Code::NotVerified,
        "This file was changed since the device wrote it, so nothing of it was taken in. Let the device write it again.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrol::Enrolled;
    use domain::{AuthorityId, ChampionId, DeviceId, StreamId};

    fn file(frames: &[u8]) -> Vec<u8> {
        let key = SigningKey::from_bytes(&[3; 32]);
        let deposit_key = Hex(key.verifying_key().to_bytes());
        let says = Enrolled {
            authority: AuthorityId::from_uuid(uuid::Uuid::from_u128(1)),
            device: DeviceId::from_uuid(uuid::Uuid::from_u128(2)),
            champion: ChampionId::from_uuid(uuid::Uuid::from_u128(3)),
            stream: StreamId::from_bytes([4; 16]),
            signing_key: deposit_key,
            deposit_key,
            enrolled_ms: 5,
        };
        write(Certificate { says, signature: Hex([0; 64]) }, 7, frames, &key).unwrap()
    }

    #[test]
    fn what_was_written_is_read_and_nothing_less() {
        let whole = file(b"frames");
        let (says, frames) = read(&whole).unwrap();
        assert_eq!((says.made_ms, frames), (7, b"frames".as_slice()), "as it was written");
        for cut in 0..whole.len() {
            assert!(read(&whole[..cut]).is_err(), "cut at {cut}");
        }
        assert_eq!(read(&whole[..whole.len() - 1]).unwrap_err().code, Code::Malformed, "the end is missing");
    }

    #[test]
    fn a_changed_byte_is_noticed_wherever_it_is() {
        let whole = file(b"frames");
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert!(read(&changed).is_err(), "byte {at}");
        }
        let newer = [b"doorstep-hand-over@2\n".as_slice(), &whole[FORM.len() + 1..]].concat();
        assert_eq!(read(&newer).unwrap_err().code, Code::UpdateNeeded, "a newer form says so");
    }
}
