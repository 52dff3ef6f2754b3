//! Two weeks of an invented programme in the example area, with the numbers of the main job: in week 47 sixty visits
//! to four drop-ins, five visits to families, eight signposts, twelve survey responses.

use chrono::{Days, NaiveDate};
use domain::reference::{Authority, Slot};
use domain::{
    Activity, AnonymousBand, Attendee, Channel, EventId, Hlc, Line, Outcome, PersonId, Private, Professional,
    Role, ServiceId, ServiceRef, Session, SessionId, SessionStatus, Setting, Shift, Signpost, Visit,
    VisitOutcome, record::Said,
};
use reach::Parameters;
use reach::area::AreaPack;
use reach::facts::{
    Asserted, AttendanceFact, ChampionFact, DeviceFact, Facts, FormFact, LinkageFacts, PersonFacts,
    RecordFacts, RegistrationFact, ResponseFact, ReviewPair, ServiceFact, SessionFact, ShiftFact,
    SignpostFact, SlotFact, VenueFact, VisitFact, WeekCloseFact,
};
use reach::weekly::{Drawn, Preparation, WeeklyReturn, weekly};

/// Names as the programme typed them.
pub(crate) struct Names {
    pub(crate) programme: &'static str,
    pub(crate) service: &'static str,
    pub(crate) survey: &'static str,
    pub(crate) because: &'static str,
    pub(crate) prepared_by: &'static str,
}

pub(crate) const PLAIN: Names = Names {
    programme: "Queen's Park early years (example)",
    service: "Example toy library",
    survey: "How was today?",
    because: "The boiler broke",
    prepared_by: "Coordinator Ola (example)",
};

/// The return as the centre draws it up.
pub(crate) fn at_centre(names: &Names) -> WeeklyReturn {
    let pack =
        AreaPack::parse(include_bytes!("../../../../packs/queens-park/area.json")).expect("a valid pack");
    drawn(names, Some(&pack), Drawn::AtCentre)
}

/// The return as one device draws it up.
pub(crate) fn on_device(names: &Names) -> WeeklyReturn {
    drawn(names, None, Drawn::OnDevice)
}

fn drawn(names: &Names, pack: Option<&AreaPack>, drawn: Drawn) -> WeeklyReturn {
    let preparation = Preparation { prepared_by: line(names.prepared_by), drawn };
    let week = "2026-W47".parse().expect("a week");
    weekly(&Autumn::new().facts(names), pack, week, &preparation, &Parameters::default())
}

