//! What was recorded on this device, and where it is by now.

use book::Record;
use domain::{
    Attendance, Attendee, Body, Fact, Family, Person, PersonId, Private, Registration, Response, ServiceRef,
    SessionId, Signpost, Visit,
};
use protocol::marks::Standing;
use rusqlite::Connection;
use wire::Fault;
use wire::app::{AsideReason, RecordLine, Records, RecordsPage};
use wire::recorded::RecordState;

use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::vault::{Aside, Stored};

/// How many records a page has.
const PAGE: usize = 50;
/// How many events are read at a time: corrections stand between the records.
const EVENTS: u64 = 100;

impl Device {
    /// A page of what was recorded on this device, the latest first.
    ///
    /// # Errors
    /// While locked; where the vault cannot be read.
    pub fn records(&self, page: RecordsPage) -> Result<Records, Fault> {
        let records = self.reading().and_then(|open| of(open, page));
        records.map_err(|error| self.fault(error))
    }
}

fn of(open: &Open, page: RecordsPage) -> Result<Records, DeviceError> {
    let aside = open.vault.aside()?;
    let end = open.vault.counts()?.0 + 1;
    let mut before = page.before.unwrap_or(end).min(end);
    let mut records = Vec::new();
    while before > 1 && records.len() <= PAGE {
        let from = before.saturating_sub(EVENTS).max(1);
        for (number, stored) in open.vault.recorded(from, before)? {
            records.extend(line(open, number, stored)?);
        }
        before = from;
    }
    let more = records.len() > PAGE;
    records.truncate(PAGE);
    for record in &mut records {
        let found = aside.iter().find(|aside| aside.id == record.id);
        record.kept_aside = found.map(|Aside { id: _, code, field, mend }| AsideReason {
            code: code.clone(),
            field: field.clone(),
            mend: *mend,
        });
    }
    Ok(Records { records, more })
}

/// An event that began a record; none for a correction, which shows on what it corrects, and for what was erased.
fn line(open: &Open, number: u64, stored: Stored) -> Result<Option<RecordLine>, DeviceError> {
    let connection = open.vault.connection();
    let Stored { id, words, .. } = stored;
    let Some((_, body)) = words else { return Ok(None) };
    let Some(Record { kind, on, resolved, history: _ }) = book::record(connection, id)? else {
        return Ok(None);
    };
    let body = Body::parse(&body).map_err(|_| DeviceError::Unreadable("event"))?;
    let (about, count) = about(connection, &resolved.fact)?;
    Ok(Some(RecordLine {
        id,
        seq: number,
        kind: kind.word().to_owned(),
        date: on.to_string(),
        recorded_ms: body.recorded.wall_ms,
        state: state(open.vault.standing(id)?),
        about: about.map(Private::new),
        count,
        corrected: !resolved.seen.is_empty(),
        withdrawn_by: resolved.withdrawn_by.last().copied(),
        withdrawn_elsewhere: resolved.voided && resolved.withdrawn_by.is_empty(),
        kept_aside: None,
    }))
}

/// Where an event is, by the receipts.
pub(crate) const fn state(standing: Standing) -> RecordState {
    match standing {
        Standing::Safe => RecordState::Safe,
        Standing::Sent => RecordState::Sent,
        Standing::Saved => RecordState::Saved,
    }
}

/// The name of whom or what a record is about, and for people without names how many.
fn about(connection: &Connection, fact: &Fact) -> Result<(Option<String>, Option<u32>), DeviceError> {
    let person = |id: PersonId| -> Result<Option<String>, DeviceError> {
        Ok(book::person(connection, id)?
            .and_then(|found| called(found.card.given_name.as_ref(), found.card.surname.as_ref())))
    };
    let session = |id: SessionId| -> Result<Option<String>, DeviceError> {
        let Some(found) = book::session(connection, id)? else { return Ok(None) };
        venue(connection, found.session.venue)
    };
    Ok(match fact {
        Fact::Attendance(Attendance { session: at, attendee }) => match attendee {
            Attendee::Person(id) => (person(*id)?, None),
            Attendee::Anonymous { band: _, count } => (session(*at)?, Some(*count)),
        },
        Fact::Family(Family { label }) => {
            (label.as_ref().map(|label| label.reveal().as_str().to_owned()), None)
        }
        Fact::Person(Person { given_name, surname, .. }) => {
            (called(given_name.as_ref(), surname.as_ref()), None)
        }
        Fact::Registration(Registration { person: id }) => (person(*id)?, None),
        Fact::Response(Response { form, .. }) => {
            let forms = book::forms(connection)?;
            (
                forms.into_iter().find(|(id, _)| id == form).map(|(_, form)| form.title.as_str().to_owned()),
                None,
            )
        }
        Fact::Session(held) => (venue(connection, held.venue)?, None),
        Fact::Signpost(Signpost { service, .. }) => match service {
            ServiceRef::Listed(id) => {
                let services = book::services(connection)?;
                let found = services.into_iter().find(|(one, _)| one == id);
                (found.map(|(_, service)| service.name.as_str().to_owned()), None)
            }
            ServiceRef::Unlisted(name) => (Some(name.as_str().to_owned()), None),
        },
        Fact::Visit(Visit { people, family, .. }) => match (people.first(), family) {
            (Some(id), _) => (person(*id)?, None),
            (None, Some(family)) => {
                let label = book::family_label(connection, *family)?;
                (label.map(|label| label.reveal().as_str().to_owned()), None)
            }
            (None, None) => (None, None),
        },
        Fact::WeekClosed(closed) => (Some(closed.week.to_string()), None),
        Fact::Agreement(_)
        | Fact::Amended(_)
        | Fact::AreaAdopted(_)
        | Fact::Authority(_)
        | Fact::BirthList(_)
        | Fact::BirthListRun(_)
        | Fact::Champion(_)
        | Fact::Enquiry(_)
        | Fact::EnquiryAnswer(_)
        | Fact::Accepted(_)
        | Fact::Erased(_)
        | Fact::FollowUp(_)
        | Fact::Form(_)
        | Fact::Linked(_)
        | Fact::ModelAdopted(_)
        | Fact::Reinstated(_)
        | Fact::ReturnFrozen(_)
        | Fact::Service(_)
        | Fact::Shift(_)
        | Fact::Slot(_)
        | Fact::Team(_)
        | Fact::Unlinked(_)
        | Fact::Venue(_)
        | Fact::Voided(_) => (None, None),
    })
}

/// The first name and an initial, as on a tile.
fn called(given_name: Option<&domain::Name>, surname: Option<&domain::Name>) -> Option<String> {
    let given = given_name.map(|name| name.reveal().as_str().to_owned());
    let initial = surname.and_then(|name| name.reveal().as_str().chars().next());
    match (given, initial) {
        (Some(given), Some(initial)) => Some(format!("{given} {}", initial.to_uppercase())),
        (given, _) => given,
    }
}

fn venue(connection: &Connection, id: domain::VenueId) -> Result<Option<String>, DeviceError> {
    let venues = book::venues(connection)?;
    Ok(venues.into_iter().find(|(one, _)| *one == id).map(|(_, venue)| venue.name.as_str().to_owned()))
}
