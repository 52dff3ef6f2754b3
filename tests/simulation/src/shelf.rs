//! A node's book, small: records as `domain::record::resolve` has them, who may see whom, and who is counted.
//!
//! It stands in for the SQLite book, which has properties of its own (`crates/book/tests`): here it is what makes the
//! meaning of a lost, doubled or resurrected event visible.

use std::collections::{BTreeMap, BTreeSet};

use std::sync::Arc;

use domain::record::{Correction, Original, Said, What, resolve};
use domain::{Actor, Attendee, ChampionId, Event, EventId, Fact, bug};

/// A record as it stands.
#[derive(Debug, Clone)]
pub struct Record {
    /// What it says.
    pub fact: Fact,
    /// It is withdrawn.
    pub voided: bool,
    /// When anything was last said of it.
    pub n: u64,
    /// Who recorded it.
    pub by: Actor,
    /// What is shown of it.
    pub says: String,
}

/// A book.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// The change number that it has come to.
    pub n: u64,
    /// Erased for ever.
    pub erased: BTreeSet<EventId>,
    entries: BTreeMap<EventId, (u64, Arc<Event>, Option<EventId>)>,
    /// What says that it corrects an event.
    of: BTreeMap<EventId, Vec<EventId>>,
    records: BTreeMap<EventId, Record>,
}

impl Shelf {
    /// Takes an event in.
    pub fn apply(&mut self, n: u64, event: &Arc<Event>) {
        self.n = self.n.max(n);
        let id = event.id;
        let Ok(fact) = event.body.fact() else { return };
        if let Fact::Erased(gone) = &fact {
            for id in &gone.of {
                self.erase(*id);
            }
        }
        if self.erased.contains(&id) || self.entries.contains_key(&id) {
            return;
        }
        self.entries.insert(id, (n, Arc::clone(event), fact.of()));
        if let Some(of) = fact.of() {
            self.of.entry(of).or_default().push(id);
        }
        if let Some(root) = self.root(id) {
            self.work_out(root);
        }
    }

    /// Erases an event and every trace of it.
    pub fn erase(&mut self, id: EventId) {
        self.erased.insert(id);
        let root = self.root(id);
        self.entries.remove(&id);
        self.records.remove(&id);
        if let Some(root) = root.filter(|root| *root != id) {
            self.work_out(root);
        }
    }

    /// The record that an event comes down to; none where something on the way is not known yet.
    fn root(&self, mut id: EventId) -> Option<EventId> {
        for _ in 0..64 {
            match self.entries.get(&id)?.2 {
                Some(of) => id = of,
                None => return Some(id),
            }
        }
        None
    }

    fn work_out(&mut self, root: EventId) {
        let Some((n, event, _)) = self.entries.get(&root) else { return };
        let said = |event: &Event| Said { on: event.body.activity_date, hlc: event.body.hlc, by: event.id };
        let original = Original {
            said: said(event),
            kind: event.body.kind.clone(),
            payload: event.body.payload.clone(),
        };
        let (mut latest, mut corrections, mut next) = (*n, Vec::new(), vec![root]);
        while let Some(id) = next.pop() {
            for child in self.of.get(&id).into_iter().flatten() {
                let Some((n, event, _)) = self.entries.get(child) else { continue };
                latest = latest.max(*n);
                next.push(*child);
                let what = match event.body.fact() {
                    Ok(Fact::Amended(fact)) => What::Amends { seen: fact.seen, fields: fact.fields },
                    Ok(Fact::Voided(fact)) => What::Voids(fact.of),
                    Ok(Fact::Reinstated(fact)) => What::Reinstates(fact.of),
                    Ok(Fact::Unlinked(fact)) => What::Voids(fact.of),
                    Ok(_) | Err(_) => continue,
                };
                corrections.push(Correction { said: said(event), what });
            }
        }
        if let Ok(resolved) = resolve(&original, &corrections) {
            let by = event.body.actor;
            let says = resolved.fact.payload().to_string();
            let record = Record { fact: resolved.fact, voided: resolved.voided, n: latest, by, says };
            self.records.insert(root, record);
        }
    }

    /// A record.
    #[must_use]
    pub fn record(&self, id: EventId) -> Option<&Record> {
        self.records.get(&id)
    }

    fn stands(&self, id: EventId) -> bool {
        self.records.get(&id).is_some_and(|record| !record.voided)
    }