fn line<const MAX: usize>(text: &str) -> Line<MAX> {
    Line::new(text).expect("a line")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

const MONDAY: &str = "2026-11-16";

struct Autumn {
    last_id: u64,
}

impl Autumn {
    const fn new() -> Self {
        Self { last_id: 0 }
    }

    fn id(&mut self) -> EventId {
        self.last_id += 1;
        EventId::mint(self.last_id, [0; 10])
    }

    fn facts(mut self, names: &Names) -> Facts {
        let mut facts = empty(names);
        let children: Vec<PersonId> = (0..30).map(|nth| self.person(&mut facts, Role::Child, nth)).collect();
        let carers: Vec<PersonId> = (0..18).map(|nth| self.person(&mut facts, Role::Carer, nth)).collect();
        let venues: Vec<_> = (0..5).map(|_| self.id().into()).collect();
        for (at, venue) in venues.iter().enumerate() {
            let name = [
                "Example Hall",
                "Sample Library",
                "Mock Kitchen",
                "Specimen Nursery",
                "Pretend Health Centre",
            ][at];
            facts.venues.push(VenueFact { id: *venue, name: line(name) });
            let slot = Slot {
                venue: *venue,
                activity: Activity::DropIn,
                weekday: u8::try_from(at + 1).expect("a weekday"),
                starts: "09:30".parse().expect("a time"),
                ends: "11:30".parse().expect("a time"),
                valid_from: date("2026-09-01"),
                valid_to: None,
            };
            facts.slots.push(SlotFact { id: self.id().into(), slot });
        }
        let mut week = |monday: &str, children: &[PersonId], carers: &[PersonId], facts: &mut Facts| {
            let sessions = self.sessions(facts, monday, names);
            for (nth, person) in children.iter().chain(carers).enumerate() {
                let (session, on) = sessions[nth % 4];
                let attendee = Attendee::Person(*person);
                facts.attendances.push(AttendanceFact { id: self.id(), on, session, attendee });
            }
            sessions
        };
        week("2026-11-09", &children[..20], &carers[..10], &mut facts);
        let sessions = week(MONDAY, &children, &carers, &mut facts);
        for (band, count) in
            [(AnonymousBand::Adult, 7), (AnonymousBand::Child, 3), (AnonymousBand::UnderOne, 2)]
        {
            let (session, on) = sessions[0];
            let attendee = Attendee::Anonymous { band, count };
            facts.attendances.push(AttendanceFact { id: self.id(), on, session, attendee });
        }
        self.beside(&mut facts, names, &children);
        facts
    }

    /// A person in a family of one or two children and a carer, most with a postcode in the ward.
    fn person(&mut self, facts: &mut Facts, role: Role, nth: u32) -> PersonId {
        let id: PersonId = self.id().into();
        let said = Said { on: date("2026-09-07"), hlc: Hlc::default(), by: EventId::from(id) };
        let birth = date("2022-01-15") + Days::new(u64::from(nth) * 55);
        let postcode = match nth % 10 {
            7 => Some("HA0 1AB"),
            8 => None,
            _ => Some("W10 4HS"),
        };
        let is_child = role == Role::Child;
        facts.people.push(PersonFacts {
            id,
            records: vec![RecordFacts {
                id,
                certain: id,
                role,
                family: None,
                relation: None,
                births: is_child
                    .then(|| Asserted { value: birth.to_string().parse().ok(), said, stands: true })
                    .into_iter()
                    .collect(),
                postcodes: postcode
                    .map(|text| Asserted { value: Some(Private::new(line(text))), said, stands: true })
                    .into_iter()
                    .collect(),
                registrations: (is_child && !nth.is_multiple_of(3))
                    .then(|| RegistrationFact { id: self.id(), on: date("2026-10-01") })
                    .into_iter()
                    .collect(),
                disputed: Vec::new(),
            }],
        });
        id
    }

    /// The week's five drop-ins: four held, the one of Thursday called off.
    fn sessions(&mut self, facts: &mut Facts, monday: &str, names: &Names) -> Vec<(SessionId, NaiveDate)> {
        let mut held = Vec::new();
        for fact in facts.slots.clone() {
            let on = date(monday) + Days::new(u64::from(fact.slot.weekday) - 1);
            let is_off = fact.slot.weekday == 4;
            let id: SessionId = self.id().into();
            let status = if is_off { SessionStatus::Cancelled } else { SessionStatus::Held };
            let session = Session {
                venue: fact.slot.venue,
                slot: Some(fact.id),
                activity: Activity::DropIn,
                starts: fact.slot.starts,
                ends: fact.slot.ends,
                status,
                cancelled_because: is_off.then(|| line(names.because)),
                professionals: if fact.slot.weekday == 2 {
                    vec![Professional::HealthVisitor]
                } else {
                    Vec::new()
                },
            };
            facts.sessions.push(SessionFact { id, on, session });
            if !is_off {
                held.push((id, on));
            }
        }
        held
    }

    /// Five visits to families, eight signposts, twelve responses, shifts of three champions, phones.
    fn beside(&mut self, facts: &mut Facts, names: &Names, children: &[PersonId]) {
        let on = date(MONDAY);
        for (nth, outcome) in
            [VisitOutcome::Done; 3].into_iter().chain([VisitOutcome::NoAnswer; 2]).enumerate()
        {
            let people = if outcome == VisitOutcome::Done { vec![children[nth]] } else { Vec::new() };
            let visit = Visit {
                family: Some(self.id().into()),
                people,
                setting: Setting::Home,
                outcome,
                minutes: Some(40),
            };
            facts.visits.push(VisitFact { id: self.id(), on, visit });
        }
        let service: ServiceId = self.id().into();
        facts.services.push(ServiceFact { id: service, name: line(names.service), open_referral_id: None });
        for (nth, person) in children.iter().enumerate().take(8) {
            let listed =
                if nth < 7 { ServiceRef::Listed(service) } else { ServiceRef::Unlisted(line("A new group")) };
            let outcome = if nth < 2 { Outcome::Attended } else { Outcome::NotKnown };
            let signpost =
                Signpost { person: Some(*person), session: None, service: listed, need: None, outcome };
            facts.signposts.push(SignpostFact { id: self.id(), on, signpost });
        }
        let form = self.id().into();
        facts.forms.push(FormFact {
            id: form,
            key: line("welcome"),
            version: 1,
            title: line(names.survey),
            target: Some(500),
        });
        for _ in 0..12 {
            facts.responses.push(ResponseFact {
                id: self.id(),
                on,
                form,
                person: None,
                channel: Channel::FaceToFace,
            });
        }
        for minutes in [120, 120, 45] {
            let champion = self.id().into();
            facts.champions.push(ChampionFact { id: champion, since: date("2026-09-07"), cleared: true });
            let shift = Shift { champion, session: None, minutes: Some(minutes) };
            facts.shifts.push(ShiftFact { id: self.id(), on, shift });
        }
        self.phones(facts);
        facts.linkage.review.push(ReviewPair { left: children[0], right: children[1] });
    }

    /// Three phones, of which two closed the week.
    fn phones(&mut self, facts: &mut Facts) {
        let week = "2026-W47".parse().expect("a week");
        for nth in 0..3 {
            let id = self.id();
            let device = id.to_string().parse().expect("any UUID may be a device's");
            facts.devices.push(DeviceFact { id: device, issued_on: date("2026-09-01"), revoked_on: None });
            if nth < 2 {
                facts.week_closes.push(WeekCloseFact { id, device, week });
            }
        }
    }
}

fn empty(names: &Names) -> Facts {
    Facts {
        n: 482,
        as_of: date("2026-11-24"),
        authority: Some(Authority {
            name: line("An example council"),
            programme: line(names.programme),
            time_zone: line("Europe/London"),
            targets: Vec::new(),
            caseload_days: None,
        }),
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
        linkage: LinkageFacts {
            model: "exact-key-1".to_owned(),
            model_sha256: "00".repeat(32),
            measured: None,
            decisions: Vec::new(),
            review: Vec::new(),
        },
    }
}
