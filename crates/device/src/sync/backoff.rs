//! How long to wait before trying again. Full jitter, so that a hundred phones that lost one network do not
//! come back in one second.

use crate::shell::{NoRandomness, Shell};

/// The first ceiling, in milliseconds.
const FIRST_MS: u64 = 2_000;
/// The last ceiling: 15 minutes.
const LAST_MS: u64 = 15 * 60 * 1000;

/// The most that is waited after so many failures in a row: 2 s, 4 s, 8 s, up to 15 minutes.
pub(super) fn ceiling_ms(failures: u32) -> u64 {
    let doubled = failures.saturating_sub(1).min(20);
    (FIRST_MS << doubled).min(LAST_MS)
}

/// A time between nothing and the ceiling; what the centre asked for wins.
pub(super) fn wait_ms(shell: &Shell, failures: u32, retry_after_s: Option<u64>) -> Result<u64, NoRandomness> {
    if let Some(seconds) = retry_after_s {
        return Ok(seconds.saturating_mul(1000).min(24 * 60 * 60 * 1000));
    }
    let drawn = u64::from_be_bytes(shell.random()?);
    Ok(drawn % (ceiling_ms(failures) + 1))
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
}
