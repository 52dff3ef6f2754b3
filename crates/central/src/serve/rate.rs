//! How often one and the same may ask.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// From so many on, askers are looked through for those whose time is over.
const ASKERS_LOOK_THROUGH: usize = 4_096;

/// So many in so long, for each asker, counted in memory from the first one on.
pub(crate) struct Rate<K> {
    most: u32,
    every_ms: u64,
    askers: Mutex<HashMap<K, Window>>,
}

#[derive(Clone, Copy)]
struct Window {
    ends_ms: u64,
    asked: u32,
}

impl<K: Eq + Hash> Rate<K> {
    pub(crate) fn new(most: u32, every_ms: u64) -> Self {
        Self { most, every_ms, askers: Mutex::default() }
    }

    /// Counts one more; or says in how many seconds to come again.
    pub(crate) fn ask(&self, asker: K, now_ms: u64) -> Result<(), u64> {
        let mut askers = self.askers.lock().unwrap_or_else(PoisonError::into_inner);
        if askers.len() >= ASKERS_LOOK_THROUGH && !askers.contains_key(&asker) {
            askers.retain(|_, window| window.ends_ms > now_ms);
        }
        let fresh = Window { ends_ms: now_ms.saturating_add(self.every_ms), asked: 0 };
        let window = askers.entry(asker).or_insert(fresh);
        if window.ends_ms <= now_ms {
            *window = fresh;
        }
        if window.asked >= self.most {
            return Err((window.ends_ms - now_ms).div_ceil(1000).max(1));
        }
        window.asked += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Rate;

    #[test]
    fn the_sixth_in_an_hour_waits_for_the_hour_to_end() {
        let rate = Rate::new(5, 3_600_000);
        for _ in 0..5 {
            assert_eq!(rate.ask("a", 1_000), Ok(()), "five are let through");
        }
        assert_eq!(rate.ask("a", 61_000), Err(3_540), "the sixth waits for the rest of the hour");
        assert_eq!(rate.ask("b", 61_000), Ok(()), "somebody else does not");
        assert_eq!(rate.ask("a", 3_601_000), Ok(()), "the next hour is new");
    }
}
