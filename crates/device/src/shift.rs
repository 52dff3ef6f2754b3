//! Time that the champion of this device gave.

use domain::{Fact, Shift};
use wire::draft::ShiftDraft;

use crate::error::DeviceError;
use crate::known::Known;
use crate::typed::maybe_id;

/// Always the device's own champion: nobody writes down another's hours.
pub(crate) fn fact(draft: &ShiftDraft, known: &Known<'_>) -> Result<Fact, DeviceError> {
    let ShiftDraft { session, minutes } = draft;
    Ok(Fact::Shift(Shift {
        champion: known.champion(),
        session: maybe_id("session", session.as_ref())?,
        minutes: *minutes,
    }))
}