    fn standing(&self) -> impl Iterator<Item = (&EventId, &Record)> {
        self.records.iter().filter(|(_, record)| !record.voided)
    }

    /// The venues of a champion, and the change number of the word on it.
    #[must_use]
    pub fn venues(&self, champion: ChampionId) -> Option<(BTreeSet<EventId>, u64)> {
        let mut found = None;
        for record in self.records.values() {
            if let Fact::Champion(fact) = &record.fact
                && fact.name.as_str() == champion.to_string()
                && found.as_ref().is_none_or(|(_, n)| *n < record.n)
            {
                found = Some((fact.venues.iter().map(|venue| EventId::from(*venue)).collect(), record.n));
            }
        }
        found
    }

    /// Who is in a champion's scope, with the number at which each came into it or last changed, and what is shown.
    #[must_use]
    pub fn scope(&self, champion: ChampionId) -> BTreeMap<EventId, (u64, String)> {
        let Some((venues, _)) = self.venues(champion) else { return BTreeMap::new() };
        let mut open: BTreeMap<EventId, u64> = BTreeMap::new();
        let mut way = |person: EventId, n: u64| {
            open.entry(person).and_modify(|before| *before = n.min(*before)).or_insert(n);
        };
        for (id, record) in self.standing() {
            match &record.fact {
                Fact::Person(_) if record.by == Actor::Champion(champion) => way(*id, record.n),
                Fact::Attendance(came) => {
                    let session =
                        self.records.get(&EventId::from(came.session)).filter(|session| !session.voided);
                    if let (Some(Record { fact: Fact::Session(held), n, .. }), Attendee::Person(person)) =
                        (session, came.attendee)
                        && venues.contains(&EventId::from(held.venue))
                    {
                        way(person.into(), record.n.max(*n));
                    }
                }
                _ => {}
            }
        }
        let shown = |(person, since): (EventId, u64)| {
            let record = self.records.get(&person).filter(|record| !record.voided)?;
            let Fact::Person(_) = &record.fact else { return None };
            Some((person, (record.n.max(since), record.says.clone())))
        };
        open.into_iter().filter_map(shown).collect()
    }

    /// Which people changed after a number, whether or not they are in anybody's scope.
    #[must_use]
    pub fn people_changed(&self, after: u64) -> BTreeSet<EventId> {
        let mut changed = BTreeSet::new();
        let sessions: BTreeSet<EventId> = self
            .records
            .iter()
            .filter(|(_, record)| record.n > after && matches!(record.fact, Fact::Session(_)))
            .map(|(id, _)| *id)
            .collect();
        for (id, record) in &self.records {
            match &record.fact {
                Fact::Person(_) if record.n > after => {
                    changed.insert(*id);
                }
                Fact::Attendance(came) if record.n > after || sessions.contains(&came.session.into()) => {
                    if let Attendee::Person(person) = came.attendee {
                        changed.insert(person.into());
                    }
                }
                _ => {}
            }
        }
        changed
    }

    /// Reach: how many children came at least once, each counted once.
    #[must_use]
    pub fn reached(&self) -> usize {
        let mut leader: BTreeMap<EventId, EventId> = BTreeMap::new();
        fn find(leader: &BTreeMap<EventId, EventId>, mut id: EventId) -> EventId {
            while let Some(next) = leader.get(&id) {
                id = *next;
            }
            id
        }
        let unlinked: BTreeSet<_> =
            self.records.values().filter(|record| record.voided).filter_map(pair).collect();
        for (_, record) in self.standing() {
            let Some((left, right)) = pair(record) else { continue };
            if !self.stands(left) || !self.stands(right) {
                continue;
            }
            if bug!(UnlinkForEver) && unlinked.contains(&(left, right)) {
                continue;
            }
            let (left, right) = (find(&leader, left), find(&leader, right));
            if left != right {
                leader.insert(left.max(right), left.min(right));
            }
        }
        let mut reached = BTreeSet::new();
        for (_, record) in self.standing() {
            let Fact::Attendance(came) = &record.fact else { continue };
            let Attendee::Person(person) = came.attendee else { continue };
            if self.stands(came.session.into()) && self.stands(person.into()) {
                reached.insert(find(&leader, person.into()));
            }
        }
        reached.len()
    }
}

fn pair(record: &Record) -> Option<(EventId, EventId)> {
    match &record.fact {
        Fact::Linked(link) => Some((link.left.into(), link.right.into())),
        _ => None,
    }
}
