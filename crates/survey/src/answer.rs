//! What was answered.

use std::fmt;

/// An answer that fits its question. Open text may hold anything about anybody, so its `Debug` is mute.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// One of the choices, with the label that was shown.
    Choice {
        /// The choice's name.
        name: String,
        /// Its label.
        label: String,
    },
    /// A number on the scale.
    Number(i64),
    /// Open text, trimmed and not blank.
    Text(String),
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Value(private)")
    }
}

/// A question and its answer. The question's words go along, so that the answer stays readable whatever
/// becomes of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The question's name.
    pub question: String,
    /// The question as it was asked.
    pub text: String,
    /// What was answered.
    pub value: Value,
}
