//! Nonces: what makes a signed request fresh without trusting the clock of any phone.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;

use crate::env::{Env, NoRandomness, random};
use crate::mac::{is_mac, mac};

/// How long a nonce is good for, by the server's monotonic clock: 5 minutes, a slow upload and to spare.
const LIFE_MS: u64 = 5 * 60 * 1000;
/// From so many on, spent nonces are looked through for those that are over: a phone spends a few in five minutes.
const SPENT_LOOK_THROUGH: usize = 4_096;
/// Separates these tags from every other use of a key.
const WORD: &str = "doorstep-nonce-1";

/// 16 random bytes, 8 of time, 16 of the tag over both.
const BYTES: usize = 40;

/// Nonces of one run of the server. They name their own time, so that only those that were used are remembered; and
/// their key is made at the start, so that none outlives the process that remembers them.
pub(super) struct Nonces {
    key: [u8; 32],
    spent: Mutex<Spent>,
}

#[derive(Default)]
struct Spent {
    until: HashMap<[u8; 16], u64>,
    look_through_at: usize,
}

/// A nonce of this run that is not too old. Whether it was used already is asked last.
pub(super) struct Fresh {
    id: [u8; 16],
    until: u64,
}

impl Nonces {
    pub(super) fn new(env: &dyn Env) -> Result<Self, NoRandomness> {
        Ok(Self { key: random(env)?, spent: Mutex::default() })
    }

    /// A new nonce, as text.
    pub(super) fn issue(&self, env: &dyn Env) -> Result<String, NoRandomness> {
        let id: [u8; 16] = random(env)?;
        let issued = env.mono_ms().to_be_bytes();
        let tag = mac(&self.key, WORD, &[&id, &issued]);
        Ok(BASE64.encode([&id[..], &issued, &tag[..16]].concat()))
    }

    /// Reads a nonce that comes back.
    pub(super) fn fresh(&self, text: &str, env: &dyn Env) -> Option<Fresh> {
        let bytes: [u8; BYTES] = BASE64.decode(text).ok()?.try_into().ok()?;
        let (id, rest) = bytes.split_first_chunk::<16>()?;
        let (issued, tag) = rest.split_first_chunk::<8>()?;
        let until = u64::from_be_bytes(*issued).saturating_add(LIFE_MS);
        let is_ours = is_mac(&self.key, WORD, &[id, issued], tag);
        (is_ours && env.mono_ms() < until).then_some(Fresh { id: *id, until })
    }

    /// Uses a nonce up; false where it was used before.
    pub(super) fn spend(&self, fresh: &Fresh, env: &dyn Env) -> bool {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let Spent { until, look_through_at } = &mut *spent;
        if until.len() >= (*look_through_at).max(SPENT_LOOK_THROUGH) {
            let now = env.mono_ms();
            until.retain(|_, until| *until > now);
            // Twice what is left, so that looking through costs each nonce a little and never all at once.
            *look_through_at = until.len() * 2;
        }
        until.insert(fresh.id, fresh.until).is_none()
    }
}
