//! Two dates of birth.

use crate::normalise::birth::Birth;

/// How alike two dates are, best first. `Within` is for a date known in part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum BirthLevel {
    /// The same day.
    Same,
    /// Two neighbouring digits exchanged.
    Transposed,
    /// Day and month exchanged.
    DayMonth,
    /// One digit wrong.
    Digit,
    /// Two of year, month and day agree.
    TwoParts,
    /// The same year, and one of the two is the first of January, which stands for "not known".
    NewYear,
    /// A month, a year or a span, and the other lies within it.
    Within,
    /// The same year only.
    Year,
    /// None of these.
    Unlike,
}

impl BirthLevel {
    pub(crate) const COUNT: usize = 9;
}

/// How alike two dates are; nothing where one of them is unknown.
pub(crate) fn level(one: Birth, other: Birth) -> Option<BirthLevel> {
    match (one, other) {
        (Birth::Day { year: y1, month: m1, day: d1 }, Birth::Day { year: y2, month: m2, day: d2 }) => {
            Some(days((y1, m1, d1), (y2, m2, d2)))
        }
        (one, other) => {
            let ((from1, to1), (from2, to2)) = (one.bounds()?, other.bounds()?);
            Some(if from1 <= to2 && from2 <= to1 { BirthLevel::Within } else { BirthLevel::Unlike })
        }
    }
}

fn days((y1, m1, d1): (u16, u8, u8), (y2, m2, d2): (u16, u8, u8)) -> BirthLevel {
    if (y1, m1, d1) == (y2, m2, d2) {
        return BirthLevel::Same;
    }
    let (one, other) = (digits(y1, m1, d1), digits(y2, m2, d2));
    let differing = one ^ other;
    let places = (differing | differing >> 1 | differing >> 2 | differing >> 3) & 0x1111_1111;
    let (count, lowest) = (places.count_ones(), places.trailing_zeros());
    let digit = |of: u32, place: u32| of >> place & 0xF;
    if count == 2
        && places >> lowest == 0x11
        && digit(one, lowest) == digit(other, lowest + 4)
        && digit(one, lowest + 4) == digit(other, lowest)
    {
        BirthLevel::Transposed
    } else if y1 == y2 && m1 == d2 && d1 == m2 {
        BirthLevel::DayMonth
    } else if count == 1 {
        BirthLevel::Digit
    } else if y1 == y2 && ((m1, d1) == (1, 1) || (m2, d2) == (1, 1)) {
        BirthLevel::NewYear
    } else if u8::from(y1 == y2) + u8::from(m1 == m2) + u8::from(d1 == d2) == 2 {
        BirthLevel::TwoParts
    } else if y1 == y2 {
        BirthLevel::Year
    } else {
        BirthLevel::Unlike
    }
}

/// Eight decimal digits, four bits each, `YYYYMMDD`.
fn digits(year: u16, month: u8, day: u8) -> u32 {
    let two = |number: u16| u32::from(TWO_DIGITS[usize::from(number % 100)]);
    two(year / 100) << 24 | two(year) << 16 | two(month.into()) << 8 | two(day.into())
}

/// Numbers below a hundred, four bits a digit.
const TWO_DIGITS: [u8; 100] = {
    let mut packed = [0; 100];
    let mut number: u8 = 0;
    while number < 100 {
        packed[number as usize] = ((number / 10) << 4) | (number % 10);
        number += 1;
    }
    packed
};

#[cfg(test)]
mod tests {
    use super::*;

    fn level_of(one: &str, other: &str) -> Option<BirthLevel> {
        let (one, other) = (Birth::parse(one), Birth::parse(other));
        assert_eq!(level(one, other), level(other, one), "both ways round");
        level(one, other)
    }

    #[test]
    fn each_slip_has_its_level() {
        assert_eq!(level_of("1983-08-17", "17/08/1983"), Some(BirthLevel::Same));
        assert_eq!(level_of("1983-08-17", "1983-08-71"), Some(BirthLevel::Transposed));
        assert_eq!(level_of("1983-08-05", "1983-05-08"), Some(BirthLevel::DayMonth));
        assert_eq!(level_of("1983-08-17", "1983-08-18"), Some(BirthLevel::Digit));
        assert_eq!(level_of("1983-08-17", "1994-08-17"), Some(BirthLevel::TwoParts));
        assert_eq!(level_of("2021-01-01", "2021-11-23"), Some(BirthLevel::NewYear));
        assert_eq!(level_of("1983-08-17", "1983-11-26"), Some(BirthLevel::Year));
        assert_eq!(level_of("1983-08-17", "1974-11-26"), Some(BirthLevel::Unlike));
    }

    #[test]
    fn a_date_known_in_part_agrees_with_what_lies_within() {
        assert_eq!(level_of("1983-08", "1983-08-17"), Some(BirthLevel::Within));
        assert_eq!(level_of("1983-08", "1983-09-17"), Some(BirthLevel::Unlike));
        assert_eq!(level_of("1982/1984", "1983"), Some(BirthLevel::Within));
        assert_eq!(level_of("", "1983-08-17"), None);
    }
}
