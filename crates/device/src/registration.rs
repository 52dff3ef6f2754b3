//! A registration form was filled in for a person.

use domain::{Fact, Registration};
use wire::draft::RegistrationDraft;

use crate::error::DeviceError;
use crate::typed::id;

pub(crate) fn fact(draft: &RegistrationDraft) -> Result<Fact, DeviceError> {
    let RegistrationDraft { person } = draft;
    Ok(Fact::Registration(Registration { person: id("person", person)? }))
}
