//! A town whose records are written down one sentence at a time. Everybody in it is invented.

use std::sync::OnceLock;

use chrono::NaiveDate;
use domain::reference::Slot;
use domain::{
    Activity, AnonymousBand, Attendee, Birth, ChampionId, DeviceId, EventId, FamilyId, Hlc, Line, PersonId,
    Private, Role, Session, SessionId, SessionStatus, Setting, Shift, VenueId, Visit, VisitOutcome,
    record::Said,
};
use reach::area::AreaPack;
use reach::facts::{
    Asserted, AttendanceFact, Facts, LinkageFacts, PersonFacts, RecordFacts, RegistrationFact, SessionFact,
    ShiftFact, SlotFact, VisitFact,
};
use reach::{Figure, Frame, Parameters, Reading};
use uuid::Uuid;

/// In the example area.
pub(crate) const IN_WARD: &str = "W10 4HS";
/// Of a neighbour, known to be outside.
pub(crate) const IN_BRENT: &str = "HA0 1AB";
/// The last day of most tests: a Sunday.
pub(crate) const LAST: &str = "2026-11-22";

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date of the form 2026-11-22")
}

pub(crate) fn ward() -> &'static AreaPack {
    static WARD: OnceLock<AreaPack> = OnceLock::new();
    WARD.get_or_init(|| {
        AreaPack::parse(include_bytes!("../../../../packs/queens-park/area.json")).expect("a valid pack")
    })
}

pub(crate) struct Town {
    pub(crate) facts: Facts,
    last_id: u128,
}

impl Town {
    pub(crate) fn new() -> Self {
        let linkage = LinkageFacts {
            model: "exact-key-1".to_owned(),
            model_sha256: "00".repeat(32),
            measured: None,
            decisions: Vec::new(),
            review: Vec::new(),
        };
        let facts = Facts {
            n: 1,
            as_of: date(LAST),
            authority: None,
            people: Vec::new(),
            sessions: Vec::new(),
            withdrawn_sessions: Vec::new(),
            attendances: Vec::new(),
            visits: Vec::new(),
            signposts: Vec::new(),
            responses: Vec::new(),
            shifts: Vec::new(),
            slots: Vec::new(),
            venues: Vec::new(),
            forms: Vec::new(),
            services: Vec::new(),
            champions: Vec::new(),
            devices: Vec::new(),
            week_closes: Vec::new(),
            linkage,
        };
        Self { facts, last_id: 0 }
    }

    pub(crate) fn id(&mut self) -> EventId {
        self.last_id += 1;
        EventId::from_uuid(Uuid::from_u128(self.last_id))
    }

    fn said(&mut self, on: &str) -> Said {
        Said { on: date(on), hlc: Hlc::default(), by: self.id() }
    }

    /// A child with one record, of 1 January 2026. Blank text is not known.
    pub(crate) fn child(&mut self, birth: &str, postcode: &str) -> PersonId {
        let id = self.id().into();
        let mut record = empty_record(id, Role::Child);
        let said = Said { on: date("2026-01-01"), hlc: Hlc::default(), by: EventId::from(id) };
        if let Ok(birth) = birth.parse::<Birth>() {
            record.births.push(Asserted { value: Some(birth), said, stands: true });
        }
        if !postcode.is_empty() {
            record.postcodes.push(Asserted { value: Some(private(postcode)), said, stands: true });
        }
        self.facts.people.push(PersonFacts { id, records: vec![record] });
        id
    }

    pub(crate) fn carer(&mut self) -> PersonId {
        let id = self.id().into();
        self.facts.people.push(PersonFacts { id, records: vec![empty_record(id, Role::Carer)] });
        id
    }

    pub(crate) fn family(&mut self, members: &[PersonId]) -> FamilyId {
        let family = self.id().into();
        members.iter().for_each(|member| self.record(*member).family = Some(family));
        family
    }

    pub(crate) fn record(&mut self, id: PersonId) -> &mut RecordFacts {
        let mut records = self.facts.people.iter_mut().flat_map(|person| &mut person.records);
        records.find(|record| record.id == id).expect("a record of the town")
    }

    pub(crate) fn says_birth(&mut self, of: PersonId, birth: &str, on: &str) {
        let said = self.said(on);
        let value = Some(birth.parse().expect("a birth"));
        self.record(of).births.push(Asserted { value, said, stands: true });
    }

    pub(crate) fn says_postcode(&mut self, of: PersonId, postcode: &str, on: &str) {
        let said = self.said(on);
        self.record(of).postcodes.push(Asserted { value: Some(private(postcode)), said, stands: true });
    }

    /// Puts the records of `other` with those of `one`; `certainly`, or by the review band.
    pub(crate) fn are_one(&mut self, one: PersonId, other: PersonId, certainly: bool) {
        let at = self.facts.people.iter().position(|person| person.id == other).expect("a person");
        let mut moved = self.facts.people.remove(at).records;
        let into = self.facts.people.iter_mut().find(|person| person.id == one).expect("a person");
        if certainly {
            let certain = into.records.first().expect("a record").certain;
            moved.iter_mut().for_each(|record| record.certain = certain);
        }
        into.records.append(&mut moved);
    }

