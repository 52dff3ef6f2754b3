//! Periods of reporting: whole local days, both ends included.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use crate::problem::ProblemCode;

/// The days from `first` to `last`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub first: NaiveDate,
    /// The last day: the t* at which ages and residence are tested.
    pub last: NaiveDate,
}

impl Period {
    /// Whether `day` lies in the period.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// The rolling twelve months to `last`: from the day after the same date a year before (reach.md, R12).
    #[must_use]
    pub fn rolling_year(last: NaiveDate) -> Self {
        let year_before = last.checked_sub_months(Months::new(12)).unwrap_or(NaiveDate::MIN);
        Self { first: year_before.checked_add_days(Days::new(1)).unwrap_or(last), last }
    }

    /// The financial year to date: from the last 1 April to `last` (the year of English councils).
    #[must_use]
    pub fn financial_year_to(last: NaiveDate) -> Self {
        let year = if last.month() >= 4 { last.year() } else { last.year() - 1 };
        Self { first: NaiveDate::from_ymd_opt(year, 4, 1).unwrap_or(last), last }
    }

    /// The calendar quarter to date: from its first day to `last`.
    #[must_use]
    pub fn quarter_to(last: NaiveDate) -> Self {
        let month = (last.month0() / 3) * 3 + 1;
        Self { first: NaiveDate::from_ymd_opt(last.year(), month, 1).unwrap_or(last), last }
    }

    /// The calendar month to date.
    #[must_use]
    pub fn month_to(last: NaiveDate) -> Self {
        Self { first: last.with_day(1).unwrap_or(last), last }
    }
}

/// A week of ISO 8601, Monday to Sunday, written `2026-W47`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IsoWeek {
    year: i32,
    week: u32,
}

impl IsoWeek {
    /// The week in which `day` lies.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        let week = day.iso_week();
        Self { year: week.year(), week: week.week() }
    }
    /// Monday to Sunday.
    #[must_use]
    pub fn period(self) -> Period {
        let monday = NaiveDate::from_isoywd_opt(self.year, self.week, Weekday::Mon).unwrap_or(NaiveDate::MIN);
        Period { first: monday, last: monday.checked_add_days(Days::new(6)).unwrap_or(monday) }
    }
    /// The week before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self::of(self.period().first.pred_opt().unwrap_or(NaiveDate::MIN))
    }
    /// The week after.
    #[must_use]
    pub fn next(self) -> Self {
        Self::of(self.period().last.succ_opt().unwrap_or(NaiveDate::MAX))
    }
    /// The ISO week-numbering year, which around New Year is not always the calendar's.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }
    /// The week's number, 1 to 53.
    #[must_use]
    pub const fn week(self) -> u32 {
        self.week
    }
}

impl FromStr for IsoWeek {
    type Err = ProblemCode;
    fn from_str(text: &str) -> Result<Self, ProblemCode> {
        let (year, week) = text.split_once("-W").ok_or(ProblemCode::Malformed)?;
        let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(week, 2) {
            return Err(ProblemCode::Malformed);
        }
        let year: i32 = year.parse().map_err(|_| ProblemCode::Malformed)?;
        let week: u32 = week.parse().map_err(|_| ProblemCode::Malformed)?;
        NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).ok_or(ProblemCode::OutOfRange)?;
        Ok(Self { year, week })
    }
}

impl TryFrom<String> for IsoWeek {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map_err(|code: ProblemCode| code.sentence().to_owned())
    }
}

impl From<IsoWeek> for String {
    fn from(week: IsoWeek) -> Self {
        week.to_string()
    }
}

impl fmt::Display for IsoWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year, self.week)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn week_47_of_2026_runs_from_16_to_22_november() {
        let week: IsoWeek = "2026-W47".parse().unwrap();
        assert_eq!(
            week.period(),
            Period { first: date("2026-11-16"), last: date("2026-11-22") },
            "ISO weeks run Monday to Sunday"
        );
        assert_eq!(IsoWeek::of(date("2026-11-22")), week, "its Sunday belongs to it");
    }

    #[test]
    fn a_week_over_new_year_has_the_year_of_its_thursday() {
        assert_eq!(IsoWeek::of(date("2027-01-01")).to_string(), "2026-W53", "1 January 2027 is a Friday");
        assert_eq!(
            "2026-W53".parse::<IsoWeek>().unwrap().next().to_string(),
            "2027-W01",
            "53 is followed by 1"
        );
        assert!("2025-W53".parse::<IsoWeek>().is_err(), "2025 has 52 weeks");
    }

    #[test]
    fn the_rolling_year_starts_the_day_after_the_same_date_a_year_before() {
        let year = |last| Period::rolling_year(date(last)).first;
        assert_eq!(year("2026-11-22"), date("2025-11-23"), "an ordinary day");
        assert_eq!(year("2024-02-29"), date("2023-03-01"), "29 February looks back to 28 February");
        assert_eq!(year("2025-02-28"), date("2024-02-29"), "the leap day itself is inside");
    }

    #[test]
    fn the_financial_year_starts_on_1_april() {
        assert_eq!(
            Period::financial_year_to(date("2027-03-31")).first,
            date("2026-04-01"),
            "March belongs to the year before"
        );
        assert_eq!(
            Period::financial_year_to(date("2026-04-01")).first,
            date("2026-04-01"),
            "and April opens the new one"
        );
    }
}
