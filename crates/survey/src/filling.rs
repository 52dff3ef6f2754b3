//! A form being filled in.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::answer::{Answered, Value};
use crate::flaw::{Flaw, FlawCode};
use crate::form::{Form, Kind, Question};

/// Answers to a form, not yet final. Setting one again replaces it, setting `null` or blank text takes it back.
#[derive(Debug, Clone)]
pub struct Filling<'a> {
    form: &'a Form,
    answers: BTreeMap<&'a str, Value>,
}

impl<'a> Filling<'a> {
    /// Nothing answered yet.
    #[must_use]
    pub const fn of(form: &'a Form) -> Self {
        Self { form, answers: BTreeMap::new() }
    }

    /// Answers one question: a choice by its name, a scale by a number, open text by text.
    ///
    /// # Errors
    /// The rule that the answer breaks; what was answered before then stands.
    pub fn set(&mut self, question: &str, typed: &Json) -> Result<(), Flaw> {
        let Some(asked) = self.form.questions().iter().find(|asked| asked.name == question) else {
            return Err(Flaw { question: None, code: FlawCode::UnknownQuestion });
        };
        let value = read(asked, typed).map_err(|code| Flaw { question: Some(asked.name.clone()), code })?;
        match value {
            Some(value) => self.answers.insert(&asked.name, value),
            None => self.answers.remove(asked.name.as_str()),
        };
        Ok(())
    }

    /// The answers in the form's order, with the words that were shown; skipped questions are left out.
    ///
    /// # Errors
    /// Every required question that is not answered.
    pub fn finalise(mut self) -> Result<Vec<Answered>, Vec<Flaw>> {
        let (mut answered, mut flaws) = (Vec::new(), Vec::new());
        for Question { name, text, kind: _, required } in self.form.questions() {
            match self.answers.remove(name.as_str()) {
                Some(value) => {
                    answered.push(Answered { question: name.clone(), text: text.clone(), value });
                }
                None if *required => {
                    flaws.push(Flaw { question: Some(name.clone()), code: FlawCode::Required });
                }
                None => {}
            }
        }
        if flaws.is_empty() { Ok(answered) } else { Err(flaws) }
    }
}

fn read(asked: &Question, typed: &Json) -> Result<Option<Value>, FlawCode> {
    match (&asked.kind, typed) {
        (_, Json::Null) => Ok(None),
        (Kind::Choice(_) | Kind::Text { .. }, Json::String(text)) if text.trim().is_empty() => Ok(None),
        (Kind::Choice(choices), Json::String(text)) => {
            let chosen = choices.iter().find(|choice| choice.name == *text).ok_or(FlawCode::UnknownChoice)?;
            Ok(Some(Value::Choice { name: chosen.name.clone(), label: chosen.label.clone() }))
        }
        (Kind::Scale { least, most }, Json::Number(number)) => {
            let number = number.as_i64().filter(|number| (*least..=*most).contains(number));
            Ok(Some(Value::Number(number.ok_or(FlawCode::OutOfRange)?)))
        }
        (Kind::Text { chars_max }, Json::String(text)) => {
            let text = text.trim();
            if text.chars().count() > *chars_max {
                return Err(FlawCode::TooLong);
            }
            if text.chars().any(char::is_control) {
                return Err(FlawCode::NotOneLine);
            }
            Ok(Some(Value::Text(text.to_owned())))
        }
        (Kind::Choice(_) | Kind::Text { .. }, Json::Number(_))
        | (Kind::Scale { .. }, Json::String(_))
        | (_, Json::Bool(_) | Json::Array(_) | Json::Object(_)) => Err(FlawCode::WrongKind),
    }
}
