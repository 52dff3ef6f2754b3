//! A visit to a family.

use domain::{Fact, PersonId, Setting, Visit};
use wire::draft::VisitDraft;
use wire::{Code, Fault};

use crate::error::DeviceError;
use crate::known::Known;
use crate::typed::{as_set, id, maybe_id};

/// Who is known to have no clearance cannot record a visit to a home (security.md: they are given none). Where
/// nothing is known of them yet it is taken: what happened is not made undone by refusing to write it down.
pub(crate) fn fact(draft: &VisitDraft, known: &Known<'_>) -> Result<Fact, DeviceError> {
    let VisitDraft { family, people, setting, outcome, minutes } = draft;
    let setting = setting.map_or(Setting::Home, Into::into);
    if setting == Setting::Home && known.is_cleared()? == Some(false) {
        return Err(Fault::new(
            Code::NotPermitted,
            "Home visits need a clearance that is not on record for you. Ask your coordinator.",
        )
        .about("setting")
        .into());
    }
    let people: Vec<PersonId> = people.iter().map(|person| id("people", person)).collect::<Result<_, _>>()?;
    Ok(Fact::Visit(Visit {
        family: maybe_id("family", family.as_ref())?,
        people: as_set(people),
        setting,
        outcome: (*outcome).into(),
        minutes: *minutes,
    }))
}
