//! Events into the book, in any order, batch size and number of times.
//!
//! Each event is kept, then every record that it concerns is worked out anew from all that is known about it
//! (`domain::record::resolve`). That is what makes the result a function of the set of events.

mod accept;
mod erase;
mod rewrite;
mod settle;

use std::collections::{BTreeMap, BTreeSet};

use domain::problem::ProblemCode;
use domain::{Actor, EventId, Fact, Problem};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::column::{self, Id};
use crate::entry::{self, Entry, Known, Standing};
use crate::error::BookError;
use crate::kind::Kind;
use crate::schema;

/// How many prepared statements a connection keeps. There is one per noun and step on the way in, more than the 16
/// that rusqlite keeps by itself: with those most would be prepared anew for each event.
const STATEMENTS_CACHED: usize = 128;

/// What a batch changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// Records worked out anew, in order of id.
    pub touched: Vec<(Kind, Uuid)>,
    /// Events newly kept aside, with the reason.
    pub quarantined: Vec<(EventId, Problem)>,
    /// Corrections in this batch of something that is not known yet: kept, and applied when it arrives.
    pub waiting: Vec<EventId>,
}

/// Takes events into the book, in a transaction of the caller's. What the book says afterwards depends only on the set of
/// all events ever taken in.
///
/// # Errors
/// Only where the tables cannot be used; a bad event is quarantined, and blocks nothing.
pub fn apply(transaction: &Connection, entries: &[Entry]) -> Result<Applied, BookError> {
    let mut batch = Batch::within(transaction)?;
    for entry in entries {
        batch.take(entry)?;
    }
    if let Some(head) = entries.iter().map(|entry| entry.n).max() {
        schema::advance(transaction, head)?;
    }
    batch.finish()
}

/// Erases on the word of the centre, where the erasing event itself is not at hand: a device learns of it by pull.
///
/// # Errors
/// As [`apply`].
pub fn erase(transaction: &Connection, ids: &[EventId], n: u64) -> Result<Applied, BookError> {
    let mut batch = Batch::within(transaction)?;
    for id in ids {
        batch.erase(*id, n)?;
    }
    batch.finish()
}

/// Keeps events that a device sent after its access was ended. What a coordinator accepted of them, or accepts later, is taken
/// in like any other event, and counts from the change number at which it was both here and accepted.
///
/// # Errors
/// As [`apply`].
pub fn hold(transaction: &Connection, entries: &[Entry]) -> Result<Applied, BookError> {
    let mut batch = Batch::within(transaction)?;
    for entry in entries {
        batch.hold(entry)?;
    }
    batch.finish()
}

/// Works records out anew after what was pulled about them changed.
pub(crate) fn again(transaction: &Connection, records: &BTreeSet<Uuid>) -> Result<(), BookError> {
    let mut quarantined = Vec::new();
    for record in records {
        rewrite::again(transaction, *record, &mut quarantined)?;
    }
    Ok(())
}

/// A batch on its way in.
struct Batch<'a> {
    tx: &'a Connection,
    /// Records begun in this batch that nothing else is known about: no need to read them back.
    fresh: BTreeMap<Uuid, (&'a Entry, Fact)>,
    /// Records to be worked out anew.
    touched: BTreeSet<Uuid>,
    /// Corrections taken in.
    arrived: Vec<EventId>,
    applied: Applied,
}

impl<'a> Batch<'a> {
    fn within(tx: &'a Connection) -> Result<Self, BookError> {
        BookError::unless_within(tx)?;
        tx.set_prepared_statement_cache_capacity(STATEMENTS_CACHED);
        let (fresh, touched) = (BTreeMap::new(), BTreeSet::new());
        Ok(Self { tx, fresh, touched, arrived: Vec::new(), applied: Applied::default() })
    }

    fn take(&mut self, entry: &'a Entry) -> Result<(), BookError> {
        let id = entry.event.id;
        let fact = readable(&entry.event);
        // Before anything else, even where this event is itself erased: erased beats all, for ever.
        match &fact {
            Ok(Fact::Erased(erased)) => {
                for gone in &erased.of {
                    self.erase(*gone, entry.n)?;
                }
            }
            Ok(Fact::Accepted(accepted)) => self.accept(accepted, entry.n)?,
            Ok(_) | Err(_) => {}
        }
        if erase::is_erased(self.tx, id)? {
            return Ok(());
        }
        let of = fact.as_ref().ok().and_then(Fact::of);
        self.place(entry, of, fact, Some(entry))
    }

