//! Whole numbers and their ratios, and how they are printed. No float is ever kept: two machines must print
//! the same figure.

use std::cmp::Ordering;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A count, or a count of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Value {
    /// How many.
    pub numerator: u64,
    /// Of how many; none where it is a plain count.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub denominator: Option<u64>,
}

/// How many digits stand after the point of a percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimals {
    /// As in 23%: the public tier.
    None,
    /// As in 22.7%: the staff tier.
    One,
}

impl Value {
    /// A plain count.
    #[must_use]
    pub const fn count(numerator: u64) -> Self {
        Self { numerator, denominator: None }
    }
    /// So many of so many.
    #[must_use]
    pub const fn of(numerator: u64, denominator: u64) -> Self {
        Self { numerator, denominator: Some(denominator) }
    }

    /// The percentage, rounded half up, such as `22.7%`. None for a count, and where it is of nobody.
    #[must_use]
    pub fn percent(self, decimals: Decimals) -> Option<String> {
        let denominator = self.denominator.filter(|denominator| *denominator > 0)?;
        Some(match decimals {
            Decimals::None => format!("{}%", rounded(u128::from(self.numerator) * 100, denominator)),
            Decimals::One => {
                let tenths = rounded(u128::from(self.numerator) * 1_000, denominator);
                format!("{}.{}%", tenths / 10, tenths % 10)
            }
        })
    }

    /// More than all of them: shown with a flag, never capped (reach.md, "Definitions").
    #[must_use]
    pub fn is_above_hundred(self) -> bool {
        self.denominator.is_some_and(|denominator| self.numerator > denominator)
    }

    /// Which is greater, as a rate where both are rates of somebody, else as a count.
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        match (self.denominator, other.denominator) {
            (Some(mine), Some(theirs)) if mine > 0 && theirs > 0 => {
                let left = u128::from(self.numerator) * u128::from(theirs);
                left.cmp(&(u128::from(other.numerator) * u128::from(mine)))
            }
            (Some(_) | None, Some(_) | None) => self.numerator.cmp(&other.numerator),
        }
    }

    /// As the staff tier prints it: `397`, or `22.7% (397 of 1,749)`.
    #[must_use]
    pub fn printed(self) -> String {
        match self.denominator {
            None => grouped(self.numerator),
            Some(denominator) => {
                let percent = self.percent(Decimals::One).unwrap_or_else(|| "–".to_owned());
                format!("{percent} ({} of {})", grouped(self.numerator), grouped(denominator))
            }
        }
    }

    /// The rate alone, or the count where it is none: an end of an interval.
    #[must_use]
    pub fn printed_short(self) -> String {
        self.percent(Decimals::One).unwrap_or_else(|| grouped(self.numerator))
    }
}

/// `numerator / denominator`, rounded half up. The denominator is not 0.
#[must_use]
pub(crate) fn rounded(numerator: u128, denominator: u64) -> u128 {
    let denominator = u128::from(denominator.max(1));
    (numerator * 2 + denominator) / (denominator * 2)
}

/// With commas between thousands: `1,749`.
#[must_use]
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Minutes as hours and minutes: `12 h 30 min`.
#[must_use]
pub(crate) fn hours(minutes: u64) -> String {
    match minutes % 60 {
        0 => format!("{} h", grouped(minutes / 60)),
        rest => format!("{} h {rest} min", grouped(minutes / 60)),
    }
}
