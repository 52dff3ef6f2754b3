//! Somebody came to a session.

use domain::problem::ProblemCode;
use domain::{Attendance, Attendee, Fact};
use wire::draft::AttendanceDraft;

use crate::error::DeviceError;
use crate::typed::{id, maybe_id, problem};

pub(crate) fn fact(draft: &AttendanceDraft) -> Result<Fact, DeviceError> {
    let AttendanceDraft { session, person, anonymous, count } = draft;
    let session = id("session", session)?;
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
