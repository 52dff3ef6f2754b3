//! An explanation as an English sentence, for reports and the command line; screens word the facts themselves.

use crate::explain::{Explanation, Field, Likeness, Reason};

impl Explanation {
    /// Such as "same surname and birth date, postcode next door, first name one letter off".
    pub fn in_words(&self) -> String {
        let same: Vec<&str> =
            self.reasons.iter().filter(|reason| is_same(reason)).map(|reason| noun(reason.field)).collect();
        let mut parts = Vec::new();
        match same.as_slice() {
            [] => {}
            [only] => parts.push(format!("same {only}")),
            [all @ .., last] => parts.push(format!("same {} and {last}", all.join(", "))),
        }
        let others = self.reasons.iter().filter(|reason| !is_same(reason));
        parts.extend(others.map(phrase));
        if parts.is_empty() { "nothing to go by".to_owned() } else { parts.join(", ") }
    }
}

fn is_same(reason: &Reason) -> bool {
    reason.likeness == Likeness::Same && reason.field != Field::ExchangedNames
}

fn noun(field: Field) -> &'static str {
    match field {
        Field::GivenName => "first name",
        Field::Surname => "surname",
        Field::ExchangedNames => "first name and surname",
        Field::Birth => "birth date",
        Field::Postcode => "postcode",
        Field::Number => "house number",
        Field::Street => "street",
        Field::Locality => "building",
        Field::Suburb => "suburb",
        Field::Region => "region",
    }
}

fn phrase(reason: &Reason) -> String {
    let noun = noun(reason.field);
    let unit = match reason.field {
        Field::Birth => "digit",
        Field::Postcode | Field::Number => "character",
        Field::GivenName
        | Field::Surname
        | Field::ExchangedNames
        | Field::Street
        | Field::Locality
        | Field::Suburb
        | Field::Region => "letter",
    };
    let exchanged = if reason.field == Field::ExchangedNames { " exchanged and" } else { "" };
    match reason.likeness {
        Likeness::Same => format!("{noun} exchanged"),
        Likeness::OneSlip => format!("{noun}{exchanged} one {unit} off"),
        Likeness::Transposed => format!("{noun} with two {unit}s exchanged"),
        Likeness::OtherForm => format!("{noun}{exchanged} in another form"),
        Likeness::FewSlips => format!("{noun}{exchanged} a few {unit}s off"),
        Likeness::Near => format!("{noun}{exchanged} roughly similar"),
        Likeness::DayMonthExchanged => format!("{noun} with day and month exchanged"),
        Likeness::TwoParts => format!("{noun} alike in two of day, month and year"),
        Likeness::NewYear => format!("{noun} in the same year, one the first of January"),
        Likeness::Within => format!("{noun} known in part and in agreement"),
        Likeness::SameYear => format!("{noun} in the same year only"),
        Likeness::SameSector => format!("{noun} next door"),
        Likeness::SameDistrict => format!("{noun} in the same district"),
        Likeness::Unlike if exchanged.is_empty() => format!("{noun} different"),
        Likeness::Unlike => "one of the names in the other's place".to_owned(),
    }
}
