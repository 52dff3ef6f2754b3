//! The real clocks and randomness of the machine.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use super::{Env, NoRandomness};

/// The machine's own. The one place of this crate where it is asked.
#[derive(Debug, Clone, Copy)]
pub struct SystemEnv {
    started: Instant,
}

impl SystemEnv {
    /// The machine's clocks and randomness, from now on.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else takes")]
    pub fn new() -> Self {
        Self { started: Instant::now() }
    }
}

impl Default for SystemEnv {
    fn default() -> Self {
        Self::new()
    }
}

impl Env for SystemEnv {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else takes")]
    fn wall_ms(&self) -> u64 {
        // A clock before 1970 is taken for 1970: it dates things wrongly and breaks nothing.
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    }

    fn mono_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn fill_random(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        getrandom::fill(bytes).map_err(|_| NoRandomness)
    }
}
