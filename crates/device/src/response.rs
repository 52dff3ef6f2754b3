//! A survey was answered: the form's rules are asked while the person who answered is still there.

use domain::reference::{Choice, Form, Question, QuestionKind};
use domain::text::ANSWER_CHARS_MAX;
use domain::{Answer, AnswerValue, Channel, Fact, FormId, Line, Private, Response, problem::ProblemCode};
use survey::{Answered, Filling, Flaw, FlawCode, Kind, Value};
use wire::draft::ResponseDraft;

use crate::error::DeviceError;
use crate::known::Known;
use crate::typed::{id, maybe_id, problem};

pub(crate) fn fact(draft: &ResponseDraft, known: &Known<'_>) -> Result<Fact, DeviceError> {
    let ResponseDraft { form, person, session, channel, answers } = draft;
    let form_id: FormId = id("form", form)?;
    let form = asked(known.form("form", form_id)?)?;
    let mut filling = Filling::of(&form);
    for (question, typed) in answers {
        filling.set(question, typed).map_err(|flaw| refused(&flaw))?;
    }
    let answered = filling
        .finalise()
        .map_err(|flaws| flaws.first().map_or_else(|| problem("answers", ProblemCode::Malformed), refused))?;
    Ok(Fact::Response(Response {
        form: form_id,
        person: maybe_id("person", person.as_ref())?,
        session: maybe_id("session", session.as_ref())?,
        channel: channel.map_or(Channel::FaceToFace, Into::into),
        answers: answered.into_iter().map(answer).collect::<Result<_, _>>()?,
    }))
}

/// The published form as the survey engine asks it.
fn asked(form: Form) -> Result<survey::Form, DeviceError> {
    let Form { key: _, version: _, title: _, target: _, questions } = form;
    let questions = questions
        .into_iter()
        .map(|question| {
            let Question { name, text, kind, required } = question;
            survey::Question { name: name.into(), text: text.into(), kind: kind_of(kind), required }
        })
        .collect();
    survey::Form::load(questions).map_err(|_| problem("form", ProblemCode::Malformed))
}

fn kind_of(kind: QuestionKind) -> Kind {
    match kind {
        QuestionKind::Choice(choices) => {
            let choice = |choice: Choice| {
                let Choice { name, label } = choice;
                survey::Choice { name: name.into(), label: label.into() }
            };
            Kind::Choice(choices.into_iter().map(choice).collect())
        }
        QuestionKind::Scale { least, most } => Kind::Scale { least, most },
        QuestionKind::Text => Kind::Text { chars_max: ANSWER_CHARS_MAX },
    }
}

fn answer(answered: Answered) -> Result<Answer, DeviceError> {
    let Answered { question, text, value } = answered;
    let field = format!("answers.{question}");
    let value = match value {
        Value::Choice { name, label } => {
            AnswerValue::Choice { name: line(&field, &name)?, label: line(&field, &label)? }
        }
        Value::Number(number) => AnswerValue::Number(number),
        Value::Text(text) => AnswerValue::Text(Private::new(line(&field, &text)?)),
    };
    Ok(Answer { question: line(&field, &question)?, text: line(&field, &text)?, value })
}

fn line<const MAX: usize>(field: &str, text: &str) -> Result<Line<MAX>, DeviceError> {
    Line::new(text).map_err(|code| problem(field, code))
}

/// A flaw names a question only where the form has it: the field of a fault may end in a log.
fn refused(flaw: &Flaw) -> DeviceError {
    let Flaw { question, code } = flaw;
    let field = question.as_ref().map_or_else(|| "answers".to_owned(), |name| format!("answers.{name}"));
    let code = match code {
        FlawCode::Required => ProblemCode::Required,
        FlawCode::UnknownQuestion => ProblemCode::NoSuchField,
        FlawCode::UnknownChoice | FlawCode::OutOfRange => ProblemCode::OutOfRange,
        FlawCode::WrongKind => ProblemCode::Malformed,
        FlawCode::TooLong => ProblemCode::TooLong,
        FlawCode::NotOneLine => ProblemCode::NotOneLine,
    };
    problem(&field, code)
}
