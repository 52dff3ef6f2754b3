//! What was typed as a postcode, and what it is worth. A half postcode is a choice people are offered,
//! so it is not a mistake; other text asserts nothing.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The longest outward part, such as `SW1A`.
const OUTWARD_BYTES_MAX: usize = 4;
/// The inward part: a digit and two letters.
const INWARD_BYTES: usize = 3;
/// `OUTWARD_BYTES_MAX` + `INWARD_BYTES`.
const POSTCODE_BYTES_MAX: usize = 7;

/// A whole postcode in its one form, `W10 4AA`; `domain::person::Postcode` is what was typed. Of a family it is
/// personal data, so `Debug` does not show it; `Display` does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WholePostcode([u8; POSTCODE_BYTES_MAX]);

/// What some typed text is, as a postcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypedPostcode {
    /// A whole postcode of the form the United Kingdom uses. Whether it exists is another question.
    Whole(WholePostcode),
    /// Its first half (`W10`), or that and the next digit (`W10 4`).
    Half,
    /// Blank, a refusal, a foreign code, or a slip of the finger.
    NotAPostcode,
}

/// Reads typed text: case, spaces, hyphens, full stops and commas do not matter, wherever they stand.
/// Letters are never read as digits nor digits as letters (`W1O` stays `W1O`): a guess would move a child from
/// one area to another without a trace.
#[must_use]
pub fn normalise(typed: &str) -> TypedPostcode {
    let mut kept = [0; POSTCODE_BYTES_MAX];
    let mut length = 0;
    for character in typed.chars().filter(|character| !is_spacing(*character)) {
        let (Some(place), true) = (kept.get_mut(length), character.is_ascii_alphanumeric()) else {
            return TypedPostcode::NotAPostcode;
        };
        // The character is ASCII, so it is one byte.
        *place = u8::try_from(character.to_ascii_uppercase()).unwrap_or_default();
        length += 1;
    }
    let text = kept.get(..length).unwrap_or_default();
    if let Some((outward, inward)) = length.checked_sub(INWARD_BYTES).and_then(|at| text.split_at_checked(at))
        && is_outward(outward)
        && is_inward(inward)
    {
        return TypedPostcode::Whole(WholePostcode::join(outward, inward));
    }
    match text.split_last() {
        _ if is_outward(text) => TypedPostcode::Half,
        Some((sector, outward)) if sector.is_ascii_digit() && is_outward(outward) => TypedPostcode::Half,
        Some(_) | None => TypedPostcode::NotAPostcode,
    }
}

/// Spaces of every kind, the invisible marks that come along with a paste, and what people put between the halves.
fn is_spacing(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | '.' | ',' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// One or two letters, a digit, then nothing, a digit or a letter: A9, A99, A9A, AA9, AA99, AA9A.
fn is_outward(text: &[u8]) -> bool {
    let letters = text.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let rest = text.get(letters..).unwrap_or_default();
    (1..=2).contains(&letters)
        && match rest {
            [district] => district.is_ascii_digit(),
            [district, last] => {
                district.is_ascii_digit() && (last.is_ascii_digit() || last.is_ascii_uppercase())
            }
            _ => false,
        }
}

/// A digit and two letters.
fn is_inward(text: &[u8]) -> bool {
    matches!(text, [sector, unit @ ..] if sector.is_ascii_digit() && unit.iter().all(u8::is_ascii_uppercase))
}

impl WholePostcode {
    fn join(outward: &[u8], inward: &[u8]) -> Self {
        let mut bytes = [b' '; POSTCODE_BYTES_MAX];
        let (head, tail) = bytes.split_at_mut(OUTWARD_BYTES_MAX);
        head.iter_mut().zip(outward).for_each(|(place, byte)| *place = *byte);
        tail.iter_mut().zip(inward).for_each(|(place, byte)| *place = *byte);
        Self(bytes)
    }
}

impl FromStr for WholePostcode {
    type Err = &'static str;
    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        match normalise(typed) {
            TypedPostcode::Whole(postcode) => Ok(postcode),
            TypedPostcode::Half | TypedPostcode::NotAPostcode => Err("not a whole postcode"),
        }
    }
}

impl TryFrom<String> for WholePostcode {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<WholePostcode> for String {
    fn from(postcode: WholePostcode) -> Self {
        postcode.to_string()
    }
}

impl fmt::Display for WholePostcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (outward, inward) = self.0.split_at(OUTWARD_BYTES_MAX);
        let text = |bytes| std::str::from_utf8(bytes).unwrap_or_default();
        write!(f, "{} {}", text(outward).trim_end(), text(inward))
    }
}

impl fmt::Debug for WholePostcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WholePostcode(private)")
    }
}
