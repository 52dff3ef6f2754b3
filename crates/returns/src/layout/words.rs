//! Days, weeks and units in the words of a report.

use chrono::{Datelike, NaiveDate};
use domain::{IsoWeek, Period};
use reach::weekly::{Column, WeeklyReturn};
use reach::{Days, Unit};

/// A day, as `22 Nov 2026`.
pub(crate) fn day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// Days, as `16–22 Nov 2026`, `30 Nov – 6 Dec 2026`, `28 Dec 2026 – 3 Jan 2027`, or one day.
pub(crate) fn days(Days { first, last }: Days) -> String {
    if first == last {
        return day(last);
    }
    if first.year() != last.year() {
        return format!("{} – {}", day(first), day(last));
    }
    if first.month() != last.month() {
        return format!("{} – {}", first.format("%-d %b"), day(last));
    }
    format!("{}–{}", first.day(), day(last))
}

/// The week of a return, as `Week 47, 16–22 Nov 2026`.
pub(crate) fn week(weekly: &WeeklyReturn) -> String {
    match weekly.week.parse::<IsoWeek>() {
        Ok(week) => format!("Week {}, {}", week.week(), days(weekly.days)),
        Err(_) => format!("{}, {}", weekly.week, days(weekly.days)),
    }
}

/// What a column of figures is headed with: a name and its days.
pub(crate) fn heading(column: Column, counted: Days, of_return: Days) -> (&'static str, String) {
    let week = IsoWeek::of(of_return.last);
    let plain = match column {
        Column::Week => week.period(),
        Column::LastWeek => week.previous().period(),
        Column::Year => Period::financial_year_to(of_return.last),
    };
    if counted == Days::from(plain) {
        return match column {
            Column::Week => ("This week", days(counted)),
            Column::LastWeek => ("Last week", days(counted)),
            Column::Year => ("Year to date", format!("from {}", day(counted.first))),
        };
    }
    if counted == Days::from(Period::rolling_year(counted.last)) {
        return ("12 months", format!("to {}", day(counted.last)));
    }
    ("Counted over", days(counted))
}

/// What is counted, in the plural.
pub(crate) const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Child => "children",
        Unit::Family => "families",
        Unit::Visit => "visits",
        Unit::HomeVisit => "visits to families",
        Unit::Session => "sessions",
        Unit::Contact => "contacts",
        Unit::Respondent => "responses",
        Unit::Champion => "champions",
        Unit::Minute => "hours",
        Unit::Pair => "pairs of records",
        Unit::Device => "devices",
    }
}

#[cfg(test)]
mod tests {
    use super::{Days, days};

    #[test]
    fn days_repeat_no_month_and_no_year_that_they_share() {
        let of = |first: &str, last: &str| {
            days(Days { first: first.parse().unwrap(), last: last.parse().unwrap() })
        };
        assert_eq!(of("2026-11-16", "2026-11-22"), "16–22 Nov 2026", "one month");
        assert_eq!(of("2026-11-30", "2026-12-06"), "30 Nov – 6 Dec 2026", "two months");
        assert_eq!(of("2026-12-28", "2027-01-03"), "28 Dec 2026 – 3 Jan 2027", "two years");
        assert_eq!(of("2026-11-22", "2026-11-22"), "22 Nov 2026", "one day");
    }
}
