//! What keeps a filled form from being final, as facts that a screen can word.

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The question's name in the form; none where the form has no such question, because then the name is
    /// something that was typed.
    pub question: Option<String>,
    /// Which rule.
    pub code: FlawCode,
}

/// The rules that an answer can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlawCode {
    /// It must be answered.
    Required,
    /// The form has no question of this name.
    UnknownQuestion,
    /// The question has no choice of this name.
    UnknownChoice,
    /// A number where a word is asked for, or the other way round.
    WrongKind,
    /// Not a whole number, or one outside the scale.
    OutOfRange,
    /// Text over the question's limit.
    TooLong,
    /// A line break or another control character.
    NotOneLine,
}
