//! Sealing one event to the centre: HPKE with X25519, HKDF-SHA256 and ChaCha20-Poly1305 (RFC 9180).

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable as _, OpModeS, Serializable as _, single_shot_seal_with_rng};
use sha2::{Digest as _, Sha256};
use std::convert::Infallible;
use wire::sealed::{Frame, Place, SEAL_INFO, key_id};
use zeroize::Zeroizing;

use crate::error::DeviceError;
use crate::shell::Shell;
use crate::vault::Stored;

/// An event's frame, sealed to this key of the centre.
pub(crate) fn seal(
    shell: &Shell,
    centre_key: &[u8; 32],
    place: Place,
    stored: Stored,
) -> Result<Vec<u8>, DeviceError> {
    const UNREADABLE: DeviceError = DeviceError::Unreadable("event");
    let event = crate::vault::pushed(stored)?;
    let plain = Zeroizing::new(serde_json::to_vec(&event).map_err(|_| UNREADABLE)?);
    let key = <X25519HkdfSha256 as hpke::Kem>::PublicKey::from_bytes(centre_key)
        .map_err(|_| DeviceError::Unreadable("enrolment"))?;
    let mut chance = Drawn::from(shell)?;
    let bound = place.bound();
    let (encapsulated, ciphertext) = single_shot_seal_with_rng::<
        ChaCha20Poly1305,
        HkdfSha256,
        X25519HkdfSha256,
    >(&OpModeS::Base, &key, SEAL_INFO, &plain, &bound, &mut chance)
    .map_err(|_| UNREADABLE)?;
    let frame = Frame {
        place,
        key_id: key_id(centre_key),
        encapsulated: encapsulated.to_bytes().into(),
        ciphertext: &ciphertext,
    };
    Ok(frame.write())
}

/// Chance for one seal, drawn beforehand where failing can be told, and stretched by SHA-256 in counter mode,
/// since the seal itself has no way to say that chance ran out.
struct Drawn {
    seed: Zeroizing<[u8; 32]>,
    block: u64,
}

impl Drawn {
    fn from(shell: &Shell) -> Result<Self, DeviceError> {
        Ok(Self { seed: Zeroizing::new(shell.random()?), block: 0 })
    }
}

impl TryRng for Drawn {
    type Error = Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }
    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        for part in out.chunks_mut(32) {
            let block =
                Sha256::new().chain_update(self.seed.as_slice()).chain_update(self.block.to_be_bytes());
            part.copy_from_slice(&block.finalize()[..part.len()]);
            self.block += 1;
        }
        Ok(())
    }
}

impl TryCryptoRng for Drawn {}
