//! What may leave a device, and when. Time here is the centre's, as it was told at the last contact: no clock of the
//! device makes anything leave sooner or stay longer (I10).

use domain::bug;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;
/// The plain bytes of an acknowledged event stay so long for the champion to look back on: 8 weeks.
pub const PLAIN_MS: u64 = 56 * DAY_MS;
/// The sealed copy stays so long after the event is durable: as long as a backup of before it may be restored.
pub const SEALED_MS: u64 = 35 * DAY_MS;
/// What was pulled stays usable so long without contact, unless the programme says otherwise.
pub const CASELOAD_DAYS: u64 = 60;
/// So many days before the end the champion is warned.
const CASELOAD_WARNING_DAYS: u64 = 15;

/// The only reasons for which a copy of an event may leave a device (I5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaves {
    /// It is in backups that were restored in drills, and was so for long enough.
    Durable,
    /// It was erased at the centre.
    Erased,
    /// The vault was wiped on the centre's word.
    Wiped,
}

/// Whether the plain bytes of an event may leave: acknowledged 8 weeks ago, while a sealed copy stays.
#[must_use]
pub fn plain_may_leave(acked_ms: Option<u64>, now_ms: u64) -> bool {
    if bug!(DeleteOnAck) {
        return acked_ms.is_some();
    }
    acked_ms.is_some_and(|acked| now_ms.saturating_sub(acked) >= PLAIN_MS)
}

/// Whether the sealed copy of an event may leave. `durable_ms` is when it was first seen to be durable, `acked_ms` when
/// it was first seen to be held; both none again where the centre turned out to hold it no more.
#[must_use]
pub fn sealed_may_leave(acked_ms: Option<u64>, durable_ms: Option<u64>, now_ms: u64) -> Option<Leaves> {
    if bug!(DeleteOnAck) {
        return acked_ms.map(|_| Leaves::Durable);
    }
    let since = now_ms.saturating_sub(durable_ms?);
    (since >= SEALED_MS).then_some(Leaves::Durable)
}

/// Since when an event counts as durable, once a receipt named another epoch: not at all, until a receipt of the event's own
/// stream says so again. Backups that were taken since the restore may lack what somebody else sent again only later, and
/// a stream that has not been asked about since may be lacking altogether.
#[must_use]
pub fn after_restore(durable_ms: Option<u64>) -> Option<u64> {
    if bug!(DurableOutlivesARestore) { durable_ms } else { None }
}

/// What a champion may do with the pulled caseload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caseload {
    /// It is fresh enough.
    Usable,
    /// It is dropped in so many days unless the centre is reached.
    Warned {
        /// Days left, at least one.
        days_left: u64,
    },
    /// It is to be dropped. Recording goes on, and own records stay.
    Dropped,
}

/// How long the caseload may be kept: `days` is the programme's setting, 14 to 90.
#[must_use]
pub fn caseload(since_contact_ms: u64, days: u64) -> Caseload {
    let (days, gone) = (days.clamp(14, 90), since_contact_ms / DAY_MS);
    let warned = days - CASELOAD_WARNING_DAYS.min(days / 4);
    if gone >= days {
        Caseload::Dropped
    } else if gone >= warned {
        Caseload::Warned { days_left: days - gone }
    } else {
        Caseload::Usable
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_before_it_is_held_long_enough() {
        assert!(!plain_may_leave(None, u64::MAX), "what waits never leaves");
        assert!(!plain_may_leave(Some(0), PLAIN_MS - 1), "a day short of eight weeks");
        assert!(plain_may_leave(Some(0), PLAIN_MS), "eight weeks");
        assert_eq!(sealed_may_leave(Some(0), None, u64::MAX), None, "acknowledged is not durable");
        assert_eq!(sealed_may_leave(Some(0), Some(5), SEALED_MS + 4), None, "a moment short of 35 days");
        assert_eq!(sealed_may_leave(Some(0), Some(5), SEALED_MS + 5), Some(Leaves::Durable), "35 days");
    }

    #[test]
    fn a_caseload_warns_from_day_45_and_is_dropped_on_day_60() {
        let on = |day: u64| caseload(day * DAY_MS, CASELOAD_DAYS);
        assert_eq!(on(44), Caseload::Usable, "six weeks");
        assert_eq!(on(45), Caseload::Warned { days_left: 15 }, "the first warning");
        assert_eq!(on(59), Caseload::Warned { days_left: 1 }, "the last day");
        assert_eq!(on(60), Caseload::Dropped, "sixty days");
        assert_eq!(caseload(14 * DAY_MS, 1), Caseload::Dropped, "no setting is under fourteen days");
        assert_ne!(caseload(13 * DAY_MS, 1), Caseload::Dropped, "nor does it drop before");
    }
}
