//! A family was told about a service.

use domain::problem::ProblemCode;
use domain::{Fact, Outcome, ServiceRef, Signpost};
use wire::draft::SignpostDraft;

use crate::error::DeviceError;
use crate::typed::{line, maybe_id, problem};

pub(crate) fn fact(draft: &SignpostDraft) -> Result<Fact, DeviceError> {
    let SignpostDraft { person, session, service, service_name, need, outcome } = draft;
    let service = match (maybe_id("service", service.as_ref())?, line("service_name", service_name.as_ref())?)
    {
        (Some(_), Some(_)) => return Err(problem("service_name", ProblemCode::Contradiction)),
        (None, None) => return Err(problem("service", ProblemCode::Required)),
        (Some(service), None) => ServiceRef::Listed(service),
        (None, Some(name)) => ServiceRef::Unlisted(name),
    };
    Ok(Fact::Signpost(Signpost {
        person: maybe_id("person", person.as_ref())?,
        session: maybe_id("session", session.as_ref())?,
        service,
        need: line("need", need.as_ref())?,
        outcome: outcome.map_or(Outcome::NotKnown, Into::into),
    }))
}
