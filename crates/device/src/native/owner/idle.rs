//! Locking by itself: a phone that is put down in a hall is anybody's.

use domain::Recorded;
use wire::app::Command;

/// How long nobody may touch the device before it locks (security.md, item 14).
const IDLE_MS_MAX: u64 = 5 * 60 * 1000;

/// When somebody last touched it.
#[derive(Debug, Default)]
pub(super) struct Idle {
    last: Option<(u64, u64)>,
}

impl Idle {
    /// Somebody did something.
    pub(super) fn touch(&mut self, now: &Recorded) {
        self.last = Some((now.mono_ms, now.wall_ms));
    }

    /// Nobody did anything for too long, by whichever clock says so: the one that never runs backwards stands still
    /// while a computer sleeps, and the other may be set.
    pub(super) fn is_over(&self, now: &Recorded) -> bool {
        self.last.is_some_and(|(mono, wall)| {
            now.mono_ms.saturating_sub(mono) >= IDLE_MS_MAX || now.wall_ms.saturating_sub(wall) >= IDLE_MS_MAX
        })
    }
}

/// Whether a person is behind it, and not the screen asking how things stand.
pub(super) const fn is_of_a_person(command: &Command) -> bool {
    !matches!(command, Command::Status | Command::Sync | Command::Lock)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(mono_ms: u64, wall_ms: u64) -> Recorded {
        Recorded { wall_ms, utc_offset_min: 0, boot_id: "b".to_owned(), mono_ms }
    }

    #[test]
    fn five_minutes_untouched_are_over_by_either_clock() {
        let mut idle = Idle::default();
        assert!(!idle.is_over(&at(0, 0)), "nothing was ever opened");
        idle.touch(&at(1_000, 1_000));
        assert!(!idle.is_over(&at(300_999, 300_999)), "a breath before");
        assert!(idle.is_over(&at(301_000, 1_000)), "five minutes passed");
        assert!(idle.is_over(&at(1_000, 301_000)), "the computer slept meanwhile");
        idle.touch(&at(301_000, 301_000));
        assert!(!idle.is_over(&at(301_000, 301_000)), "and was touched again");
    }
}
