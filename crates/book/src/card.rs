//! A person as a screen needs them: from one's own records in full, from the centre as much as the device may hold.

use domain::{Birth, FamilyId, Line, Name, Person, PersonId, Private, Relation, Role, person::Postcode};
use serde::{Deserialize, Serialize};

/// What is held of a person who was not recorded on this device. What the mode leaves out is absent, not blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Child or adult.
    pub role: Role,
    /// The household.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub family: Option<FamilyId>,
    /// The name that they are called by.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub given_name: Option<Name>,
    /// The family name; on a volunteer's own phone its first letter.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub surname: Option<Name>,
    /// The birth date; on a volunteer's own phone no closer than the month.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub birth: Option<Birth>,
    /// The postcode; never on a volunteer's own phone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub postcode: Option<Postcode>,
    /// What an adult is to the children.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub relation: Option<Relation>,
}

/// Where a row that is shown comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// This book's own events.
    Own,
    /// Pulled from the centre.
    Pulled,
}

/// A person on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonCard {
    /// Who.
    pub id: PersonId,
    /// What is known of them here.
    pub card: Card,
    /// From where.
    pub source: Source,
}

impl Card {
    /// All that a list shows of a person. When a baby is due is for the person's own page.
    #[must_use]
    pub fn of(person: Person) -> Self {
        let Person { role, family, given_name, surname, birth, postcode, relation, due: _ } = person;
        Self { role, family, given_name, surname, birth, postcode, relation }
    }

    /// As much as may lie on a phone that is a volunteer's own (security.md, item 20): the first letter of the
    /// surname, the month of birth, no postcode.
    #[must_use]
    pub fn reduced(self) -> Self {
        let Self { role, family, given_name, surname, birth, postcode: _, relation } = self;
        Self {
            role,
            family,
            given_name,
            surname: surname.and_then(|surname| {
                let first = surname.reveal().as_str().chars().next()?;
                Line::new(&first.to_uppercase().to_string()).ok().map(Private::new)
            }),
            birth: birth.map(by_month),
            postcode: None,
            relation,
        }
    }
}

/// The whole months that hold this birth: a date becomes its month, and an age band does not give away the day on
/// which the age was asked.
fn by_month(birth: Birth) -> Birth {
    use chrono::{Datelike, Months};
    let first = birth.earliest().with_day(1);
    let last = birth
        .latest()
        .with_day(1)
        .and_then(|day| day.checked_add_months(Months::new(1)))
        .and_then(|day| day.pred_opt());
    match (first, last) {
        (Some(first), Some(last)) => Birth::between(first, last).unwrap_or(birth),
        _ => birth,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_volunteers_own_phone_holds_an_initial_and_a_month() {
        let card: Card = serde_json::from_str(
            r#"{"role":"child","given_name":"Zoë","surname":"şahin","birth":"2023-05-14","postcode":"W10 4AA"}"#,
        )
        .unwrap();
        assert_eq!(
            serde_json::to_string(&card.reduced()).unwrap(),
            r#"{"role":"child","given_name":"Zoë","surname":"Ş","birth":"2023-05"}"#,
            "and nothing that is not named here"
        );
        let band: Birth = "2022-11-23/2023-11-22".parse().unwrap();
        assert_eq!(by_month(band).to_string(), "2022-11-01/2023-11-30", "whole months");
    }
}
