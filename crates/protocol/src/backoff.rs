//! How long to wait before trying again. Full jitter, so that a hundred phones that lost one network do not come back in
//! one second.

use domain::bug;

/// The first ceiling, in milliseconds.
const FIRST_MS: u64 = 2_000;
/// The last ceiling: 15 minutes.
const LAST_MS: u64 = 15 * 60 * 1000;
/// The longest that a centre may ask for: a day.
const ASKED_MS_MAX: u64 = 24 * 60 * 60 * 1000;

/// The most that is waited after so many failures in a row: 2 s, 4 s, 8 s, up to 15 minutes.
#[must_use]
pub fn ceiling_ms(failures: u32) -> u64 {
    let doubled = failures.saturating_sub(1).min(20);
    (FIRST_MS << doubled).min(LAST_MS)
}

/// A time between nothing and the ceiling, in milliseconds; what the centre asked for wins. `drawn` is chance.
#[must_use]
pub fn wait_ms(failures: u32, retry_after_s: Option<u64>, drawn: u64) -> u64 {
    if bug!(RetryNeverReArmed) {
        return u64::MAX;
    }
    match retry_after_s {
        Some(seconds) => seconds.saturating_mul(1000).min(ASKED_MS_MAX),
        None => drawn % (ceiling_ms(failures) + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ceiling_doubles_up_to_a_quarter_of_an_hour() {
        let seconds: Vec<u64> = (1..=12).map(|failures| ceiling_ms(failures) / 1000).collect();
        assert_eq!(seconds, [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900], "protocol.md, Errors");
        assert_eq!(ceiling_ms(u32::MAX), LAST_MS, "no number of failures overflows");
    }

    #[test]
    fn the_centre_is_waited_for_as_long_as_it_asks_but_no_longer_than_a_day() {
        assert_eq!(wait_ms(1, Some(120), 7), 120_000, "Retry-After wins over chance");
        assert_eq!(
            wait_ms(1, Some(u64::MAX), 7),
            ASKED_MS_MAX,
            "a broken centre does not silence a phone for ever"
        );
        assert!(
            (0..1000).all(|drawn| wait_ms(3, None, drawn * 7919) <= ceiling_ms(3)),
            "never beyond the ceiling"
        );
    }
}
