//! A resolved person and the records that are theirs.

use chrono::NaiveDate;
use domain::{Birth, EventId, FamilyId, PersonId, Relation, Role, person::Postcode, record::Said};

/// One person as far as linkage and people's decisions say: the records of one cluster of `linkage::Linked::clusters`.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonFacts {
    /// The least record id of the cluster.
    pub id: PersonId,
    /// Its records, at least one, none voided.
    pub records: Vec<RecordFacts>,
}

/// One record of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordFacts {
    /// The record; also the event that recorded it. Attendances and visits name this id.
    pub id: PersonId,
    /// The least record id of the part joined for certain (`linkage::Linked::certain`): two records of one person
    /// with different ones are joined by the review band, which enters the bounds.
    pub certain: PersonId,
    /// Child or adult, as it stands.
    pub role: Role,
    /// The household, as it stands.
    pub family: Option<FamilyId>,
    /// What an adult is to the children, as it stands.
    pub relation: Option<Relation>,
    /// Every birth asserted (`domain::record::Resolved::assertions["birth"]`).
    pub births: Vec<Asserted<Birth>>,
    /// Every postcode asserted, as typed (`assertions["postcode"]`).
    pub postcodes: Vec<Asserted<Postcode>>,
    /// Registration forms filled in.
    pub registrations: Vec<RegistrationFact>,
    /// Fields in dispute, by their names in the payload (`Resolved::disputed`).
    pub disputed: Vec<String>,
}

/// A value that somebody asserted.
#[derive(Debug, Clone, PartialEq)]
pub struct Asserted<T> {
    /// The value; none where it was taken out or could not be read.
    pub value: Option<T>,
    /// Where and when; `said.by` is the event that says it.
    pub said: Said,
    /// No amendment that saw it says otherwise.
    pub stands: bool,
}

/// One registration form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegistrationFact {
    /// The event that recorded it.
    pub id: EventId,
    /// The date of the form.
    pub on: NaiveDate,
}
