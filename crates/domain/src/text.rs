//! Text that was typed, parsed once into types that can be trusted afterwards.

use crate::private::Private;
use crate::problem::ProblemCode;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest name kept. The longest personal names on public record fit; more is a paste gone wrong.
pub const NAME_CHARS_MAX: usize = 120;
/// The longest label, title or reason kept.
pub const LINE_CHARS_MAX: usize = 200;
/// The longest answer to an open survey question (security.md, item 28).
pub const ANSWER_CHARS_MAX: usize = 4_000;

/// One trimmed, non-empty line of at most `MAX` characters without control characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Line<const MAX: usize = LINE_CHARS_MAX>(String);

impl<const MAX: usize> Line<MAX> {
    /// Parses what was typed.
    ///
    /// # Errors
    /// `Required` when blank, `TooLong` over `MAX` characters, `NotOneLine` with a control character.
    pub fn new(typed: &str) -> Result<Self, ProblemCode> {
        let text = typed.trim();
        if text.is_empty() {
            return Err(ProblemCode::Required);
        }
        if text.chars().count() > MAX {
            return Err(ProblemCode::TooLong);
        }
        if text.chars().any(char::is_control) {
            return Err(ProblemCode::NotOneLine);
        }
        Ok(Self(text.to_owned()))
    }
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> TryFrom<String> for Line<MAX> {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::new(&text).map_err(|code| code.sentence().to_owned())
    }
}

impl<const MAX: usize> From<Line<MAX>> for String {
    fn from(line: Line<MAX>) -> Self {
        line.0
    }
}

impl<const MAX: usize> fmt::Debug for Line<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<const MAX: usize> fmt::Display for Line<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name, postcode or address of a person: one line that no log can show.
pub type Name = Private<Line<NAME_CHARS_MAX>>;

/// Lower-case hexadecimal, the form in which hashes, salts and streams travel.
#[must_use]
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads exactly `N` bytes of hexadecimal, in either case.
#[must_use]
pub fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != N * 2 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}
