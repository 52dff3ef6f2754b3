//! How long to wait after wrong guesses. Measured by the clock that never runs backwards, so that setting the
//! wall clock a year ahead buys nothing.

use serde::{Deserialize, Serialize};

/// After so many wrong guesses the vault stays locked until a coordinator helps. It is never wiped: unsent
/// records exist nowhere else (security.md, A 5).
pub const GUESSES_MAX: u32 = 10;

/// The wait after one, two, three… wrong guesses, in minutes; after the last, one hour each.
const WAITS_MIN: [u64; 8] = [0, 0, 0, 0, 1, 5, 15, 60];

/// The guesses since the last right one. Counted before a guess is checked, so that a kill between the two
/// gives no free guess.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Guesses {
    /// How many.
    pub count: u32,
    /// In which run of the machine the last was made.
    pub boot_id: String,
    /// When in that run, in milliseconds.
    pub mono_ms: u64,
}

impl Guesses {
    /// The state with one more guess, made now.
    pub(crate) fn and_one(&self, now: &domain::Recorded) -> Self {
        Self { count: self.count.saturating_add(1), boot_id: now.boot_id.clone(), mono_ms: now.mono_ms }
    }

    /// What is left of the wait before the next guess, in milliseconds.
    pub(crate) fn wait_ms(&self, now: &domain::Recorded) -> u64 {
        // In another run of the machine the guess was made before that run began, so at least the time since
        // then has passed.
        let passed =
            if self.boot_id == now.boot_id { now.mono_ms.saturating_sub(self.mono_ms) } else { now.mono_ms };
        wait_ms(self.count).saturating_sub(passed)
    }
}

/// The wait after so many wrong guesses, in milliseconds.
#[must_use]
pub fn wait_ms(wrong: u32) -> u64 {
    let place = usize::try_from(wrong).unwrap_or(usize::MAX);
    let minutes = match place.checked_sub(1) {
        None => 0,
        Some(place) => WAITS_MIN[place.min(WAITS_MIN.len() - 1)],
    };
    minutes * 60 * 1000
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Recorded;

    fn at(boot: &str, mono_ms: u64) -> Recorded {
        Recorded { wall_ms: 0, utc_offset_min: 0, boot_id: boot.to_owned(), mono_ms }
    }

    #[test]
    fn the_waits_are_those_that_were_decided() {
        let minutes: Vec<u64> = (1..=10).map(|wrong| wait_ms(wrong) / 60_000).collect();
        assert_eq!(minutes, [0, 0, 0, 0, 1, 5, 15, 60, 60, 60], "security.md, A 5");
    }

    #[test]
    fn a_wait_goes_on_over_a_restart_and_is_not_shortened_by_the_wall_clock() {
        let guesses = Guesses { count: 5, boot_id: "a".to_owned(), mono_ms: 1_000 };
        assert_eq!(guesses.wait_ms(&at("a", 31_000)), 30_000, "half of the minute has passed");
        assert_eq!(
            guesses.wait_ms(&Recorded { wall_ms: u64::MAX, ..at("a", 1_000) }),
            60_000,
            "any wall clock"
        );
        assert_eq!(
            guesses.wait_ms(&at("b", 5_000)),
            55_000,
            "after a restart only what surely passed counts"
        );
    }
}
