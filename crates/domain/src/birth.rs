//! When somebody was born, as exactly as a parent chose to say.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use crate::problem::ProblemCode;

/// The first year of birth taken as meant: nobody older has come to a drop-in.
pub const BIRTH_YEAR_MIN: i32 = 1900;
/// The last year of birth taken as meant. It only catches slips of typing: what is plausible on a given day
/// is judged against that day.
pub const BIRTH_YEAR_MAX: i32 = 2199;

/// A birth date, or the days between which it lies: `2023-05-14`, `2023-05`, `2023`, or an age band as
/// `2022-11-23/2023-11-22`. The age of somebody is known on a day where both ends of the range agree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Birth {
    earliest: NaiveDate,
    latest: NaiveDate,
}

impl Birth {
    /// Born on this day.
    #[must_use]
    pub const fn on(date: NaiveDate) -> Self {
        Self { earliest: date, latest: date }
    }

    /// Born on one of these days, both included.
    ///
    /// # Errors
    /// `EndsBeforeStart` when `latest` is before `earliest`; `OutOfRange` outside the years taken as meant.
    pub fn between(earliest: NaiveDate, latest: NaiveDate) -> Result<Self, ProblemCode> {
        if latest < earliest {
            return Err(ProblemCode::EndsBeforeStart);
        }
        if earliest.year() < BIRTH_YEAR_MIN || latest.year() > BIRTH_YEAR_MAX {
            return Err(ProblemCode::OutOfRange);
        }
        Ok(Self { earliest, latest })
    }

    /// Somebody who is `age` whole years old on `day`, where only that was said.
    ///
    /// # Errors
    /// `OutOfRange` for an age that no calendar reaches.
    pub fn aged(age: u32, day: NaiveDate) -> Result<Self, ProblemCode> {
        let latest = day.checked_sub_months(Months::new(age.saturating_mul(12)));
        let before = day.checked_sub_months(Months::new((age.saturating_add(1)).saturating_mul(12)));
        match (before.and_then(|d| d.checked_add_days(Days::new(1))), latest) {
            (Some(earliest), Some(latest)) => Self::between(earliest, latest),
            _ => Err(ProblemCode::OutOfRange),
        }
    }

    /// The first day on which they may have been born.
    #[must_use]
    pub const fn earliest(self) -> NaiveDate {
        self.earliest
    }
    /// The last day on which they may have been born.
    #[must_use]
    pub const fn latest(self) -> NaiveDate {
        self.latest
    }
    /// The whole date, where it is known.
    #[must_use]
    pub fn date(self) -> Option<NaiveDate> {
        (self.earliest == self.latest).then_some(self.earliest)
    }

    /// Whole years on `day`, where every day of the range gives the same answer. Before birth: none.
    #[must_use]
    pub fn age_on(self, day: NaiveDate) -> Option<u32> {
        let (oldest, youngest) = (age(self.earliest, day)?, age(self.latest, day)?);
        (oldest == youngest).then_some(oldest)
    }

    /// Whether they were under `years` on `day`: `None` where the range does not tell. Somebody not yet born
    /// on that day is not under any age. Who may be born by then is taken to be: a baby met in the month of its
    /// birth, of which only the month was said, is not of unknown age because the month is not over.
    #[must_use]
    pub fn is_under(self, years: u32, day: NaiveDate) -> Option<bool> {
        let under = |born| age(born, day).is_some_and(|age| age < years);
        let latest_born = self.latest.min(day).max(self.earliest);
        let (oldest, youngest) = (under(self.earliest), under(latest_born));
        (oldest == youngest).then_some(oldest)
    }
}

/// Whole years from `born` to `day`. Who was born on 29 February is a year older on 1 March in other years.
fn age(born: NaiveDate, day: NaiveDate) -> Option<u32> {
    if day < born {
        return None;
    }
    let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
    u32::try_from(day.year() - born.year() - i32::from(!had_birthday)).ok()
}

fn month_range(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?))
}

impl FromStr for Birth {
    type Err = ProblemCode;
    fn from_str(text: &str) -> Result<Self, ProblemCode> {
        let day = |text: &str| {
            NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .ok()
                .filter(|_| text.len() == 10)
                .ok_or(ProblemCode::Malformed)
        };
        if let Some((earliest, latest)) = text.split_once('/') {
            return Self::between(day(earliest)?, day(latest)?);
        }
        let number = |part: &str, digits: usize| -> Result<u32, ProblemCode> {
            if part.len() != digits || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(ProblemCode::Malformed);
            }
            part.parse().map_err(|_| ProblemCode::Malformed)
        };
        let parts: Vec<&str> = text.split('-').collect();
        let (earliest, latest) = match parts.as_slice() {
            [year] => {
                let year = number(year, 4)?.cast_signed();
                (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31))
            }
            [year, month] => month_range(number(year, 4)?.cast_signed(), number(month, 2)?).unzip(),
            _ => (Some(day(text)?), Some(day(text)?)),
        };
        match (earliest, latest) {
            (Some(earliest), Some(latest)) => Self::between(earliest, latest),
            _ => Err(ProblemCode::Malformed),
        }
    }
}

impl TryFrom<String> for Birth {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map_err(|code: ProblemCode| code.sentence().to_owned())
    }
}

impl From<Birth> for String {
    fn from(birth: Birth) -> Self {
        birth.to_string()
    }
}

impl fmt::Display for Birth {
    /// The shortest form that says the same range.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { earliest, latest } = *self;
        let (year, month) = (earliest.year(), earliest.month());
        if earliest == latest {
            write!(f, "{earliest}")
        } else if month_range(year, month) == Some((earliest, latest)) {
            write!(f, "{year:04}-{month:02}")
        } else if earliest.ordinal() == 1 && latest == NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(latest)
        {
            write!(f, "{year:04}")
        } else {
            write!(f, "{earliest}/{latest}")
        }
    }
}

impl fmt::Debug for Birth {
    /// A birth date identifies a child together with little else, so it is as mute as a name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Birth(private)")
    }
}

#[cfg(test)]
mod tests;
