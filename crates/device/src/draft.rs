//! A draft becomes a fact: each kind in the file that is named after it, then the rules that all share.

use domain::Fact;
use domain::problem::ProblemCode;
use wire::draft::Draft;

use crate::error::DeviceError;
use crate::known::Known;
use crate::typed::problem;
use crate::{
    attendance, correction, enquiry, family, person, reference, registration, response, session, shift,
    signpost, visit, week,
};

/// The fact that a draft states, every rule checked and everything it names known on this device.
pub(crate) fn fact(draft: &Draft, known: &Known<'_>) -> Result<Fact, DeviceError> {
    let fact = match draft {
        Draft::Attendance(draft) => attendance::fact(draft, known)?,
        Draft::Session(draft) => session::fact(draft, known)?,
        Draft::Family(draft) => family::fact(draft)?,
        Draft::Person(draft) => person::fact(draft)?,
        Draft::Registration(draft) => registration::fact(draft)?,
        Draft::Visit(draft) => visit::fact(draft, known)?,
        Draft::Signpost(draft) => signpost::fact(draft)?,
        Draft::Response(draft) => response::fact(draft, known)?,
        Draft::Shift(draft) => shift::fact(draft, known)?,
        Draft::Amend(draft) => correction::amend(draft, known)?,
        Draft::Void(draft) => correction::void(draft, known)?,
        Draft::Reinstate(draft) => correction::reinstate(draft, known)?,
        Draft::CloseWeek(draft) => week::fact(draft, known)?,
        Draft::EnquiryAnswer(draft) => enquiry::fact(draft, known)?,
    };
    fact.check().map_err(|problem| DeviceError::Refused(problem.into()))?;
    if let Fact::Person(person) = &fact
        && !person::is_born(person, known.date())
    {
        return Err(problem("birth", ProblemCode::OutOfRange));
    }
    reference::check(&fact, known)?;
    Ok(fact)
}