    /// Puts an event where it belongs. `kept` is the same entry where it outlives the batch, so that a record it begins need
    /// not be read back.
    fn place(
        &mut self,
        entry: &Entry,
        of: Option<EventId>,
        fact: Result<Fact, Problem>,
        kept: Option<&'a Entry>,
    ) -> Result<(), BookError> {
        let (id, hash) = (entry.event.id, entry.body_hash);
        let known = entry::known(self.tx, id)?;
        if let Some(same) = known.iter().find(|known| known.hash == hash) {
            return self.seen_again(entry, same);
        }
        if let Some(of) = of
            && erase::is_beyond(self.tx, of)?
        {
            return self.place_moot(entry, Some(of), &known);
        }
        if !known.is_empty() {
            self.conflict(id, &known)?;
            entry::insert(self.tx, entry, of, None, Standing::Quarantined)?;
            self.touch_upward(id)?;
            return self.keep_aside(id, &hash, two_bodies());
        }
        match fact {
            Err(problem) => {
                entry::insert(self.tx, entry, None, None, Standing::Quarantined)?;
                self.keep_aside(id, &hash, problem)
            }
            Ok(Fact::Erased(_)) => entry::insert(self.tx, entry, None, None, Standing::Erasure),
            Ok(Fact::Accepted(_)) => entry::insert(self.tx, entry, None, None, Standing::Acceptance),
            Ok(fact) => match of {
                None => {
                    entry::insert(self.tx, entry, None, None, Standing::Record)?;
                    if let Some(entry) = kept {
                        self.fresh.insert(id.uuid(), (entry, fact));
                    }
                    self.touched.insert(id.uuid());
                    self.settle(id, id.uuid())
                }
                Some(of) => self.correction(entry, of),
            },
        }
    }

    /// Puts an event there that has nothing left to say: what it corrects is erased.
    fn place_moot(&mut self, entry: &Entry, of: Option<EventId>, known: &[Known]) -> Result<(), BookError> {
        let id = entry.event.id;
        self.conflict(id, known)?;
        entry::insert(self.tx, entry, of, None, Standing::Moot)?;
        self.touch_upward(id)?;
        self.let_go(id)
    }

    fn correction(&mut self, entry: &Entry, of: EventId) -> Result<(), BookError> {
        let id = entry.event.id;
        self.arrived.push(id);
        let root = settle::root(self.tx, of)?;
        let standing = if root.is_some() { Standing::Correction } else { Standing::Waiting };
        entry::insert(self.tx, entry, Some(of), root, standing)?;
        self.touch_upward(id)?;
        root.map_or(Ok(()), |root| self.settle(id, root))
    }

    /// The same event once more, perhaps from a stream that forked: the least position is kept.
    fn seen_again(&mut self, entry: &Entry, same: &Known) -> Result<(), BookError> {
        let place = (column::position(entry.n)?, entry.stream.bytes(), column::position(entry.seq)?);
        if place >= (same.n, same.stream, same.seq) {
            return Ok(());
        }
        let mut statement = self.tx.prepare_cached(
            "UPDATE book_entry SET n = ?3, stream = ?4, seq = ?5 WHERE event_id = ?1 AND body_hash = ?2",
        )?;
        let id = entry.event.id;
        statement.execute(params![id.bytes(), same.hash, place.0, place.1, place.2])?;
        self.touch_upward(id)
    }

    /// Another body has come under an id: what was applied of it no longer is.
    fn conflict(&mut self, id: EventId, known: &[Known]) -> Result<(), BookError> {
        for row in known.iter().filter(|row| row.standing != Standing::Moot) {
            if matches!(row.standing, Standing::Record | Standing::Correction) {
                self.unsettle(id)?;
            }
            entry::stand(self.tx, id, Standing::Quarantined, None)?;
            self.keep_aside(id, &row.hash, two_bodies())?;
        }
        Ok(())
    }

    fn keep_aside(&mut self, id: EventId, hash: &[u8; 32], problem: Problem) -> Result<(), BookError> {
        entry::quarantine(self.tx, id, hash, None, &problem)?;
        self.applied.quarantined.push((id, problem));
        Ok(())
    }

    /// Marks a record to be worked out from all that is stored about it.
    fn touch(&mut self, record: Uuid) {
        self.fresh.remove(&record);
        self.touched.insert(record);
    }

    /// Marks an event and whatever it says it corrects, directly or through others, whether or not that is applied.
    /// What a record once was told decides its change number even when the correction is no longer believed.
    fn touch_upward(&mut self, id: EventId) -> Result<(), BookError> {
        for above in entry::upward(self.tx, id)? {
            self.touch(above);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Applied, BookError> {
        for record in std::mem::take(&mut self.touched) {
            let kind = match self.fresh.remove(&record) {
                Some((entry, fact)) => Some(rewrite::begin(self.tx, entry, &fact)?),
                None => rewrite::again(self.tx, record, &mut self.applied.quarantined)?,
            };
            self.applied.touched.extend(kind.map(|kind| (kind, record)));
        }
        for id in std::mem::take(&mut self.arrived) {
            if settle::waits(self.tx, id)? {
                self.applied.waiting.push(id);
            }
        }
        Ok(self.applied)
    }
}

/// The fact, where this version can read it and its author may state it. Only the centre erases and accepts: a champion's
/// device that did could make anybody's record vanish, or take in what a finder wrote.
fn readable(event: &domain::Event) -> Result<Fact, Problem> {
    let fact = event.body.fact()?;
    match (&fact, event.body.actor) {
        (Fact::Accepted(_) | Fact::Erased(_), Actor::Champion(_)) => {
            Err(Problem::new("actor", ProblemCode::Contradiction))
        }
        (_, Actor::Champion(_) | Actor::Desk(_) | Actor::Centre) => Ok(fact),
    }
}

fn two_bodies() -> Problem {
    Problem::new("event_id", ProblemCode::Contradiction)
}
