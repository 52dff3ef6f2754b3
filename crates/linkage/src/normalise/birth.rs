//! Dates of birth in whatever order they were typed.

use super::digits::digit;

/// Two-digit years up to this one belong to this century, later ones to the last: a child's form has 19 for 2019, a
/// carer's 83 for 1983.
const TWO_DIGIT_YEAR_OF_THIS_CENTURY_MAX: u16 = 40;

/// A year that a living or lately living person may have. Outside it eight digits are tried the other way round.
const YEARS_IN_USE: std::ops::RangeInclusive<u16> = 1850..=2149;

/// A date of birth as far as it is known. The digits are kept as typed even where the calendar has no such day:
/// a slip of the pen is still evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Birth {
    /// Blank, or not a date in any order we know.
    Unknown,
    /// A whole date.
    Day { year: u16, month: u8, day: u8 },
    /// A month of a year.
    Month { year: u16, month: u8 },
    /// A year alone.
    Year { year: u16 },
    /// From one date to another, both `(year, month, day)` and both within.
    Span { from: Date, to: Date },
}

/// Year, month and day as typed, which the calendar need not know.
pub(crate) type Date = (u16, u8, u8);

impl Birth {
    /// Reads a date, month, year or span; see `Record::birth` for the forms.
    pub(crate) fn parse(text: &str) -> Self {
        let text = text.trim();
        let half = |part: &str| Self::parse_one(part.trim());
        match text.split_once('/') {
            // `1983/1984` and `1983-08-01/1983-09-30` are spans; `17/08/1983`, `08/1983` and `1983/08` are dates.
            Some((first, second))
                if !second.contains('/') && digits_in(first) >= 4 && digits_in(second) >= 4 =>
            {
                match (half(first).bounds(), half(second).bounds()) {
                    (Some((from, _)), Some((_, to))) if from <= to => Self::Span { from, to },
                    _ => Self::Unknown,
                }
            }
            _ => Self::parse_one(text),
        }
    }

    /// The first and last day it may be, as `(year, month, day)`; the last day of a month is taken as the 31st.
    pub(crate) fn bounds(self) -> Option<(Date, Date)> {
        match self {
            Self::Unknown => None,
            Self::Day { year, month, day } => Some(((year, month, day), (year, month, day))),
            Self::Month { year, month } => Some(((year, month, 1), (year, month, 31))),
            Self::Year { year } => Some(((year, 1, 1), (year, 12, 31))),
            Self::Span { from, to } => Some((from, to)),
        }
    }

    fn parse_one(text: &str) -> Self {
        let words = words(text);
        match words.found() {
            [Word::Number { value, digits: 8 }] => eight_digits(*value),
            [Word::Number { value, digits: 6 }] => month_of(value / 100, value % 100),
            [Word::Number { value, digits: 4 }] => {
                u16::try_from(*value).map_or(Self::Unknown, |year| Self::Year { year })
            }
            [Word::Number { value: year, digits: 4 }, month]
            | [month, Word::Number { value: year, digits: 4 }] => month_of(*year, month.value()),
            // A time of day may follow an ISO date and says nothing about birth.
            [Word::Number { value: year, digits: 4 }, month, day, ..] => {
                date(*year, month.value(), day.value())
            }
            [Word::Name(month), day, year] | [day, Word::Name(month), year] => {
                date(century(year), *month, day.value())
            }
            // Day first, as in the United Kingdom; where that is impossible, month first.
            [day, month, year] if month.value() > 12 && day.value() <= 12 => {
                date(century(year), day.value(), month.value())
            }
            [day, month, year] => date(century(year), month.value(), day.value()),
            _ => Self::Unknown,
        }
    }
}

/// One run of digits, or the name of a month.
enum Word {
    Number { value: u32, digits: usize },
    Name(u32),
}

impl Word {
    fn value(&self) -> u32 {
        match self {
            Self::Number { value, .. } | Self::Name(value) => *value,
        }
    }
}

fn digits_in(text: &str) -> usize {
    text.chars().filter(|&character| digit(character).is_some()).count()
}

/// The first words of a text; that there are more than four says all that is asked of those.
struct FirstWords {
    words: [Word; 4],
    count: usize,
}

impl FirstWords {
    fn push(&mut self, word: Word) {
        if let Some(place) = self.words.get_mut(self.count) {
            *place = word;
            self.count += 1;
        }
    }

    fn found(&self) -> &[Word] {
        &self.words[..self.count]
    }
}

