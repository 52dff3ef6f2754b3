//! The book as columns for `reach`: what counts, and nothing that does not.

mod linkage;
mod person;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{Attendee, EventId, Fact, PersonId, StreamId};
use reach::facts::{
    AttendanceFact, ChampionFact, DeviceFact, Facts, FormFact, MeasuredLinkage, ResponseFact, ServiceFact,
    SessionFact, ShiftFact, SignpostFact, SlotFact, VenueFact, VisitFact, WeekCloseFact,
};
use rusqlite::Connection;

use crate::column::{self, Bytes, Id};
use crate::error::BookError;
use crate::kind::Kind;
use crate::linking::Linker;
use crate::schema;
use crate::stated::{self, StatedFact};

/// What a book cannot know of itself: the day, and whose streams are whose. On a device there is one device, or none
/// while it need not be named.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The local day on which this is the state of things.
    pub as_of: NaiveDate,
    /// Devices issued by the centre.
    pub devices: Vec<DeviceFact>,
    /// Which device writes which stream: several, where a vault was replaced or forked. A week closed in a stream of
    /// nobody's is left out.
    pub streams: BTreeMap<StreamId, domain::DeviceId>,
    /// What the model was measured at; none where nobody has.
    pub measured: Option<MeasuredLinkage>,
}

/// Everything that counts at the book's [`crate::head`], with records joined to people by this model and by what
/// people decided. For the state at an earlier change number build a book of the events up to it.
///
/// # Errors
/// `Damaged` where a row does not read back; `Sqlite`.
pub fn facts(connection: &Connection, model: &::linkage::Model, asked: Asked) -> Result<Facts, BookError> {
    facts_by(connection, &mut Linker::new(model.clone()), asked)
}

/// The same with people who were linked before: only what changed since is linked anew.
///
/// # Errors
/// As [`facts`].
pub fn facts_by(connection: &Connection, linker: &mut Linker, asked: Asked) -> Result<Facts, BookError> {
    let Asked { as_of, devices, streams, measured } = asked;
    let gone = gone_people(connection)?;
    let linking = linker.follow(connection)?;
    let (people, linkage) = linkage::join(person::load(connection)?, linking, linker.model(), measured);
    let all = |kind| stated::all(connection, kind);
    let mut facts = Facts {
        n: schema::head(connection)?,
        as_of,
        authority: None,
        people,
        sessions: Vec::new(),
        withdrawn_sessions: withdrawn_sessions(connection)?,
        attendances: attendances(connection, &gone)?,
        visits: Vec::new(),
        signposts: Vec::new(),
        responses: Vec::new(),
        shifts: Vec::new(),
        slots: Vec::new(),
        venues: Vec::new(),
        forms: Vec::new(),
        services: Vec::new(),
        champions: Vec::new(),
        devices,
        week_closes: week_closes(connection, &streams)?,
        linkage,
    };
    for kind in [
        Kind::Authority,
        Kind::Session,
        Kind::Visit,
        Kind::Signpost,
        Kind::Response,
        Kind::Shift,
        Kind::Slot,
        Kind::Venue,
        Kind::Form,
        Kind::Service,
        Kind::Champion,
    ] {
        for stated in all(kind)? {
            take(&mut facts, stated, &gone);
        }
    }
    Ok(facts)
}

