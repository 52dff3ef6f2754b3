//! Codes of the ONS register of geographic codes, as types: an LSOA is never passed where an authority is meant.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A code has one letter and eight digits, in every country of the register.
const CODE_BYTES: usize = 9;

/// The text was not a code of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} is not the code of {kind}: {prefixes} and six digits")]
pub struct CodeError {
    found: String,
    kind: &'static str,
    prefixes: &'static str,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident, $kind:literal, [$($prefix:literal),+];)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name([u8; CODE_BYTES]);

        impl $name {
            /// The nine characters.
            #[must_use]
            pub fn as_str(&self) -> &str {
                std::str::from_utf8(&self.0).expect("only ASCII letters and digits are parsed into a code")
            }
        }
        impl FromStr for $name {
            type Err = CodeError;
            fn from_str(text: &str) -> Result<Self, CodeError> {
                const PREFIXES: &[&str] = &[$($prefix),+];
                let wrong = || CodeError { found: text.to_owned(), kind: $kind, prefixes: concat!($($prefix, " "),+).trim_ascii_end() };
                let bytes: [u8; CODE_BYTES] = text.as_bytes().try_into().map_err(|_| wrong())?;
                let known = PREFIXES.iter().any(|prefix| text.starts_with(prefix));
                if known && bytes.iter().skip(1).all(u8::is_ascii_digit) { Ok(Self(bytes)) } else { Err(wrong()) }
            }
        }
        impl TryFrom<String> for $name {
            type Error = CodeError;
            fn try_from(text: String) -> Result<Self, CodeError> { text.parse() }
        }
        impl From<$name> for String {
            fn from(code: $name) -> Self { code.as_str().to_owned() }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }
    )+};
}

codes! {
    /// A local authority district or borough of England or Wales, such as `E09000033` (Westminster).
    LadCode, "a local authority", ["E06", "E07", "E08", "E09", "W06"];
    /// A lower layer super output area of England or Wales, such as `E01004718`: 1,000 to 3,000 residents.
    LsoaCode, "an LSOA", ["E01", "W01"];
}
