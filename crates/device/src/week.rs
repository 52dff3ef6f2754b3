//! The week is complete on this device.

use domain::problem::ProblemCode;
use domain::{Fact, IsoWeek, WeekClosed};
use wire::draft::CloseWeekDraft;

use crate::error::DeviceError;
use crate::known::Known;
use crate::typed::{problem, read};

/// The promise goes through the last event recorded before it. A week that has not begun cannot be complete.
pub(crate) fn fact(draft: &CloseWeekDraft, known: &Known<'_>) -> Result<Fact, DeviceError> {
    let CloseWeekDraft { week } = draft;
    let week: IsoWeek = read("week", week)?;
    if week.period().first > known.date() {
        return Err(problem("week", ProblemCode::OutOfRange));
    }
    Ok(Fact::WeekClosed(WeekClosed { week, through_seq: known.head_seq() }))
}
