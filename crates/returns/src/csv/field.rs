//! A field of a CSV file: a number as it is, a text that no spreadsheet runs.

/// What a spreadsheet takes for the start of a formula or a command, full-width twins and the true minus sign too
/// (OWASP, "CSV Injection"). A tab, a return or a line feed may be passed over before the next sign is read.
const STARTS_A_FORMULA: [char; 12] = ['=', '+', '-', '−', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// Digits that are a number by their type, below zero too: never changed.
    Number(String),
    /// What somebody wrote.
    Text(String),
    /// Nothing.
    Empty,
}

impl Field {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number of tenths, as `22.7`.
    #[must_use]
    pub fn tenths(tenths: u32) -> Self {
        Self::Number(format!("{}.{}", tenths / 10, tenths % 10))
    }

    /// A whole number, below zero too.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self::Number(number.to_string())
    }

    /// What stands between the quotes: a text that would start a formula gets a leading `'`.
    #[must_use]
    pub fn content(&self) -> String {
        match self {
            Self::Number(digits) => digits.clone(),
            Self::Text(text) if text.starts_with(STARTS_A_FORMULA) => format!("'{text}"),
            Self::Text(text) => text.clone(),
            Self::Empty => String::new(),
        }
    }
}
