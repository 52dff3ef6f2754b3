//! Postcodes as letters and digits, and the parts of a British one.

use super::digits::digit;

/// The longest code kept; a British postcode has seven characters without its space.
const CHARACTERS_MAX: usize = 8;

/// A postcode in capitals without spaces, one byte a character, blank where unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Postcode {
    bytes: [u8; CHARACTERS_MAX],
    len: u8,
}

impl Postcode {
    /// Keeps the letters and digits of what was typed, in capitals. What is no postcode anywhere is unknown.
    pub(crate) fn parse(text: &str) -> Self {
        let mut code = Self::default();
        for character in text.chars() {
            let byte = match digit(character) {
                Some(value) => b'0' + u8::try_from(value).unwrap_or(0),
                None if character.is_ascii_alphabetic() => character.to_ascii_uppercase() as u8,
                None => continue,
            };
            let place = usize::from(code.len);
            if place == CHARACTERS_MAX {
                return Self::default();
            }
            code.bytes[place] = byte;
            code.len += 1;
        }
        code
    }

    pub(crate) fn is_known(&self) -> bool {
        self.len > 0
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }

    /// All of it as one number, another for each code.
    pub(crate) fn number(&self) -> u64 {
        u64::from_le_bytes(self.bytes)
    }

    /// The same characters in the order of the alphabet.
    pub(crate) fn sorted(mut self) -> Self {
        self.bytes[..usize::from(self.len)].sort_unstable();
        self
    }

    pub(crate) fn as_str(&self) -> &str {
        // Only ASCII is ever stored, so the text is never refused.
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// `W10` of `W10 4AA`, and all of an outward half; the first half of a code of another country.
    pub(crate) fn district(&self) -> &[u8] {
        let all = self.as_bytes();
        if self.is_whole_british() {
            &all[..all.len() - 3]
        } else if all.first().is_some_and(u8::is_ascii_alphabetic) {
            all
        } else {
            &all[..all.len() / 2]
        }
    }

    /// `W10 4` of `W10 4AA`; nothing of a code without an inward half.
    pub(crate) fn sector(&self) -> Option<&[u8]> {
        let all = self.as_bytes();
        self.is_whole_british().then(|| &all[..all.len() - 2])
    }

    /// Ends in a digit and two letters, as every whole British postcode does (Royal Mail's Programmer's Guide).
    fn is_whole_british(&self) -> bool {
        matches!(self.as_bytes(), [first, .., inward, unit, last]
            if first.is_ascii_alphabetic()
                && inward.is_ascii_digit()
                && unit.is_ascii_alphabetic()
                && last.is_ascii_alphabetic())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_british_postcode_has_a_district_and_a_sector() {
        let code = Postcode::parse(" w10 4aa ");
        assert_eq!(code.as_bytes(), b"W104AA");
        assert_eq!((code.district(), code.sector()), (&b"W10"[..], Some(&b"W104"[..])));
        assert_eq!(Postcode::parse("W10").district(), b"W10", "an outward half is its own district");
    }

    #[test]
    fn other_codes_are_kept_and_overlong_text_is_unknown() {
        assert_eq!(Postcode::parse("4814").district(), b"48");
        assert!(!Postcode::parse("not a postcode at all").is_known());
        assert!(!Postcode::parse(" - ").is_known());
    }
}
