//! When to sync without being asked: soon after something was saved, when the vault is opened, and every hour. Pure.

use wire::Fault;
use wire::app::Synced;

/// How long after the last save: a queue at the door is one run and not thirty.
const AFTER_SAVE_MS: u64 = 20 * 1000;
/// How long after the first save at most, however long the queue is.
const AFTER_FIRST_SAVE_MS: u64 = 2 * 60 * 1000;
/// How long after a run that went well.
const HOUR_MS: u64 = 60 * 60 * 1000;
/// How long after a failure that does not say for how long to wait: it needs a person, not a try.
const AFTER_FAILURE_MS: u64 = 15 * 60 * 1000;

/// When the next run is due, by a clock that never runs backwards.
#[derive(Debug, Default)]
pub(super) struct Schedule {
    due_ms: Option<u64>,
    /// The first save that no run has begun after.
    saved_ms: Option<u64>,
}

impl Schedule {
    /// In how many milliseconds a run is due; none while the vault is locked.
    pub(super) fn due_in_ms(&self, now: u64) -> Option<u64> {
        self.due_ms.map(|due| due.saturating_sub(now))
    }

    /// The vault was opened.
    pub(super) fn opened(&mut self, now: u64) {
        self.due_ms = Some(now);
    }

    /// The vault was locked.
    pub(super) fn locked(&mut self) {
        *self = Self::default();
    }

    /// Something was saved.
    pub(super) fn saved(&mut self, now: u64) {
        let first = *self.saved_ms.get_or_insert(now);
        let due = (now + AFTER_SAVE_MS).min(first + AFTER_FIRST_SAVE_MS);
        self.due_ms = Some(due.max(now));
    }

    /// A run has begun: it takes along what was saved until now.
    pub(super) fn began(&mut self) {
        self.saved_ms = None;
        self.due_ms = None;
    }

    /// The run ended.
    pub(super) fn ended(&mut self, now: u64, outcome: &Result<Synced, Fault>) {
        let next = match outcome {
            Ok(_) => now + HOUR_MS,
            Err(fault) => now + fault.want.map_or(AFTER_FAILURE_MS, |seconds| seconds.saturating_mul(1000)),
        };
        // What was saved during the run has set a time of its own.
        self.due_ms = Some(self.due_ms.map_or(next, |due| due.min(next)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::Code;

    const SECOND: u64 = 1000;

    #[test]
    fn a_queue_at_the_door_is_one_run() {
        let mut schedule = Schedule::default();
        for second in [0, 10, 20, 30] {
            schedule.saved(second * SECOND);
        }
        assert_eq!(schedule.due_in_ms(30 * SECOND), Some(20 * SECOND), "twenty seconds after the last");
        for second in 31..=119 {
            schedule.saved(second * SECOND);
        }
        assert_eq!(schedule.due_in_ms(119 * SECOND), Some(SECOND), "but two minutes after the first");
    }

    #[test]
    fn a_run_is_due_when_the_vault_opens_and_an_hour_later() {
        let mut schedule = Schedule::default();
        assert_eq!(schedule.due_in_ms(7), None, "nothing is sent from a locked vault");
        schedule.opened(7);
        assert_eq!(schedule.due_in_ms(7), Some(0), "at once");
        schedule.began();
        schedule.ended(9, &Ok(Synced::default()));
        assert_eq!(schedule.due_in_ms(9), Some(HOUR_MS), "then hourly");
        schedule.locked();
        assert_eq!(schedule.due_in_ms(9), None, "until it is locked");
    }

    #[test]
    fn a_failure_is_waited_out_as_it_says() {
        let mut schedule = Schedule::default();
        schedule.opened(0);
        schedule.began();
        schedule.ended(0, &Err(Fault::new(Code::NoNetwork, "").wanting(4)));
        assert_eq!(schedule.due_in_ms(0), Some(4 * SECOND), "backoff is the device's to say");
        schedule.began();
        schedule.saved(1);
        schedule.ended(2, &Err(Fault::new(Code::Signature, "")));
        assert_eq!(schedule.due_in_ms(1), Some(AFTER_SAVE_MS), "what was saved meanwhile is tried as usual");
    }
}
