//! Corrections: a record amended, withdrawn, reinstated. None of them changes what was recorded.

use book::Kind;
use domain::correction::{Amended, Reinstated, Voided};
use domain::problem::ProblemCode;
use domain::{Body, EventId, Fact, Person};
use serde_json::{Map, Value};
use wire::draft::{AmendDraft, ReinstateDraft, VoidDraft};
use wire::{Code, Fault};

use crate::error::DeviceError;
use crate::known::Known;
use crate::typed::{id, problem};
use crate::{person, reference};

/// Some fields of a record said otherwise, in the knowledge of every amendment that is known here.
pub(crate) fn amend(draft: &AmendDraft, known: &Known<'_>) -> Result<Fact, DeviceError> {
    let AmendDraft { of, fields } = draft;
    let of: EventId = id("of", of)?;
    let (kind, payload, seen) = match known.record(of)? {
        Some(record) if record.resolved.voided || !is_a_champions(record.kind) => {
            return Err(problem("of", ProblemCode::Contradiction));
        }
        Some(record) => (record.resolved.fact.kind(), record.resolved.fact.payload(), record.resolved.seen),
        // Of a pulled record the device does not know who else amended it; the centre will list what is
        // disputed.
        None => match known.pulled(of)? {
            Some((kind, payload)) => (kind, payload, Vec::new()),
            None => return Err(not_known("of")),
        },
    };
    let amended = merged(kind, &payload, fields)?;
    if let Fact::Person(person) = &amended
        && fields.contains_key(Person::IDENTITY_FIELDS[2])
        && !person::is_born(person, known.date())
    {
        return Err(problem("fields.birth", ProblemCode::OutOfRange));
    }
    reference::check(&amended, known)?;
    Ok(Fact::Amended(Amended { of, seen, fields: fields.clone() }))
}

/// The record as it would be.
fn merged(kind: &str, payload: &Value, fields: &Map<String, Value>) -> Result<Fact, DeviceError> {
    let mut record = payload.clone();
    for (field, value) in fields {
        let Some(record) = record.as_object_mut() else { return Err(DeviceError::Unreadable("record")) };
        if value.is_null() {
            record.remove(field);
        } else {
            record.insert(field.clone(), value.clone());
        }
    }
    if record == *payload {
        return Err(problem("fields", ProblemCode::NothingChanged));
    }
    Fact::parse(kind, &record).map_err(|broken| {
        if broken.code != ProblemCode::Malformed {
            return problem(&format!("fields.{}", broken.field), broken.code);
        }
        // A name that the record does not have is something that was typed, and is not repeated.
        let is_there =
            |field: &&String| payload.get(field.as_str()).is_some() || may_have(kind, payload, field);
        match fields.keys().find(is_there) {
            Some(field) if fields.len() == 1 => problem(&format!("fields.{field}"), ProblemCode::Malformed),
            Some(_) => problem("fields", ProblemCode::Malformed),
            None => problem("fields", ProblemCode::NoSuchField),
        }
    })
}

/// Whether such a record can have this field: what may be left out may also be `null`.
fn may_have(kind: &str, payload: &Value, field: &str) -> bool {
    let mut blank = payload.clone();
    blank.as_object_mut().is_some_and(|record| record.insert(field.to_owned(), Value::Null).is_none())
        && Fact::parse(kind, &blank).is_ok()
}

/// A record, or one amendment of it, withdrawn.
pub(crate) fn void(draft: &VoidDraft, known: &Known<'_>) -> Result<Fact, DeviceError> {
    let VoidDraft { of, reason } = draft;
    let of: EventId = id("of", of)?;
    match known.record(of)? {
        Some(record) if record.resolved.voided || !is_a_champions(record.kind) => {
            return Err(problem("of", ProblemCode::Contradiction));
        }
        Some(_) => {}
        None if known.pulled(of)?.is_some() || states(known, of, "record.amended@1")? => {}
        None => return Err(not_known("of")),
    }
    Ok(Fact::Voided(Voided { of, reason: (*reason).into() }))
}

/// A withdrawal taken back. Only one made on this device is known here.
pub(crate) fn reinstate(draft: &ReinstateDraft, known: &Known<'_>) -> Result<Fact, DeviceError> {
    let ReinstateDraft { of } = draft;
    let of: EventId = id("of", of)?;
    if states(known, of, "record.voided@1")? {
        Ok(Fact::Reinstated(Reinstated { of }))
    } else {
        Err(not_known("of"))
    }
}

/// Whether this device's event of this id is of this type.
fn states(known: &Known<'_>, id: EventId, kind: &str) -> Result<bool, DeviceError> {
    let body = known.event(id)?.and_then(|stored| stored.words).map(|(_, body)| body);
    let body =
        body.map(|body| Body::parse(&body).map_err(|_| DeviceError::Unreadable("event"))).transpose()?;
    Ok(body.is_some_and(|body| body.kind == kind))
}

fn not_known(field: &str) -> DeviceError {
    let message = format!("{field}: this record is not known on this device.");
    Fault::new(Code::DraftProblem, message).about(field).into()
}

/// What a champion records and may so correct. A closed week is closed; the rest is the centre's.
const fn is_a_champions(kind: Kind) -> bool {
    match kind {
        Kind::Attendance
        | Kind::EnquiryAnswer
        | Kind::Family
        | Kind::Person
        | Kind::Registration
        | Kind::Response
        | Kind::Session
        | Kind::Shift
        | Kind::Signpost
        | Kind::Visit => true,
        Kind::Agreement
        | Kind::AreaAdopted
        | Kind::Authority
        | Kind::BirthList
        | Kind::BirthListRun
        | Kind::Champion
        | Kind::Enquiry
        | Kind::FollowUp
        | Kind::Form
        | Kind::Link
        | Kind::ModelAdopted
        | Kind::ReturnFrozen
        | Kind::Service
        | Kind::Slot
        | Kind::Team
        | Kind::Venue
        | Kind::WeekClosed => false,
    }
}
