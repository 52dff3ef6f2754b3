//! Sessions as they took place: two champions who both opened one drop-in offline recorded it twice, and it is
//! one. Same venue, day, kind and start are the same session.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::{Activity, Line, Professional, SessionId, SessionStatus, SlotId, TimeOfDay, VenueId};

use crate::facts::SessionFact;

/// One session, with all records of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Occasion<'a> {
    /// The least id of its records.
    pub(crate) id: SessionId,
    /// Every record of it, by id.
    pub(crate) records: Vec<SessionId>,
    pub(crate) on: NaiveDate,
    pub(crate) venue: VenueId,
    pub(crate) activity: Activity,
    pub(crate) starts: TimeOfDay,
    /// Lines of the timetable that its records name.
    pub(crate) slots: BTreeSet<SlotId>,
    /// Held if any record says so: who was there outweighs who heard that it was off.
    pub(crate) held: bool,
    /// From the start to the latest end that a record of the held session, or of the cancelled one, has.
    pub(crate) minutes: u16,
    /// Why it was cancelled, each reason once; empty where it was held.
    pub(crate) because: BTreeSet<&'a Line>,
    /// Who was there by any record.
    pub(crate) professionals: BTreeSet<Professional>,
}

/// Puts records of one session together, in order of day, start, venue and kind.
pub(crate) fn occasions(sessions: &[SessionFact]) -> Vec<Occasion<'_>> {
    let mut groups: BTreeMap<_, Vec<&SessionFact>> = BTreeMap::new();
    for fact in sessions {
        groups.entry(natural_key(fact)).or_default().push(fact);
    }
    groups
        .into_iter()
        .filter_map(|((on, starts, venue, activity), facts)| {
            let held = facts.iter().any(|fact| fact.session.status == SessionStatus::Held);
            let status = if held { SessionStatus::Held } else { SessionStatus::Cancelled };
            let told = || facts.iter().filter(move |fact| fact.session.status == status);
            let records: BTreeSet<SessionId> = facts.iter().map(|fact| fact.id).collect();
            Some(Occasion {
                id: *records.first()?,
                on,
                venue,
                activity,
                starts,
                slots: facts.iter().filter_map(|fact| fact.session.slot).collect(),
                held,
                minutes: told().map(|fact| fact.session.minutes()).max().unwrap_or(0),
                because: told().filter_map(|fact| fact.session.cancelled_because.as_ref()).collect(),
                professionals: told().flat_map(|fact| fact.session.professionals.iter().copied()).collect(),
                records: records.into_iter().collect(),
            })
        })
        .collect()
}

/// Which session each record stands for. A withdrawn record stands for the one that its twins tell of, and several
/// withdrawn ones for one: who was ticked at any of them came once.
pub(crate) fn occasion_of(
    occasions: &[Occasion<'_>],
    withdrawn: &[SessionFact],
) -> HashMap<SessionId, SessionId> {
    let mut of: HashMap<SessionId, SessionId> = occasions
        .iter()
        .flat_map(|occasion| occasion.records.iter().map(|record| (*record, occasion.id)))
        .collect();
    let mut by_key: BTreeMap<NaturalKey, SessionId> = BTreeMap::new();
    for fact in withdrawn {
        let least = by_key.entry(natural_key(fact)).or_insert(fact.id);
        *least = (*least).min(fact.id);
    }
    let standing = |one: &Occasion<'_>| ((one.on, one.starts, one.venue, one.activity), one.id);
    by_key.extend(occasions.iter().map(standing));
    of.extend(withdrawn.iter().filter_map(|fact| Some((fact.id, *by_key.get(&natural_key(fact))?))));
    of
}

type NaturalKey = (NaiveDate, TimeOfDay, VenueId, Activity);

/// What two records of one session have in common.
const fn natural_key(fact: &SessionFact) -> NaturalKey {
    let SessionFact { id: _, on, session } = fact;
    (*on, session.starts, session.venue, session.activity)
}
