//! What a fact names must be known on this device, as its own record or as one pulled: a reference to nothing
//! is a slip, and here is the last place where whoever made it can mend it.

use book::Kind;
use domain::{
    Attendance, Attendee, Fact, Family, Person, Registration, Response, ServiceRef, Session, Shift, Signpost,
    Visit, WeekClosed,
};
use uuid::Uuid;

use crate::error::DeviceError;
use crate::known::Known;

/// Refuses a fact that names what this device does not know, on the field that names it.
pub(crate) fn check(fact: &Fact, known: &Known<'_>) -> Result<(), DeviceError> {
    for (field, kind, id) in named(fact) {
        known.require(field, kind, id)?;
    }
    Ok(())
}

type Named = (&'static str, Kind, Uuid);

fn named(fact: &Fact) -> Vec<Named> {
    let mut named: Vec<Named> = Vec::new();
    let mut name = |field, kind, id: Option<Uuid>| named.extend(id.map(|id| (field, kind, id)));
    match fact {
        Fact::Attendance(Attendance { session, attendee }) => {
            name("session", Kind::Session, Some(session.uuid()));
            match attendee {
                Attendee::Person(person) => name("person", Kind::Person, Some(person.uuid())),
                Attendee::Anonymous { band: _, count: _ } => {}
            }
        }
        Fact::Session(session) => {
            let Session {
                venue,
                slot,
                activity: _,
                starts: _,
                ends: _,
                status: _,
                cancelled_because: _,
                professionals: _,
            } = session;
            name("venue", Kind::Venue, Some(venue.uuid()));
            name("slot", Kind::Slot, slot.map(domain::SlotId::uuid));
        }
        Fact::Family(Family { label: _ }) => {}
        Fact::Person(person) => {
            let Person {
                role: _,
                family,
                given_name: _,
                surname: _,
                birth: _,
                postcode: _,
                relation: _,
                due: _,
            } = person;
            name("family", Kind::Family, family.map(domain::FamilyId::uuid));
        }
        Fact::Registration(Registration { person }) => name("person", Kind::Person, Some(person.uuid())),
        Fact::Visit(Visit { family, people, setting: _, outcome: _, minutes: _ }) => {
            name("family", Kind::Family, family.map(domain::FamilyId::uuid));
            people.iter().for_each(|person| name("people", Kind::Person, Some(person.uuid())));
        }
        Fact::Signpost(Signpost { person, session, service, need: _, outcome: _ }) => {
            name("person", Kind::Person, person.map(domain::PersonId::uuid));
            name("session", Kind::Session, session.map(domain::SessionId::uuid));
            match service {
                ServiceRef::Listed(service) => name("service", Kind::Service, Some(service.uuid())),
                ServiceRef::Unlisted(_) => {}
            }
        }
        Fact::Response(Response { form, person, session, channel: _, answers: _ }) => {
            name("form", Kind::Form, Some(form.uuid()));
            name("person", Kind::Person, person.map(domain::PersonId::uuid));
            name("session", Kind::Session, session.map(domain::SessionId::uuid));
        }
        Fact::Shift(Shift { champion: _, session, minutes: _ }) => {
            name("session", Kind::Session, session.map(domain::SessionId::uuid));
        }
        Fact::WeekClosed(WeekClosed { week: _, through_seq: _ }) => {}
        // What a correction names is looked up where it is made; the rest is the centre's to state.
        Fact::Amended(_)
        | Fact::Voided(_)
        | Fact::Reinstated(_)
        | Fact::Agreement(_)
        | Fact::AreaAdopted(_)
        | Fact::Authority(_)
        | Fact::BirthList(_)
        | Fact::BirthListRun(_)
        | Fact::Champion(_)
        | Fact::Enquiry(_)
        | Fact::EnquiryAnswer(_)
        | Fact::FollowUp(_)
        | Fact::Accepted(_)
        | Fact::Erased(_)
        | Fact::Form(_)
        | Fact::Linked(_)
        | Fact::ModelAdopted(_)
        | Fact::ReturnFrozen(_)
        | Fact::Service(_)
        | Fact::Slot(_)
        | Fact::Team(_)
        | Fact::Unlinked(_)
        | Fact::Venue(_) => {}
    }
    named
}
