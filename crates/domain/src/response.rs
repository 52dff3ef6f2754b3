//! A response to a survey. Each answer keeps the question's own text, so that it stays readable whatever
//! becomes of the form.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

use crate::ids::{FormId, PersonId, SessionId};
use crate::private::Private;
use crate::problem::{Problem, ProblemCode};
use crate::text::{ANSWER_CHARS_MAX, Line};

/// The most answers in one response.
pub const ANSWERS_MAX: usize = 200;

/// Somebody answered a survey on the event's activity date. Whether the answers fit the form is the survey
/// engine's to say; that they can be read without it is said here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// The published version of the form that was answered.
    pub form: FormId,
    /// Who answered; none where it is anonymous.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub person: Option<PersonId>,
    /// The session at which it was answered, where it was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub session: Option<SessionId>,
    /// How it was answered.
    pub channel: Channel,
    /// The answers, in the form's order; a question that was skipped is left out.
    pub answers: Vec<Answer>,
}

/// How a survey was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Asked by a champion.
    FaceToFace,
    /// On a phone handed over, or by a link.
    Online,
    /// On paper, keyed in later.
    Paper,
}

/// One question and what was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The question's name in the form.
    pub question: Line,
    /// The question as it was asked.
    pub text: Line<ANSWER_CHARS_MAX>,
    /// What was answered.
    pub value: AnswerValue,
}

/// An answer. Open text may hold anything about anybody, so it is private.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerValue {
    /// One of the choices: its name in the form and the label that was shown.
    Choice {
        /// The choice's name.
        name: Line,
        /// The label as it was shown.
        label: Line<ANSWER_CHARS_MAX>,
    },
    /// A whole number, on a scale or free.
    Number(i64),
    /// Open text.
    Text(Private<Line<ANSWER_CHARS_MAX>>),
}

impl Response {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if self.answers.len() > ANSWERS_MAX {
            return Err(Problem::new("answers", ProblemCode::TooMany));
        }
        let questions: BTreeSet<_> = self.answers.iter().map(|answer| &answer.question).collect();
        if questions.len() < self.answers.len() {
            return Err(Problem::new("answers.question", ProblemCode::Contradiction));
        }
        Ok(())
    }

    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        let mut subjects = vec![self.form.uuid()];
        subjects.extend(self.person.map(|person| person.uuid()));
        subjects.extend(self.session.map(|session| session.uuid()));
        subjects
    }
}
