//! A programme: `doorstep-programme@1`. Things are named by keys of the file's own, and a key may stand for one thing
//! of its kind only, since an id is made from it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::person::Postcode;
use domain::reference::{Authority, Champion, Form, Service, Slot, Target, Team, Venue};
use domain::{Activity, AuthorityId, EventId, Fact, Line, TimeOfDay};
use serde::Deserialize;
use wire::Fault;

use super::wanted::Wanted;
use super::{ImportKind, Read, derived, refused};

/// What `format` says.
pub(super) const FORMAT: &str = "doorstep-programme@1";
/// The most entries of one kind: ten times the largest programme on record (50 champions) and to spare.
const ENTRIES_MAX: usize = 2_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Programme {
    #[serde(rename = "format")]
    _format: String,
    name: Line,
    time_zone: Line,
    #[serde(default)]
    targets: Vec<Target>,
    #[serde(default)]
    caseload_days: Option<u8>,
    teams: Vec<TeamEntry>,
    venues: Vec<VenueEntry>,
    slots: Vec<SlotEntry>,
    champions: Vec<ChampionEntry>,
    services: Vec<ServiceEntry>,
    forms: Vec<Form>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TeamEntry {
    key: Line,
    name: Line,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VenueEntry {
    key: Line,
    name: Line,
    postcode: Option<Postcode>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SlotEntry {
    key: Line,
    venue: Line,
    activity: Activity,
    weekday: u8,
    starts: TimeOfDay,
    ends: TimeOfDay,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChampionEntry {
    key: Line,
    name: Line,
    team: Line,
    venues: Vec<Line>,
    cleared: bool,
    /// Read so that a misspelt one is refused. Who leads a team becomes a matter of the desk's accounts.
    #[serde(rename = "roles")]
    _roles: Vec<Role>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Role {
    Champion,
    LeadChampion,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServiceEntry {
    key: Line,
    name: Line,
    need: Option<Line>,
    open_referral_id: Option<Line>,
}

/// Everything that the file states, in an order in which nothing is named before it is there.
pub(super) fn read(authority: AuthorityId, controller: &Line, json: &[u8]) -> Result<Read, Fault> {
    let Programme {
        _format,
        name,
        time_zone,
        targets,
        caseload_days,
        teams,
        venues,
        slots,
        champions,
        services,
        forms,
    } = serde_json::from_slice(json).map_err(|error| {
        // Serde names fields and the place, and with a closed list its words; never a person.
        refused(format!("This programme cannot be read: {error}."))
    })?;
    if time_zone.as_str().parse::<chrono_tz::Tz>().is_err() {
        return Err(refused("time_zone: this is not an IANA time zone such as Europe/London.".to_owned()));
    }
    if caseload_days.is_some_and(|days| !(14..=90).contains(&days)) {
        let message =
            "caseload_days: what a phone fetched of families stays for 14 to 90 days without contact.";
        return Err(refused(message.to_owned()));
    }
    let title = name.as_str().to_owned();
    let mut ids = Ids { authority, known: BTreeMap::new(), wanted: Vec::new() };
    let head = Authority { name: controller.clone(), programme: name, time_zone, targets, caseload_days };
    ids.state("authority", "authority", Fact::Authority(head))?;
    for TeamEntry { key, name } in teams {
        ids.state("team", key.as_str(), Fact::Team(Team { name }))?;
    }
    for VenueEntry { key, name, postcode } in venues {
        ids.state("venue", key.as_str(), Fact::Venue(Venue { name, postcode }))?;
    }
    for SlotEntry { key, venue, activity, weekday, starts, ends, valid_from, valid_to } in slots {
        let venue = ids.named("venue", &venue)?.into();
        let slot = Slot { venue, activity, weekday, starts, ends, valid_from, valid_to };
        ids.state("slot", key.as_str(), Fact::Slot(slot))?;
    }
    for ChampionEntry { key, name, team, venues, cleared, _roles } in champions {
        let team = ids.named("team", &team)?.into();
        let mut at = venues
            .iter()
            .map(|key| ids.named("venue", key).map(Into::into))
            .collect::<Result<Vec<_>, _>>()?;
        at.sort_unstable();
        at.dedup();
        ids.state("champion", key.as_str(), Fact::Champion(Champion { name, team, venues: at, cleared }))?;
    }
    for ServiceEntry { key, name, need, open_referral_id } in services {
        ids.state("service", key.as_str(), Fact::Service(Service { name, need, open_referral_id }))?;
    }
    for form in forms {
        let key = format!("{}@{}", form.key, form.version);
        ids.state("form", &key, Fact::Form(form))?;
    }
    Ok(Read { kind: ImportKind::Programme, name: title, wanted: ids.wanted, blobs: Vec::new() })
}

/// Keys of the file, and the ids made from them.
struct Ids {
    authority: AuthorityId,
    known: BTreeMap<(&'static str, String), EventId>,
    wanted: Vec<Wanted>,
}

impl Ids {
    fn state(&mut self, kind: &'static str, key: &str, fact: Fact) -> Result<(), Fault> {
        fact.check().map_err(|problem| refused(format!("{kind} {key:?}: {problem}.")))?;
        let id = derived::id(self.authority, kind, key);
        if self.known.insert((kind, key.to_owned()), id).is_some() {
            return Err(refused(format!("The key {key:?} stands for two things of the kind {kind}.")));
        }
        if self.known.len() > ENTRIES_MAX {
            return Err(refused(format!("There are more than {ENTRIES_MAX} entries in this programme.")));
        }
        self.wanted.push(Wanted { id, fact });
        Ok(())
    }

    fn named(&self, kind: &'static str, key: &Line) -> Result<EventId, Fault> {
        let known = self.known.get(&(kind, key.as_str().to_owned()));
        known.copied().ok_or_else(|| {
            refused(format!("There is no {kind} with the key {:?} in this file.", key.as_str()))
        })
    }
}
