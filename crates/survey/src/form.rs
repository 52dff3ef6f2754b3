//! A form that can be asked: its rules are checked once, when it is loaded.

use std::collections::BTreeSet;

/// A published form, in the order in which it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    questions: Vec<Question>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its name, unique in the form.
    pub name: String,
    /// The question as it is asked.
    pub text: String,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// Whether it must be answered.
    pub required: bool,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One of these.
    Choice(Vec<Choice>),
    /// A whole number, both ends included.
    Scale {
        /// The lowest number.
        least: i64,
        /// The highest number.
        most: i64,
    },
    /// Open text of at most so many characters.
    Text {
        /// The limit, in characters.
        chars_max: usize,
    },
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its name, which is stored.
    pub name: String,
    /// Its label, which is shown.
    pub label: String,
}

/// Why a form cannot be asked. It names questions, which are the form's own words and nobody's answers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// Two questions have one name, so an answer could not say which it is for.
    #[error("two questions are named {0}")]
    SameName(String),
    /// Two choices of a question have one name.
    #[error("two choices of {0} have one name")]
    SameChoice(String),
    /// A choice among nothing, or a scale that ends before it begins: nobody could answer it.
    #[error("{0} has no possible answer")]
    NoAnswer(String),
}

impl Form {
    /// A form of these questions.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn load(questions: Vec<Question>) -> Result<Self, FormError> {
        let mut names = BTreeSet::new();
        for Question { name, text: _, kind, required: _ } in &questions {
            if !names.insert(name.as_str()) {
                return Err(FormError::SameName(name.clone()));
            }
            match kind {
                Kind::Choice(choices) => {
                    let different: BTreeSet<&str> =
                        choices.iter().map(|choice| choice.name.as_str()).collect();
                    if different.len() < choices.len() {
                        return Err(FormError::SameChoice(name.clone()));
                    }
                    if choices.is_empty() {
                        return Err(FormError::NoAnswer(name.clone()));
                    }
                }
                Kind::Scale { least, most } if most < least => return Err(FormError::NoAnswer(name.clone())),
                Kind::Scale { .. } | Kind::Text { .. } => {}
            }
        }
        Ok(Self { questions })
    }

    /// The questions, in order.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }
}
