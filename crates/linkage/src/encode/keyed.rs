//! The keyed hash of tokens, and numbers drawn by the secret.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::filter::BITS;

/// Places that one hash gives: 32 bytes, two for each.
const PLACES: usize = 16;

/// HMAC-SHA256 under the secret and the salt.
pub(super) struct Keyed(Hmac<Sha256>);

impl Keyed {
    pub(super) fn new(secret: &[u8], salt: &str) -> Self {
        let fed = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
        let key =
            fed.chain_update(b"doorstep-encoding-1").chain_update(salt.as_bytes()).finalize().into_bytes();
        Self(Hmac::new_from_slice(&key).expect("HMAC takes a key of any length"))
    }

    /// Bits to set for a token. Each part is preceded by its length, so that no two tokens run into one.
    pub(super) fn places(&self, parts: &[&[u8]]) -> [usize; PLACES] {
        let hash = self.hash(b"token", parts);
        std::array::from_fn(|at| usize::from(u16::from_be_bytes([hash[2 * at], hash[2 * at + 1]])) % BITS)
    }

    /// A number below `below`; `at` tells one draw from another.
    pub(super) fn drawn(&self, at: usize, below: usize) -> usize {
        let hash = self.hash(b"order", &[&at.to_be_bytes()]);
        let drawn = u64::from_be_bytes(std::array::from_fn(|byte| hash[byte]));
        usize::try_from((u128::from(drawn) * below as u128) >> 64).unwrap_or(0)
    }

    /// Sixteen hexadecimal digits that tell this key from others and do not tell the key.
    pub(super) fn fingerprint(&self) -> String {
        self.hash(b"fingerprint", &[]).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    fn hash(&self, purpose: &[u8], parts: &[&[u8]]) -> [u8; 32] {
        let mut hmac = self.0.clone();
        hmac.update(purpose);
        for part in parts {
            hmac.update(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
            hmac.update(part);
        }
        hmac.finalize().into_bytes().into()
    }
}
