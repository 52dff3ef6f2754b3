//! Somebody came to a session.

use domain::problem::ProblemCode;
use domain::{Attendance, Attendee, Fact, SessionId};
use wire::draft::AttendanceDraft;
use wire::{Code, Fault};

use crate::error::DeviceError;
use crate::known::Known;
use crate::typed::{id, maybe_id, problem};

/// Whoever came to a session came on its day. Ticked on another, they would be counted in a week in which nothing
/// was held.
pub(crate) fn fact(draft: &AttendanceDraft, known: &Known<'_>) -> Result<Fact, DeviceError> {
    let AttendanceDraft { session, person, anonymous, count } = draft;
    let session: SessionId = id("session", session)?;
    if let Some(on) = known.session_day(session)?.filter(|on| *on != known.date()) {
        let message = format!("date: this session was on {on}. Leave the date out, or name another session.");
        return Err(Fault::new(Code::DraftProblem, message).about("date").into());
    }
    let attendee = match (maybe_id("person", person.as_ref())?, anonymous) {
        (Some(_), Some(_)) => return Err(problem("anonymous", ProblemCode::Contradiction)),
        (None, None) => return Err(problem("person", ProblemCode::Required)),
        (Some(_), None) if count.is_some() => return Err(problem("count", ProblemCode::Contradiction)),
        (Some(person), None) => Attendee::Person(person),
        (None, Some(_))
            if count.is_some_and(|count| count == 0 || count > domain::attendance::ANONYMOUS_COUNT_MAX) =>
        {
            return Err(problem("count", ProblemCode::OutOfRange));
        }
        (None, Some(band)) => Attendee::Anonymous { band: (*band).into(), count: count.unwrap_or(1) },
    };
    Ok(Fact::Attendance(Attendance { session, attendee }))
}