    pub(crate) fn registers(&mut self, person: PersonId, on: &str) {
        let id = self.id();
        self.record(person).registrations.push(RegistrationFact { id, on: date(on) });
    }

    pub(crate) fn venue(&mut self) -> VenueId {
        self.id().into()
    }

    pub(crate) fn session_at(&mut self, venue: VenueId, on: &str) -> SessionId {
        let id = self.id().into();
        self.facts.sessions.push(SessionFact { id, on: date(on), session: drop_in(venue) });
        id
    }

    pub(crate) fn session(&mut self, on: &str) -> SessionId {
        let venue = self.venue();
        self.session_at(venue, on)
    }

    pub(crate) fn cancels(&mut self, venue: VenueId, on: &str, because: &str) {
        let session = self.session_at(venue, on);
        let fact = self.facts.sessions.iter_mut().find(|fact| fact.id == session).expect("just added");
        fact.session.status = SessionStatus::Cancelled;
        fact.session.cancelled_because = Some(line(because));
    }

    /// A drop-in every Monday at this venue.
    pub(crate) fn plans(&mut self, venue: VenueId, from: &str) {
        let Session { activity, starts, ends, .. } = drop_in(venue);
        let slot = Slot { venue, activity, weekday: 1, starts, ends, valid_from: date(from), valid_to: None };
        let id = self.id().into();
        self.facts.slots.push(SlotFact { id, slot });
    }

    pub(crate) fn attends(&mut self, person: PersonId, session: SessionId) {
        self.comes(session, Attendee::Person(person));
    }

    pub(crate) fn counts(&mut self, session: SessionId, band: AnonymousBand, count: u32) {
        self.comes(session, Attendee::Anonymous { band, count });
    }

    pub(crate) fn comes(&mut self, session: SessionId, attendee: Attendee) {
        let on = self.facts.sessions.iter().find(|fact| fact.id == session).expect("a session").on;
        let id = self.id();
        self.facts.attendances.push(AttendanceFact { id, on, session, attendee });
    }

    /// The child comes to a session of its own on each of these days.
    pub(crate) fn is_seen(&mut self, person: PersonId, days: &[&str]) {
        for day in days {
            let session = self.session(day);
            self.attends(person, session);
        }
    }

    pub(crate) fn visits(&mut self, people: &[PersonId], on: &str, outcome: VisitOutcome) {
        let people = people.to_vec();
        let visit = Visit { family: None, people, setting: Setting::Home, outcome, minutes: None };
        let id = self.id();
        self.facts.visits.push(VisitFact { id, on: date(on), visit });
    }

    pub(crate) fn shift(
        &mut self,
        champion: ChampionId,
        on: &str,
        session: Option<SessionId>,
        minutes: Option<u16>,
    ) {
        let id = self.id();
        self.facts.shifts.push(ShiftFact { id, on: date(on), shift: Shift { champion, session, minutes } });
    }

    pub(crate) fn device(&mut self) -> DeviceId {
        DeviceId::from_uuid(self.id().uuid())
    }

    /// A figure of the twelve months to [`LAST`] with the default parameters.
    pub(crate) fn asks(&self, indicator: fn(&Reading<'_>, &Frame<'_>) -> Figure) -> Figure {
        self.asks_at(LAST, indicator)
    }

    pub(crate) fn asks_at(&self, last: &str, indicator: fn(&Reading<'_>, &Frame<'_>) -> Figure) -> Figure {
        let parameters = Parameters::default();
        let frame = Frame::of(ward(), domain::Period::rolling_year(date(last)), &parameters);
        indicator(&Reading::of(&self.facts), &frame)
    }
}

pub(crate) fn empty_record(id: PersonId, role: Role) -> RecordFacts {
    RecordFacts {
        id,
        certain: id,
        role,
        family: None,
        relation: None,
        births: Vec::new(),
        postcodes: Vec::new(),
        registrations: Vec::new(),
        disputed: Vec::new(),
    }
}

pub(crate) fn line(text: &str) -> Line {
    Line::new(text).expect("a line")
}

pub(crate) fn private(postcode: &str) -> domain::person::Postcode {
    Private::new(Line::new(postcode).expect("a line"))
}

/// Half past nine to half past eleven.
pub(crate) fn drop_in(venue: VenueId) -> Session {
    Session {
        venue,
        slot: None,
        activity: Activity::DropIn,
        starts: "09:30".parse().expect("a time"),
        ends: "11:30".parse().expect("a time"),
        status: SessionStatus::Held,
        cancelled_because: None,
        professionals: Vec::new(),
    }
}

/// Low, point and high of a figure's numerator.
pub(crate) fn interval(figure: &Figure) -> (u64, u64, u64) {
    let bounds = figure.bounds.as_ref().expect("a figure of people has bounds");
    (bounds.low.numerator, figure.value.numerator, bounds.high.numerator)
}
