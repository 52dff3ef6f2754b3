//! A household.

use domain::{Fact, Family};
use wire::draft::FamilyDraft;

use crate::error::DeviceError;
use crate::typed::name;

pub(crate) fn fact(draft: &FamilyDraft) -> Result<Fact, DeviceError> {
    let FamilyDraft { label } = draft;
    Ok(Fact::Family(Family { label: name("label", label.as_ref())? }))
}
