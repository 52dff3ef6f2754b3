//! The registry of facts: every type of event, its name with its version, and its payload. Append-only: a
//! shipped type is never changed or taken out; a changed shape is the next version beside it.

use serde_json::Value;
use uuid::Uuid;

use crate::correction::{Accepted, Amended, Erased, Reinstated, Voided};
use crate::enquiry::{Enquiry, EnquiryAnswer};
use crate::ids::EventId;
use crate::link::{Linked, Unlinked};
use crate::problem::{Problem, ProblemCode};
use crate::reference::{
    AreaAdopted, Authority, Champion, Form, ModelAdopted, ReturnFrozen, Service, Slot, Team, Venue,
};
use crate::sharing::{Agreement, BirthList, BirthListRun, FollowUp};
use crate::{
    attendance::Attendance, family::Family, person::Person, registration::Registration, response::Response,
    session::Session, shift::Shift, signpost::Signpost, visit::Visit, week::WeekClosed,
};

macro_rules! facts {
    ($($(#[doc = $doc:literal])+ $variant:ident($payload:ty) = $kind:literal;)+) => {
        /// What an event states. One variant per type and version.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Fact {
            $($(#[doc = $doc])+ $variant($payload),)+
        }

        /// The names of all types known to this version, in the order of the registry.
        pub const KINDS: &[&str] = &[$($kind),+];

        impl Fact {
            /// Its name and version, as in `attendance.recorded@1`.
            #[must_use]
            pub const fn kind(&self) -> &'static str {
                match self { $(Self::$variant(_) => $kind,)+ }
            }

            /// Its payload as JSON.
            #[must_use]
            pub fn payload(&self) -> Value {
                let json = match self { $(Self::$variant(payload) => serde_json::to_value(payload),)+ };
                json.expect("payloads have text keys and finite numbers only")
            }

            /// Reads a payload of this type and checks every rule on it.
            ///
            /// # Errors
            /// `UnknownType` for another type or version, `Malformed` for another shape, or the rule broken.
            pub fn parse(kind: &str, payload: &Value) -> Result<Self, Problem> {
                let malformed = |_| Problem::new("payload", ProblemCode::Malformed);
                let fact = match kind {
                    $($kind => Self::$variant(serde::Deserialize::deserialize(payload).map_err(malformed)?),)+
                    _ => return Err(Problem::new("type", ProblemCode::UnknownType)),
                };
                fact.check()?;
                Ok(fact)
            }

            /// Checks the rules between its fields; each field's own rules are in its type.
            ///
            /// # Errors
            /// The first rule broken.
            pub fn check(&self) -> Result<(), Problem> {
                match self { $(Self::$variant(payload) => payload.check(),)+ }
            }

            /// The records it is about, sorted and without repeats.
            #[must_use]
            pub fn subjects(&self) -> Vec<Uuid> {
                let mut subjects = match self { $(Self::$variant(payload) => payload.subjects(),)+ };
                subjects.sort_unstable();
                subjects.dedup();
                subjects
            }
        }
    };
}

facts! {
    /// What another controller shares, and until when.
    Agreement(Agreement) = "agreement.recorded@1";
    /// The centre took these postcodes, denominators and areas into use.
    AreaAdopted(AreaAdopted) = "area.adopted@1";
    /// Somebody came to a session, by name or as one of a number.
    Attendance(Attendance) = "attendance.recorded@1";
    /// The controller's own name, programme and time zone.
    Authority(Authority) = "authority.recorded@1";
    /// A birth list was taken in.
    BirthList(BirthList) = "birth_list.imported@1";
    /// A birth list was compared with the children on record.
    BirthListRun(BirthListRun) = "birth_list.matched@1";
    /// A volunteer, their team and what they may do.
    Champion(Champion) = "champion.recorded@1";
    /// A champion said what they know about two records.
    EnquiryAnswer(EnquiryAnswer) = "enquiry.answered@1";
    /// A coordinator asked a champion about two records.
    Enquiry(Enquiry) = "enquiry.made@1";
    /// A household.
    Family(Family) = "family.recorded@1";
    /// Something was done about a child not yet seen.
    FollowUp(FollowUp) = "follow_up.recorded@1";
    /// A published version of a survey form.
    Form(Form) = "form.published@1";
    /// The centre took this model of linkage into use.
    ModelAdopted(ModelAdopted) = "linkage_model.adopted@1";
    /// A person decided about a pair of people.
    Linked(Linked) = "people.linked@1";
    /// Such a decision taken back.
    Unlinked(Unlinked) = "people.unlinked@1";
    /// A child or an adult.
    Person(Person) = "person.recorded@1";
    /// What a device sent after its access was ended, taken after all.
    Accepted(Accepted) = "record.accepted@1";
    /// Some fields of a record said otherwise.
    Amended(Amended) = "record.amended@1";
    /// Records erased at a family's request or by the retention rules.
    Erased(Erased) = "record.erased@1";
    /// A withdrawal taken back.
    Reinstated(Reinstated) = "record.reinstated@1";
    /// A record or a correction withdrawn.
    Voided(Voided) = "record.voided@1";
    /// A registration form filled in for a person.
    Registration(Registration) = "registration.recorded@1";
    /// Somebody answered a survey.
    Response(Response) = "response.recorded@1";
    /// A weekly return was frozen at the centre.
    ReturnFrozen(ReturnFrozen) = "return.frozen@1";
    /// A service that families are told about.
    Service(Service) = "service.recorded@1";
    /// A drop-in or group was held or cancelled.
    Session(Session) = "session.recorded@1";
    /// A champion gave time.
    Shift(Shift) = "shift.recorded@1";
    /// A family was told about a service.
    Signpost(Signpost) = "signpost.recorded@1";
    /// A line of the weekly timetable.
    Slot(Slot) = "slot.recorded@1";
    /// A group of champions.
    Team(Team) = "team.recorded@1";
    /// A place where sessions are held.
    Venue(Venue) = "venue.recorded@1";
    /// A visit to a family.
    Visit(Visit) = "visit.recorded@1";
    /// A device says that a week is complete on it.
    WeekClosed(WeekClosed) = "week.closed@1";
}

impl Fact {
    /// The event that it corrects, withdraws, reinstates or unlinks; none where it stands for itself.
    #[must_use]
    pub const fn of(&self) -> Option<EventId> {
        match self {
            Self::Amended(fact) => Some(fact.of),
            Self::Voided(fact) => Some(fact.of),
            Self::Reinstated(fact) => Some(fact.of),
            Self::Unlinked(fact) => Some(fact.of),
            Self::Accepted(_)
            | Self::Agreement(_)
            | Self::AreaAdopted(_)
            | Self::Attendance(_)
            | Self::Authority(_)
            | Self::BirthList(_)
            | Self::BirthListRun(_)
            | Self::Champion(_)
            | Self::Enquiry(_)
            | Self::EnquiryAnswer(_)
            | Self::Family(_)
            | Self::FollowUp(_)
            | Self::Form(_)
            | Self::Linked(_)
            | Self::ModelAdopted(_)
            | Self::Person(_)
            | Self::Erased(_)
            | Self::Registration(_)
            | Self::Response(_)
            | Self::ReturnFrozen(_)
            | Self::Service(_)
            | Self::Session(_)
            | Self::Shift(_)
            | Self::Signpost(_)
            | Self::Slot(_)
            | Self::Team(_)
            | Self::Venue(_)
            | Self::Visit(_)
            | Self::WeekClosed(_) => None,
        }
    }
}