/// One record into its column.
fn take(facts: &mut Facts, stated: StatedFact, gone: &BTreeSet<PersonId>) {
    let StatedFact { id, on, fact } = stated;
    let event = EventId::from_uuid(id);
    let lost = |person: &Option<PersonId>| person.is_some_and(|person| gone.contains(&person));
    match fact {
        // A centre that recorded itself twice goes by its latest name: ids begin with their time.
        Fact::Authority(authority) => facts.authority = Some(authority),
        Fact::Session(session) => facts.sessions.push(SessionFact { id: event.into(), on, session }),
        Fact::Visit(mut visit) => {
            let before = visit.people.len();
            visit.people.retain(|person| !gone.contains(person));
            if before == 0 || !visit.people.is_empty() {
                facts.visits.push(VisitFact { id: event, on, visit });
            }
        }
        Fact::Signpost(signpost) if !lost(&signpost.person) => {
            facts.signposts.push(SignpostFact { id: event, on, signpost });
        }
        Fact::Response(response) if !lost(&response.person) => facts.responses.push(ResponseFact {
            id: event,
            on,
            form: response.form,
            person: response.person,
            channel: response.channel,
        }),
        Fact::Shift(shift) => facts.shifts.push(ShiftFact { id: event, on, shift }),
        Fact::Slot(slot) => facts.slots.push(SlotFact { id: event.into(), slot }),
        Fact::Venue(venue) => facts.venues.push(VenueFact { id: event.into(), name: venue.name }),
        Fact::Form(form) => facts.forms.push(FormFact {
            id: event.into(),
            key: form.key,
            version: form.version,
            title: form.title,
            target: form.target,
        }),
        Fact::Service(service) => facts.services.push(ServiceFact {
            id: event.into(),
            name: service.name,
            open_referral_id: service.open_referral_id,
        }),
        Fact::Champion(champion) => {
            facts.champions.push(ChampionFact { id: event.into(), since: on, cleared: champion.cleared });
        }
        Fact::Signpost(_)
        | Fact::Response(_)
        | Fact::Agreement(_)
        | Fact::AreaAdopted(_)
        | Fact::Attendance(_)
        | Fact::BirthList(_)
        | Fact::BirthListRun(_)
        | Fact::Enquiry(_)
        | Fact::EnquiryAnswer(_)
        | Fact::Family(_)
        | Fact::FollowUp(_)
        | Fact::Linked(_)
        | Fact::ModelAdopted(_)
        | Fact::Unlinked(_)
        | Fact::Person(_)
        | Fact::Amended(_)
        | Fact::Accepted(_)
        | Fact::Erased(_)
        | Fact::Reinstated(_)
        | Fact::Voided(_)
        | Fact::Registration(_)
        | Fact::ReturnFrozen(_)
        | Fact::Team(_)
        | Fact::WeekClosed(_) => {}
    }
}

/// Sessions that are voided, as far as they tell which session they stood for.
fn withdrawn_sessions(connection: &Connection) -> Result<Vec<SessionFact>, BookError> {
    let withdrawn = stated::withdrawn(connection, Kind::Session)?.into_iter();
    Ok(withdrawn
        .filter_map(|StatedFact { id, on, fact }| {
            let Fact::Session(session) = fact else { return None };
            Some(SessionFact { id: EventId::from_uuid(id).into(), on, session })
        })
        .collect())
}

/// People who are voided, doubted or erased. Whoever is merely not known here yet is not among them: a device's own
/// attendances name people whom it pulled.
fn gone_people(connection: &Connection) -> Result<BTreeSet<PersonId>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM record WHERE kind = 'person' AND standing <> 'stands'
         UNION ALL SELECT event_id FROM book_erased",
    )?;
    let ids = statement.query_map([], |row| column::id(row, 0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// The bulk of any book, so read from its columns and not from payloads.
fn attendances(connection: &Connection, gone: &BTreeSet<PersonId>) -> Result<Vec<AttendanceFact>, BookError> {
    let mut statement = connection
        .prepare_cached("SELECT id, on_date, session, person, band, count FROM attendance ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut attendances = Vec::new();
    while let Some(row) = rows.next()? {
        let attendee = match column::maybe_id::<PersonId>(row, 3)? {
            Some(person) if gone.contains(&person) => continue,
            Some(person) => Attendee::Person(person),
            None => Attendee::Anonymous { band: column::read(row, 4)?, count: row.get(5)? },
        };
        attendances.push(AttendanceFact {
            id: column::id(row, 0)?,
            on: column::read(row, 1)?,
            session: column::id(row, 2)?,
            attendee,
        });
    }
    Ok(attendances)
}

fn week_closes(
    connection: &Connection,
    streams: &BTreeMap<StreamId, domain::DeviceId>,
) -> Result<Vec<WeekCloseFact>, BookError> {
    let mut statement = connection.prepare_cached("SELECT id, stream, week FROM week_closed ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut closes = Vec::new();
    while let Some(row) = rows.next()? {
        let stream = <StreamId as Id>::of(row.get::<_, Bytes>(1)?);
        if let Some(device) = streams.get(&stream) {
            closes.push(WeekCloseFact {
                id: column::id(row, 0)?,
                device: *device,
                week: column::read(row, 2)?,
            });
        }
    }
    Ok(closes)
}
