//! People, families and what people decided about them, as rows of `2_people.sql`.

use std::collections::BTreeMap;

use domain::record::Assertion;
use domain::{Enquiry, EnquiryAnswer, Family, Linked, Person, Registration};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::column::{self, Bytes, Id, word};
use crate::error::BookError;
use crate::search;

/// The fields whose every assertion reach asks for: age and residence on an earlier day.
const ASSERTED: [&str; 2] = ["birth", "postcode"];

pub(super) fn person(tx: &Connection, id: Bytes, fact: &Person) -> Result<(), BookError> {
    let Person { role, family, given_name, surname, birth, postcode, relation, due } = fact;
    let names = [given_name, surname].into_iter().flatten().map(|name| name.reveal().as_str());
    tx.prepare_cached(
        "INSERT INTO person (id, role, family, given_name, surname, search, birth, postcode, relation, due)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        id,
        word(role),
        family.map(Id::bytes),
        given_name.as_ref().map(|name| name.reveal().as_str()),
        surname.as_ref().map(|name| name.reveal().as_str()),
        search::folded(names),
        birth.map(|birth| birth.to_string()),
        postcode.as_ref().map(|postcode| postcode.reveal().as_str()),
        relation.as_ref().map(word),
        due.map(column::date),
    ])?;
    Ok(())
}

/// Every value asserted for the fields in [`ASSERTED`] of a person that was corrected.
pub(crate) fn assertions(
    tx: &Connection,
    person: Uuid,
    all: &BTreeMap<String, Vec<Assertion>>,
) -> Result<(), BookError> {
    for field in ASSERTED {
        for Assertion { said, value, stands } in all.get(field).into_iter().flatten() {
            tx.prepare_cached(
                "INSERT INTO assertion (person, field, on_date, hlc_ms, hlc_count, event_id, value, stands)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                person.bytes(),
                field,
                column::date(said.on),
                said.hlc.ms.cast_signed(),
                said.hlc.count,
                said.by.bytes(),
                value.as_str(),
                stands,
            ])?;
        }
    }
    Ok(())
}

pub(super) fn family(tx: &Connection, id: Bytes, fact: &Family) -> Result<(), BookError> {
    let Family { label } = fact;
    tx.prepare_cached("INSERT INTO family (id, label) VALUES (?1, ?2)")?
        .execute(params![id, label.as_ref().map(|label| label.reveal().as_str())])?;
    Ok(())
}

pub(super) fn registration(
    tx: &Connection,
    id: Bytes,
    on: &str,
    fact: &Registration,
) -> Result<(), BookError> {
    let Registration { person } = fact;
    tx.prepare_cached("INSERT INTO registration (id, person, on_date) VALUES (?1, ?2, ?3)")?
        .execute(params![id, person.bytes(), on])?;
    Ok(())
}

pub(super) fn link(tx: &Connection, id: Bytes, fact: &Linked) -> Result<(), BookError> {
    let Linked { left, right, verdict } = fact;
    tx.prepare_cached("INSERT INTO link (id, \"left\", \"right\", verdict) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, left.bytes(), right.bytes(), word(verdict)])?;
    Ok(())
}

pub(super) fn enquiry(tx: &Connection, id: Bytes, fact: &Enquiry) -> Result<(), BookError> {
    let Enquiry { left, right, champion } = fact;
    tx.prepare_cached("INSERT INTO enquiry (id, \"left\", \"right\", champion) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, left.bytes(), right.bytes(), champion.bytes()])?;
    Ok(())
}

pub(super) fn enquiry_answer(tx: &Connection, id: Bytes, fact: &EnquiryAnswer) -> Result<(), BookError> {
    let EnquiryAnswer { enquiry, says } = fact;
    tx.prepare_cached("INSERT INTO enquiry_answer (id, enquiry, says) VALUES (?1, ?2, ?3)")?
        .execute(params![id, enquiry.bytes(), word(says)])?;
    Ok(())
}