/// The numbers and month names of the text, in order. Other words, such as `st` and `of`, are passed over.
fn words(text: &str) -> FirstWords {
    let mut words = FirstWords { words: [const { Word::Name(0) }; 4], count: 0 };
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if let Some(first) = digit(character) {
            let (mut value, mut digits) = (first, 1);
            while let Some(next) = characters.peek().copied().and_then(digit) {
                value = value.saturating_mul(10).saturating_add(next);
                digits += 1;
                characters.next();
            }
            words.push(Word::Number { value, digits });
        } else if character.is_alphabetic() {
            let mut name: String = character.to_lowercase().collect();
            while let Some(next) = characters.next_if(|next| next.is_alphabetic()) {
                name.extend(next.to_lowercase());
            }
            if let Some(month) = month_named(&name) {
                words.push(Word::Name(month));
            }
        }
    }
    words
}

fn month_named(name: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let place = MONTHS.iter().position(|month| {
        name.len() >= 3 && (month.starts_with(name) || name == "sept" && *month == "september")
    })?;
    u32::try_from(place + 1).ok()
}

fn century(year: &Word) -> u32 {
    match year {
        Word::Number { value, digits: 1 | 2 } if *value <= u32::from(TWO_DIGIT_YEAR_OF_THIS_CENTURY_MAX) => {
            2000 + value
        }
        Word::Number { value, digits: 1 | 2 } => 1900 + value,
        Word::Number { value, .. } | Word::Name(value) => *value,
    }
}

fn eight_digits(value: u32) -> Birth {
    let year_first = date(value / 10_000, value / 100 % 100, value % 100);
    let day_first = date(value % 10_000, value / 10_000 % 100, value / 1_000_000);
    if !is_in_use(year_first) && is_in_use(day_first) { day_first } else { year_first }
}

fn is_in_use(birth: Birth) -> bool {
    matches!(birth, Birth::Day { year, month: 1..=12, day: 1..=31 } if YEARS_IN_USE.contains(&year))
}

fn month_of(year: u32, month: u32) -> Birth {
    match (u16::try_from(year), u8::try_from(month)) {
        (Ok(year), Ok(month @ 1..=12)) if YEARS_IN_USE.contains(&year) => Birth::Month { year, month },
        _ => Birth::Unknown,
    }
}

fn date(year: u32, month: u32, day: u32) -> Birth {
    match (u16::try_from(year), u8::try_from(month), u8::try_from(day)) {
        (Ok(year @ 0..=9999), Ok(month @ 0..=99), Ok(day @ 0..=99)) => Birth::Day { year, month, day },
        _ => Birth::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AUGUST_17: Birth = Birth::Day { year: 1983, month: 8, day: 17 };

    #[test]
    fn a_date_is_read_in_every_common_order() {
        for text in [
            "19830817",
            "1983-08-17",
            "17/08/1983",
            "17.8.1983",
            "17 Aug 1983",
            "August 17, 1983",
            "17/8/83",
            "1983/08/17",
            "17081983",
            "08/17/1983",
            "17th of August 1983",
            "1983-08-17T00:00:00Z",
            " ١٧/٠٨/١٩٨٣ ",
        ] {
            assert_eq!(Birth::parse(text), AUGUST_17, "{text}");
        }
    }

    #[test]
    fn a_month_a_year_and_a_span_stay_what_they_are() {
        assert_eq!(Birth::parse("1983-08"), Birth::Month { year: 1983, month: 8 });
        assert_eq!(Birth::parse("08/1983"), Birth::Month { year: 1983, month: 8 });
        assert_eq!(Birth::parse("Aug 1983"), Birth::Month { year: 1983, month: 8 });
        assert_eq!(Birth::parse("1983"), Birth::Year { year: 1983 });
        assert_eq!(Birth::parse("1983/1984"), Birth::Span { from: (1983, 1, 1), to: (1984, 12, 31) });
        assert_eq!(
            Birth::parse("1983-08-02/1983-09"),
            Birth::Span { from: (1983, 8, 2), to: (1983, 9, 31) },
            "a span may end with a month"
        );
    }

    #[test]
    fn an_impossible_day_keeps_its_digits_and_nonsense_is_unknown() {
        assert_eq!(Birth::parse("19830931"), Birth::Day { year: 1983, month: 9, day: 31 });
        for text in ["", "  ", "unknown", "12", "1984/1983", "999999999999999", "//", "1983/"] {
            assert!(!matches!(Birth::parse(text), Birth::Day { .. } | Birth::Span { .. }), "{text}");
        }
    }

    #[test]
    fn a_two_digit_year_belongs_to_a_child_or_a_carer() {
        assert_eq!(Birth::parse("01/02/19"), Birth::Day { year: 2019, month: 2, day: 1 });
        assert_eq!(Birth::parse("01/02/83"), Birth::Day { year: 1983, month: 2, day: 1 });
    }
}
