//! What champions record of their work, as rows of `3_contact.sql`.

use domain::{
    Attendance, Attendee, Response, ServiceRef, Session, Shift, Signpost, StreamId, Visit, WeekClosed,
};
use rusqlite::{Connection, params};

use crate::column::{Bytes, Id, word};
use crate::error::BookError;

pub(super) fn session(tx: &Connection, id: Bytes, on: &str, fact: &Session) -> Result<(), BookError> {
    let Session { venue, slot, activity, starts, ends, status, cancelled_because: _, professionals: _ } =
        fact;
    tx.prepare_cached(
        "INSERT INTO session (id, venue, slot, activity, on_date, starts, ends, status)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        id,
        venue.bytes(),
        slot.map(Id::bytes),
        word(activity),
        on,
        starts.to_string(),
        ends.to_string(),
        word(status),
    ])?;
    Ok(())
}

pub(super) fn attendance(tx: &Connection, id: Bytes, on: &str, fact: &Attendance) -> Result<(), BookError> {
    let Attendance { session, attendee } = fact;
    let (person, band, count) = match attendee {
        Attendee::Person(person) => (Some(person.bytes()), None, 1),
        Attendee::Anonymous { band, count } => (None, Some(word(band)), *count),
    };
    tx.prepare_cached(
        "INSERT INTO attendance (id, session, person, band, count, on_date) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![id, session.bytes(), person, band, count, on])?;
    Ok(())
}

pub(super) fn visit(tx: &Connection, id: Bytes, on: &str, fact: &Visit) -> Result<(), BookError> {
    let Visit { family, people, setting, outcome, minutes } = fact;
    tx.prepare_cached(
        "INSERT INTO visit (id, family, setting, outcome, minutes, on_date) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![id, family.map(Id::bytes), word(setting), word(outcome), minutes, on])?;
    for person in people {
        tx.prepare_cached("INSERT INTO visit_person (visit, person) VALUES (?1, ?2)")?
            .execute([id, person.bytes()])?;
    }
    Ok(())
}

pub(super) fn signpost(tx: &Connection, id: Bytes, on: &str, fact: &Signpost) -> Result<(), BookError> {
    let Signpost { person, session, service, need: _, outcome } = fact;
    let (service, unlisted) = match service {
        ServiceRef::Listed(service) => (Some(service.bytes()), None),
        ServiceRef::Unlisted(name) => (None, Some(name.as_str())),
    };
    tx.prepare_cached(
        "INSERT INTO signpost (id, person, session, service, unlisted, outcome, on_date)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        id,
        person.map(Id::bytes),
        session.map(Id::bytes),
        service,
        unlisted,
        word(outcome),
        on
    ])?;
    Ok(())
}

pub(super) fn response(tx: &Connection, id: Bytes, on: &str, fact: &Response) -> Result<(), BookError> {
    let Response { form, person, session, channel, answers: _ } = fact;
    tx.prepare_cached(
        "INSERT INTO response (id, form, person, session, channel, on_date) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        id,
        form.bytes(),
        person.map(Id::bytes),
        session.map(Id::bytes),
        word(channel),
        on
    ])?;
    Ok(())
}

pub(super) fn shift(tx: &Connection, id: Bytes, on: &str, fact: &Shift) -> Result<(), BookError> {
    let Shift { champion, session, minutes } = fact;
    tx.prepare_cached(
        "INSERT INTO shift (id, champion, session, minutes, on_date) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![id, champion.bytes(), session.map(Id::bytes), minutes, on])?;
    Ok(())
}

pub(super) fn week_closed(
    tx: &Connection,
    id: Bytes,
    stream: StreamId,
    fact: &WeekClosed,
) -> Result<(), BookError> {
    let WeekClosed { week, through_seq } = fact;
    tx.prepare_cached("INSERT INTO week_closed (id, stream, week, through_seq) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, Id::bytes(stream), week.to_string(), through_seq.cast_signed()])?;
    Ok(())
}
