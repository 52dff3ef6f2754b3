//! Sealing one event to the centre: HPKE with X25519, HKDF-SHA256 and ChaCha20-Poly1305 (RFC 9180).

use hpke::aead::{AeadCtxS, ChaCha20Poly1305};
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable as _, OpModeS, Serializable as _, setup_sender_with_rng};
use sha2::{Digest as _, Sha256};
use std::convert::Infallible;
use wire::sealed::{Frame, Place, SEAL_INFO, key_id};
use zeroize::Zeroizing;

use crate::error::DeviceError;
use crate::shell::Shell;
use crate::vault::Stored;

/// A key agreed with the centre's for one event: the costly half of sealing, for which nothing of the event is needed, so that
/// it can be done before there is one.
pub(crate) struct Agreed {
    centre_key: [u8; 32],
    encapsulated: [u8; 32],
    context: AeadCtxS<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>,
}

impl Agreed {
    /// Agrees on one with this key of the centre.
    pub(crate) fn with(shell: &Shell, centre_key: &[u8; 32]) -> Result<Self, DeviceError> {
        let unusable = |_| DeviceError::Unreadable("enrolment");
        let key = <X25519HkdfSha256 as hpke::Kem>::PublicKey::from_bytes(centre_key).map_err(unusable)?;
        let mut chance = Drawn::from(shell)?;
        let (encapsulated, context) =
            setup_sender_with_rng::<_, _, X25519HkdfSha256>(&OpModeS::Base, &key, SEAL_INFO, &mut chance)
                .map_err(unusable)?;
        Ok(Self { centre_key: *centre_key, encapsulated: encapsulated.to_bytes().into(), context })
    }

    /// Whether it is for this key of the centre.
    pub(crate) fn is_with(&self, centre_key: &[u8; 32]) -> bool {
        self.centre_key == *centre_key
    }

    /// An event's frame, sealed. A key seals one and no other.
    pub(crate) fn seal(mut self, place: Place, stored: Stored) -> Result<Vec<u8>, DeviceError> {
        const UNREADABLE: DeviceError = DeviceError::Unreadable("event");
        let event = crate::vault::pushed(stored)?;
        let plain = Zeroizing::new(serde_json::to_vec(&event).map_err(|_| UNREADABLE)?);
        let ciphertext = self.context.seal(&plain, &place.bound()).map_err(|_| UNREADABLE)?;
        let (key_id, encapsulated) = (key_id(&self.centre_key), self.encapsulated);
        Ok(Frame { place, key_id, encapsulated, ciphertext: &ciphertext }.write())
    }
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
