//! What the indicators count: columns that the book loads, at one position of the ledger.
//!
//! **Left out by the book**, so that no indicator has to remember it: records that are voided, events that are
//! erased, and whatever names a voided person (a visit keeps the people that are left; one that is left with
//! nobody goes too). An attendance whose *session* is voided or not yet known stays: that somebody came was said,
//! and which twin of the session stands does not unsay it.
//!
//! Each row is a record after its corrections (`domain::record::resolve`), with the id of the event that recorded
//! it, so that every figure can list what it counted. Each record stands once; rows may come in any order and no
//! answer depends on it.

mod linkage;
mod person;
mod reference;

pub use linkage::{DecisionFact, LinkageFacts, MeasuredLinkage, PER_MILLE, ReviewPair};
pub use person::{Asserted, PersonFacts, RecordFacts, RegistrationFact};
pub use reference::{ChampionFact, DeviceFact, FormFact, ServiceFact, SlotFact, VenueFact, WeekCloseFact};

use chrono::NaiveDate;
use domain::{
    Attendee, Channel, EventId, FormId, PersonId, Session, SessionId, Shift, Signpost, Visit,
    reference::Authority,
};

/// Everything that is counted. Dates are local calendar dates (`activity_date`), never instants.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The change number of the ledger up to which events are in; on a device the number of its own events.
    pub n: u64,
    /// The local day on which this was the state of things. Planned sessions after it are still to come.
    pub as_of: NaiveDate,
    /// The controller and its programme; none on a device that has not yet been told.
    pub authority: Option<Authority>,
    /// Resolved people: children and carers, each once.
    pub people: Vec<PersonFacts>,
    /// Every session record, held or cancelled, twins too.
    pub sessions: Vec<SessionFact>,
    /// Session records that were withdrawn. None is counted; they only tell which session somebody was ticked at,
    /// so that a twin withdrawn as a duplicate does not make two visits of one.
    pub withdrawn_sessions: Vec<SessionFact>,
    /// Every attendance, named and anonymous.
    pub attendances: Vec<AttendanceFact>,
    /// Every visit, whatever its outcome.
    pub visits: Vec<VisitFact>,
    /// Every signpost.
    pub signposts: Vec<SignpostFact>,
    /// Every survey response, without its answers.
    pub responses: Vec<ResponseFact>,
    /// Every shift.
    pub shifts: Vec<ShiftFact>,
    /// The timetable.
    pub slots: Vec<SlotFact>,
    /// Names of venues.
    pub venues: Vec<VenueFact>,
    /// Published forms.
    pub forms: Vec<FormFact>,
    /// Services of the directory.
    pub services: Vec<ServiceFact>,
    /// Volunteers.
    pub champions: Vec<ChampionFact>,
    /// Devices issued by the centre; on a device only itself.
    pub devices: Vec<DeviceFact>,
    /// Weeks that devices closed.
    pub week_closes: Vec<WeekCloseFact>,
    /// How records became people.
    pub linkage: LinkageFacts,
}

/// One session record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionFact {
    /// The session; also the event that recorded it.
    pub id: SessionId,
    /// The day it was held or cancelled.
    pub on: NaiveDate,
    /// What was recorded.
    pub session: Session,
}

/// One attendance record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceFact {
    /// The event that recorded it.
    pub id: EventId,
    /// The day they came.
    pub on: NaiveDate,
    /// The session record it was ticked on.
    pub session: SessionId,
    /// Who came. An anonymous entry amended to name a person stands here as that person only.
    pub attendee: Attendee,
}

/// One visit record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitFact {
    /// The event that recorded it.
    pub id: EventId,
    /// The day of the visit.
    pub on: NaiveDate,
    /// What was recorded.
    pub visit: Visit,
}

/// One signpost record, with its outcome as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignpostFact {
    /// The event that recorded it.
    pub id: EventId,
    /// The day somebody was told.
    pub on: NaiveDate,
    /// What was recorded.
    pub signpost: Signpost,
}

/// One survey response. What was answered is no matter of reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseFact {
    /// The event that recorded it.
    pub id: EventId,
    /// The day it was answered.
    pub on: NaiveDate,
    /// The version of the form that was answered.
    pub form: FormId,
    /// Who answered; none where it is anonymous.
    pub person: Option<PersonId>,
    /// How it was answered.
    pub channel: Channel,
}

/// One shift record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftFact {
    /// The event that recorded it.
    pub id: EventId,
    /// The day of the shift.
    pub on: NaiveDate,
    /// What was recorded.
    pub shift: Shift,
}
