//! The rules of what community champions record.
//!
//! Everything that happened is an event: recorded once, never edited, only amended or voided by a later
//! event. This crate says what an event is, how it is hashed and chained, which facts it may carry, and what
//! a record amounts to after all its corrections. It has no IO, reads no clock, no random source and no
//! environment, and knows no SQL: time, ids and randomness come in as arguments.

pub mod attendance;
pub mod birth;
pub mod chain;
pub mod correction;
pub mod enquiry;
pub mod event;
pub mod fact;
pub mod family;
pub mod hlc;
pub mod ids;
pub mod link;
pub mod period;
pub mod person;
pub mod private;
pub mod problem;
pub mod record;
pub mod reference;
pub mod registration;
pub mod response;
pub mod session;
pub mod sharing;
pub mod shift;
pub mod signpost;
pub mod text;
pub mod time_of_day;
pub mod visit;
pub mod week;
#[cfg(feature = "zoo")]
pub mod zoo;

pub use attendance::{AnonymousBand, Attendance, Attendee};
pub use birth::Birth;
pub use chain::Head;
pub use enquiry::{Enquiry, EnquiryAnswer, Opinion};
pub use event::{Actor, Body, Event, Recorded, Salt};
pub use fact::Fact;
pub use family::Family;
pub use hlc::Hlc;
pub use ids::*;
pub use link::{Linked, Unlinked, Verdict};
pub use period::{IsoWeek, Period};
pub use person::{Person, Relation, Role};
pub use private::Private;
pub use problem::Problem;
pub use registration::Registration;
pub use response::{Answer, AnswerValue, Channel, Response};
pub use session::{Activity, Professional, Session, SessionStatus};
pub use sharing::{
    Agreement, BirthList, BirthListMode, BirthListRun, ClosedBecause, ContactMade, FollowUp, FollowUpStep,
};
pub use shift::Shift;
pub use signpost::{Outcome, ServiceRef, Signpost};
pub use text::{Line, Name};
pub use time_of_day::TimeOfDay;
pub use visit::{Setting, Visit, VisitOutcome};
pub use week::WeekClosed;

/// Whether this build can be told to break its rules; only the simulator's is.
pub const HAS_ZOO: bool = cfg!(feature = "zoo");

/// Whether the named bug of the zoo is loose: never, but in the simulator.
#[cfg(feature = "zoo")]
#[macro_export]
macro_rules! bug {
    ($name:ident) => {
        $crate::zoo::is($crate::zoo::Bug::$name)
    };
}

/// Whether the named bug of the zoo is loose: never, but in the simulator.
#[cfg(not(feature = "zoo"))]
#[macro_export]
macro_rules! bug {
    ($name:ident) => {
        false
    };
}
