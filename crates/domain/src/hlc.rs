//! The hybrid logical clock. It only breaks ties; it never gives meaning.

use serde::{Deserialize, Serialize};

/// How far ahead of our own wall clock a remote clock may be and still advance ours: 24 hours in
/// milliseconds. A phone set to 2038 must not drag everybody there (protocol.md, "Event").
pub const HLC_AHEAD_MS_MAX: u64 = 24 * 60 * 60 * 1000;

/// A hybrid timestamp: ordered by `ms`, then by `count`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hlc {
    /// Milliseconds since 1970 in UTC, as far as this clock believes.
    pub ms: u64,
    /// Counts events within one `ms`, and stands in for time while a wall clock runs backwards.
    pub count: u32,
}

impl Hlc {
    /// The next timestamp after `self`, at this wall time. Always greater than `self`.
    #[must_use]
    pub fn tick(self, wall_ms: u64) -> Self {
        if crate::bug!(LastWriteByDeviceClock) {
            return Self { ms: wall_ms, count: 0 };
        }
        if wall_ms > self.ms {
            return Self { ms: wall_ms, count: 0 };
        }
        match self.count.checked_add(1) {
            Some(count) => Self { ms: self.ms, count },
            None => Self { ms: self.ms + 1, count: 0 },
        }
    }

    /// Our clock after seeing `remote`: the greater of the two, unless `remote` is more than
    /// [`HLC_AHEAD_MS_MAX`] ahead of our wall clock.
    #[must_use]
    pub fn observe(self, remote: Self, wall_ms: u64) -> Self {
        if remote.ms > wall_ms.saturating_add(HLC_AHEAD_MS_MAX) { self } else { self.max(remote) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_set_back_to_1970_still_goes_forward() {
        let before = Hlc { ms: 1_800_000_000_000, count: 3 };
        assert!(before.tick(0) > before, "the count stands in for time");
    }

    #[test]
    fn a_phone_from_the_future_does_not_drag_ours_there() {
        let now = 1_800_000_000_000;
        let ours = Hlc { ms: now, count: 0 };
        let far = Hlc { ms: now + HLC_AHEAD_MS_MAX + 1, count: 0 };
        assert_eq!(ours.observe(far, now), ours, "more than a day ahead is not believed");
        let near = Hlc { ms: now + 5, count: 0 };
        assert_eq!(ours.observe(near, now), near, "a little ahead is");
    }
}
