//! Which day something happened on, and whether this device's clock can be asked.

use chrono::{DateTime, Days, NaiveDate, TimeDelta};
use domain::{Problem, Recorded, problem::ProblemCode};
use wire::{Code, Fault};

/// A wall clock before this was never set: 2025-01-01T00:00Z in milliseconds since 1970. No version of this
/// program is older.
pub const CLOCK_MS_MIN: u64 = 1_735_689_600_000;
/// A wall clock at or after this has overflowed or was set in jest: 2038-01-01T00:00Z.
pub const CLOCK_MS_MAX: u64 = 2_145_916_800_000;
/// How far a wall clock may be behind the latest time that the centre told: one day. Phones travel, and people
/// set clocks by hand, but yesterday's date on a register is a wrong date.
pub const CLOCK_BEHIND_MS_MAX: u64 = 24 * 60 * 60 * 1000;
/// How far a wall clock may be ahead of the latest time that the centre told: two years. Phones lie in drawers for
/// more than a year and are right; who is further ahead was set wrong, and would date a register years from now.
pub const CLOCK_AHEAD_MS_MAX: u64 = 2 * 366 * 24 * 60 * 60 * 1000;
/// How many days ahead of today an activity may be dated: one, for whoever records across a date line.
pub const DAYS_AHEAD_MAX: u64 = 1;
/// The first day on which an activity may be dated. It only catches slips of typing, such as the year 0206.
pub const ACTIVITY_DATE_MIN: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day of the calendar");

/// Whether the wall clock cannot be right. `server_ms` is the latest time that the centre told, 0 where it
/// never did.
#[must_use]
pub const fn is_doubtful(now: &Recorded, server_ms: u64) -> bool {
    now.wall_ms < CLOCK_MS_MIN
        || now.wall_ms >= CLOCK_MS_MAX
        || now.wall_ms.saturating_add(CLOCK_BEHIND_MS_MAX) < server_ms
        || (server_ms > 0 && now.wall_ms > server_ms.saturating_add(CLOCK_AHEAD_MS_MAX))
}

/// The local date by the wall clock; none where it shows no date of the calendar.
#[must_use]
pub fn today(now: &Recorded) -> Option<NaiveDate> {
    let utc = DateTime::from_timestamp_millis(i64::try_from(now.wall_ms).ok()?)?;
    Some(utc.naive_utc().checked_add_signed(TimeDelta::minutes(now.utc_offset_min.into()))?.date())
}

/// The day that a draft is about: as typed, or today where the clock can be asked.
///
/// # Errors
/// `DateNeeded` where nothing is typed and the clock is doubtful; `DraftProblem` on `date` for what is no
/// date, or one too early or too far ahead. A doubtful clock judges no date: it would refuse right ones.
pub fn activity_date(typed: Option<&str>, now: &Recorded, doubtful: bool) -> Result<NaiveDate, Fault> {
    let today = if doubtful { None } else { today(now) };
    let Some(typed) = typed else {
        return today.ok_or_else(|| {
            Fault::new(
                Code::DateNeeded,
                "This device's clock cannot be right. Set it, or give the date on which this happened.",
            )
            .about("date")
        });
    };
    let date = parse_date(typed).map_err(|code| Problem::new("date", code))?;
    let latest = today.and_then(|today| today.checked_add_days(Days::new(DAYS_AHEAD_MAX)));
    if date < ACTIVITY_DATE_MIN || latest.is_some_and(|latest| date > latest) {
        return Err(Problem::new("date", ProblemCode::OutOfRange).into());
    }
    Ok(date)
}

/// Exactly `YYYY-MM-DD`.
pub(crate) fn parse_date(typed: &str) -> Result<NaiveDate, ProblemCode> {
    if typed.len() != 10 {
        return Err(ProblemCode::Malformed);
    }
    NaiveDate::parse_from_str(typed, "%Y-%m-%d").map_err(|_| ProblemCode::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(wall_ms: u64, utc_offset_min: i32) -> Recorded {
        Recorded { wall_ms, utc_offset_min, boot_id: "b".to_owned(), mono_ms: 0 }
    }
    /// 2026-11-16T23:30Z.
    const LATE: u64 = 1_794_871_800_000;

    #[test]
    fn today_is_the_local_day() {
        let day = |offset| today(&at(LATE, offset)).unwrap().to_string();
        assert_eq!(day(0), "2026-11-16", "London in winter");
        assert_eq!(day(60), "2026-11-17", "an hour east it is past midnight");
        assert_eq!(day(-720), "2026-11-16", "far west it is noon");
    }

    #[test]
    fn a_clock_that_cannot_be_right_is_noticed() {
        assert!(is_doubtful(&at(0, 0), 0), "1970");
        assert!(is_doubtful(&at(CLOCK_MS_MAX, 0), 0), "2038");
        assert!(!is_doubtful(&at(LATE, 0), 0), "an ordinary day, before any contact");
        assert!(
            !is_doubtful(&at(LATE, 0), LATE + CLOCK_BEHIND_MS_MAX),
            "a day behind the centre is bearable"
        );
        assert!(is_doubtful(&at(LATE, 0), LATE + CLOCK_BEHIND_MS_MAX + 1), "more is not");
        assert!(!is_doubtful(&at(LATE, 0), LATE - CLOCK_AHEAD_MS_MAX), "two years in a drawer are bearable");
        assert!(is_doubtful(&at(LATE, 0), LATE - CLOCK_AHEAD_MS_MAX - 1), "three years ahead is not");
    }

    #[test]
    fn a_doubtful_clock_neither_dates_nor_judges() {
        let now = at(0, 0);
        let fault = activity_date(None, &now, true).unwrap_err();
        assert_eq!(
            (fault.code, fault.field.as_deref()),
            (Code::DateNeeded, Some("date")),
            "the date is asked for"
        );
        assert!(
            activity_date(Some("2026-11-16"), &now, true).is_ok(),
            "and taken, though the clock says 1970"
        );
    }

    #[test]
    fn a_date_of_next_week_is_refused_and_tomorrow_is_not() {
        let now = at(LATE, 0);
        assert!(activity_date(Some("2026-11-17"), &now, false).is_ok(), "tomorrow");
        for typed in ["2026-11-18", "0206-11-16", "1999-12-31", "2026-13-01", "26-11-16", "2026-1-016"] {
            let fault = activity_date(Some(typed), &now, false).unwrap_err();
            assert_eq!(fault.field.as_deref(), Some("date"), "{typed} is no day on which this happened");
        }
    }
}
