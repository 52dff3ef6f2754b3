//! What stands between a secret that was typed and the vault's key.
//!
//! `KEK = HKDF-SHA256(Argon2id(secret), device secret)`; the vault's random 256-bit key is wrapped by it with
//! ChaCha20-Poly1305 (security.md, A 1–5). SQLCipher derives nothing: it gets the raw key.

mod guess;
mod kept;
mod strength;
mod wrap;

pub use guess::{GUESSES_MAX, wait_ms};
pub(crate) use kept::{KEYS_FILE, KeptKeys, WAITING_KEYS_FILE};
pub use strength::{Mode, PASSPHRASE_CHARS_MIN, PASSPHRASE_WORDS_MIN, PIN_DIGITS_MIN, judge};
pub(crate) use wrap::DataKey;
pub use wrap::Effort;
