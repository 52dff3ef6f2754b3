//! A child or an adult.

use chrono::NaiveDate;
use domain::{Fact, Person, Private};
use wire::draft::PersonDraft;

use crate::error::DeviceError;
use crate::typed::{line, maybe_id, name, problem, read};
use crate::when::parse_date;

/// Nobody is written down before they are born. A year that slipped would else leave the child out of every
/// figure of children without a word.
pub(crate) fn is_born(person: &Person, on: NaiveDate) -> bool {
    person.birth.is_none_or(|birth| birth.earliest() <= on)
}

pub(crate) fn fact(draft: &PersonDraft) -> Result<Fact, DeviceError> {
    let PersonDraft { role, family, given_name, surname, birth, postcode, relation, due } = draft;
    let filled = |typed: &Option<String>| typed.clone().filter(|typed| !typed.trim().is_empty());
    Ok(Fact::Person(Person {
        role: (*role).into(),
        family: maybe_id("family", family.as_ref())?,
        given_name: name("given_name", given_name.as_ref())?,
        surname: name("surname", surname.as_ref())?,
        birth: filled(birth).map(|typed| read("birth", &typed)).transpose()?,
        postcode: line("postcode", postcode.as_ref())?.map(Private::new),
        relation: relation.map(Into::into),
        due: filled(due)
            .map(|typed| parse_date(typed.trim()).map_err(|code| problem("due", code)))
            .transpose()?,
    }))
}
