//! The system's clocks.

use domain::Recorded;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::shell::Clock;

/// Names the run of the machine, on Linux and Android.
const BOOT_ID: &str = "/proc/sys/kernel/random/boot_id";
/// Seconds since the machine started, time asleep included, on Linux and Android.
const UPTIME: &str = "/proc/uptime";

/// The clocks of this machine. Where it names no run of itself, each process is a run of its own: a wait after
/// wrong guesses is then counted from the start of the process, which can only make it longer.
pub struct SystemClock {
    boot_id: String,
    /// `mono_ms` when this was made.
    started_ms: u64,
    since: Instant,
    utc_offset_min: fn(u64) -> i32,
}

impl SystemClock {
    /// The clocks, with this knowledge of local time.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place where the system's clock is read")]
    pub fn new(utc_offset_min: fn(u64) -> i32) -> Self {
        let read = |path| std::fs::read_to_string(path).ok();
        let boot_id = read(BOOT_ID).map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
        let uptime_ms = read(UPTIME).as_deref().and_then(uptime_ms);
        let (boot_id, started_ms) = match (boot_id, uptime_ms) {
            (Some(boot_id), Some(started_ms)) => (boot_id, started_ms),
            _ => (random_run(), 0),
        };
        Self { boot_id, started_ms, since: Instant::now(), utc_offset_min }
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the system's clock is read")]
    fn now(&self) -> Recorded {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let wall_ms = u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX);
        let passed = u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX);
        Recorded {
            wall_ms,
            utc_offset_min: (self.utc_offset_min)(wall_ms),
            boot_id: self.boot_id.clone(),
            mono_ms: self.started_ms.saturating_add(passed),
        }
    }
}

/// The first number of `12345.67 23456.78`, in milliseconds.
fn uptime_ms(text: &str) -> Option<u64> {
    let (whole, hundredths) = text.split_whitespace().next()?.split_once('.')?;
    let hundredths: u64 = hundredths.get(..2)?.parse().ok()?;
    Some(whole.parse::<u64>().ok()?.saturating_mul(1000).saturating_add(hundredths * 10))
}

fn random_run() -> String {
    let mut bytes = [0; 16];
    // Without randomness no vault is opened either; the name of the run then matters to nobody.
    let _drawn = getrandom::fill(&mut bytes);
    format!("process-{}", domain::text::to_hex(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_clocks_of_one_machine_agree_on_its_run() {
        let (one, two) = (SystemClock::new(|_| 60), SystemClock::new(|_| 60));
        let (before, after) = (one.now(), two.now());
        if std::path::Path::new(BOOT_ID).exists() {
            assert_eq!(before.boot_id, after.boot_id, "one run of the machine");
            assert!(after.mono_ms + 20 >= before.mono_ms, "within the uptime's grain of 10 ms");
        }
        assert_eq!(before.utc_offset_min, 60, "local time is as the shell says");
    }

    #[test]
    fn an_uptime_is_read_to_the_hundredth() {
        assert_eq!(uptime_ms("12345.67 23456.78\n"), Some(12_345_670), "the first number, in milliseconds");
        assert_eq!(uptime_ms("soon"), None, "and nothing else");
    }
}
