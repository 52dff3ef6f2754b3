//! A local time of day, to the minute. Sessions are local and textual; no instant is ever stored for them.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use crate::problem::ProblemCode;

/// `HH:MM` on a 24-hour clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay {
    minutes: u16,
}

impl TimeOfDay {
    /// Minutes since midnight, 0 to 1439.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.minutes
    }
    /// Minutes from `self` to `later`; none where `later` is not later.
    #[must_use]
    pub fn until(self, later: Self) -> Option<u16> {
        later.minutes.checked_sub(self.minutes).filter(|minutes| *minutes > 0)
    }
}

impl FromStr for TimeOfDay {
    type Err = ProblemCode;
    fn from_str(text: &str) -> Result<Self, ProblemCode> {
        let two = |part: &str| -> Option<u16> {
            (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let (hours, minutes) = text.split_once(':').ok_or(ProblemCode::Malformed)?;
        match (two(hours), two(minutes)) {
            (Some(hours @ 0..=23), Some(minutes @ 0..=59)) => Ok(Self { minutes: hours * 60 + minutes }),
            _ => Err(ProblemCode::Malformed),
        }
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map_err(|code: ProblemCode| code.sentence().to_owned())
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}
