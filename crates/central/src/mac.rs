//! Keyed hashes, each use with a word of its own, so that a value made for one purpose proves nothing in another.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// HMAC-SHA-256 over the word, a line break and the parts, each with its length before it, so that no two lists of
/// parts spell the same bytes.
pub(crate) fn mac(key: &[u8; 32], word: &str, parts: &[&[u8]]) -> [u8; 32] {
    fed(key, word, parts).finalize().into_bytes().into()
}

/// Whether `tag` is what [`mac`] says, or the beginning of it, at least 16 bytes; in constant time.
pub(crate) fn is_mac(key: &[u8; 32], word: &str, parts: &[&[u8]], tag: &[u8]) -> bool {
    tag.len() >= 16 && fed(key, word, parts).verify_truncated_left(tag).is_ok()
}

fn fed(key: &[u8; 32], word: &str, parts: &[&[u8]]) -> Hmac<Sha256> {
    let mut hmac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    hmac.update(word.as_bytes());
    hmac.update(b"\n");
    for part in parts {
        hmac.update(&(part.len() as u64).to_be_bytes());
        hmac.update(part);
    }
    hmac
}
