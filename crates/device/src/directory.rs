//! Services that families are told about, and the surveys that they may be asked, for choosing from.

use std::collections::BTreeMap;

use domain::reference::{Choice, Form, Question, QuestionKind, Service};
use wire::Fault;
use wire::app::{AskedQuestion, ChoiceOf, Directory, QuestionTakes, ServiceChoice, Survey, Surveys};

use crate::device::{Device, Open};
use crate::error::DeviceError;

impl Device {
    /// The directory, by name.
    ///
    /// # Errors
    /// While locked; where the book cannot be read.
    pub fn directory(&self) -> Result<Directory, Fault> {
        let services = self.services()?;
        Ok(Directory { services: services.into_iter().map(choice).collect() })
    }

    /// Published forms, each in its latest version, by title.
    ///
    /// # Errors
    /// While locked; where the book cannot be read.
    pub fn surveys(&self) -> Result<Surveys, Fault> {
        let surveys = self.reading().and_then(of);
        surveys.map_err(|error| self.fault(error))
    }
}

fn choice((id, service): (domain::ServiceId, Service)) -> ServiceChoice {
    let Service { name, need, open_referral_id: _ } = service;
    ServiceChoice { id, name: name.as_str().to_owned(), need: need.map(|need| need.as_str().to_owned()) }
}

fn of(open: &Open) -> Result<Surveys, DeviceError> {
    let connection = open.vault.connection();
    let answered = book::responses_by_form(connection)?;
    // By key and then version, so that the last of a key is its latest.
    let mut latest: BTreeMap<String, Survey> = BTreeMap::new();
    for (form, Form { key, version: _, title, target, questions }) in book::forms(connection)? {
        let of_this = answered.get(&form).copied().unwrap_or(0);
        let before = latest.get(key.as_str()).map_or(0, |earlier| earlier.answered_here);
        let survey = Survey {
            form,
            title: title.as_str().to_owned(),
            target,
            answered_here: before + of_this,
            questions: questions.into_iter().map(asked).collect(),
        };
        latest.insert(key.as_str().to_owned(), survey);
    }
    let mut surveys: Vec<Survey> = latest.into_values().collect();
    surveys.sort_by(|one, other| (&one.title, one.form).cmp(&(&other.title, other.form)));
    Ok(Surveys { surveys })
}

fn asked(question: Question) -> AskedQuestion {
    let Question { name, text, kind, required } = question;
    let takes = match kind {
        QuestionKind::Choice(choices) => QuestionTakes::Choice {
            choices: choices
                .into_iter()
                .map(|Choice { name, label }| ChoiceOf {
                    name: name.as_str().to_owned(),
                    label: label.as_str().to_owned(),
                })
                .collect(),
        },
        QuestionKind::Scale { least, most } => QuestionTakes::Scale { least, most },
        QuestionKind::Text => QuestionTakes::Text,
    };
    AskedQuestion { name: name.as_str().to_owned(), text: text.as_str().to_owned(), required, takes }
}
