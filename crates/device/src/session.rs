//! A drop-in or group was held, or cancelled.

use domain::problem::ProblemCode;
use domain::reference::Slot;
use domain::{Fact, Session, SessionStatus};
use wire::draft::SessionDraft;

use crate::error::DeviceError;
use crate::known::Known;
use crate::typed::{as_set, id, line, maybe_id, needed, problem, read};

/// What the timetable says stands, where the draft does not say otherwise.
pub(crate) fn fact(draft: &SessionDraft, known: &Known<'_>) -> Result<Fact, DeviceError> {
    let SessionDraft { slot, venue, activity, starts, ends, status, cancelled_because, professionals } =
        draft;
    let slot = maybe_id("slot", slot.as_ref())?;
    let planned: Option<Slot> = slot.map(|slot| known.slot("slot", slot)).transpose()?;
    let planned = planned.as_ref();
    let typed_time =
        |field, typed: &Option<String>| typed.as_ref().map(|typed| read(field, typed)).transpose();
    let venue = venue.as_ref().map(|venue| id("venue", venue)).transpose()?;
    let starts = typed_time("starts", starts)?.or(planned.map(|slot| slot.starts));
    let ends = typed_time("ends", ends)?.or(planned.map(|slot| slot.ends));
    let activity = activity.map(Into::into).or(planned.map(|slot| slot.activity));
    let status: SessionStatus = status.map_or(SessionStatus::Held, Into::into);
    let cancelled_because = line("cancelled_because", cancelled_because.as_ref())?;
    if status == SessionStatus::Cancelled && !professionals.is_empty() {
        // Nobody was present at what did not take place.
        return Err(problem("professionals", ProblemCode::Contradiction));
    }
    Ok(Fact::Session(Session {
        venue: needed("venue", venue.or(planned.map(|slot| slot.venue)))?,
        slot,
        activity: needed("activity", activity)?,
        starts: needed("starts", starts)?,
        ends: needed("ends", ends)?,
        status,
        cancelled_because,
        professionals: as_set(professionals.iter().map(|present| (*present).into()).collect()),
    }))
}
