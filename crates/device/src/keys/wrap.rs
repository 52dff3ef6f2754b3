//! Deriving the key that wraps, and wrapping the vault's key with it.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::error::DeviceError;

/// Separates this use of HKDF from every other.
const KEK_INFO: &[u8] = b"doorstep-vault-key-1";

/// The vault's key: 256 random bits that leave memory when the vault is locked.
pub(crate) type DataKey = Zeroizing<[u8; 32]>;

/// What one derivation costs: for whoever unlocks once a day little, for whoever guesses a lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effort {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Effort {
    /// What a new vault gets: 64 MiB, three passes (security.md, A 3).
    pub const USUAL: Self = Self { memory_kib: 64 * 1024, passes: 3 };
    /// The least that is ever used: 19 MiB, two passes. For phones that have no more, and for tests.
    pub const LEAST: Self = Self { memory_kib: 19 * 1024, passes: 2 };

    /// Whether a stored effort may be used: a file that was tampered with must not make guessing cheap, nor
    /// ask for more memory than a phone has (1 GiB).
    fn is_sound(self) -> bool {
        (Self::LEAST.memory_kib..=1024 * 1024).contains(&self.memory_kib)
            && (Self::LEAST.passes..=64).contains(&self.passes)
    }
}

impl Default for Effort {
    fn default() -> Self {
        Self::USUAL
    }
}

/// The key that wraps, from what was typed and what the key store holds; empty where there is no key store.
pub(crate) fn derive(
    secret: &str,
    salt: &[u8; 16],
    effort: Effort,
    device_secret: &[u8],
) -> Result<DataKey, DeviceError> {
    const UNSOUND: DeviceError = DeviceError::Unreadable("keys");
    if !effort.is_sound() {
        return Err(UNSOUND);
    }
    let params = Params::new(effort.memory_kib, effort.passes, 1, Some(32)).map_err(|_| UNSOUND)?;
    let mut stretched = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret.as_bytes(), salt, stretched.as_mut())
        .map_err(|_| UNSOUND)?;
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(device_secret), stretched.as_ref())
        .expand(KEK_INFO, key.as_mut())
        .expect("32 bytes are within what HKDF-SHA256 gives");
    Ok(key)
}

fn cipher(kek: &DataKey) -> ChaCha20Poly1305 {
    let key: &[u8; 32] = kek;
    ChaCha20Poly1305::new(key.into())
}

/// Wraps the vault's key. `bound` is what else stands in the file: changed, the key no longer opens.
pub(crate) fn wrap(kek: &DataKey, nonce: &[u8; 12], bound: &[u8], key: &DataKey) -> Vec<u8> {
    cipher(kek)
        .encrypt(&Nonce::from(*nonce), Payload { msg: key.as_ref(), aad: bound })
        .expect("32 bytes are within what ChaCha20-Poly1305 takes")
}

/// The vault's key; none where the key that wraps, and so the secret, is another.
pub(crate) fn unwrap(kek: &DataKey, nonce: &[u8; 12], bound: &[u8], wrapped: &[u8]) -> Option<DataKey> {
    let plain = cipher(kek)
        .decrypt(&Nonce::from(*nonce), Payload { msg: wrapped, aad: bound })
        .ok()
        .map(Zeroizing::new)?;
    plain.as_slice().try_into().ok().map(Zeroizing::new)
}
