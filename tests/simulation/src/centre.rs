//! The centre: a ledger, a side journal, backups, and nodes with a book each. What it decides is decided by
//! `protocol::{ingest, admit, pull, restore}`; this keeps what they decide.

mod answer;
mod ledger;
mod serve;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::{ChampionId, Event, EventId};
use protocol::restore::{Entry, is_pruned, is_replayed};

use crate::config::DAY_MS;
use crate::shelf::Shelf;
pub use ledger::{Ledger, Line, Owner};
pub use serve::Fate;

/// Where a device goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// Epoch and change number.
    pub at: protocol::pull::At,
    /// The scope that it was told of.
    pub scope: u64,
    /// In a full list: the last one named.
    pub listing: Option<EventId>,
    /// For the bug that goes on by time.
    pub at_ms: u64,
}

/// What stands outside every backup.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    /// The epoch.
    pub epoch: u64,
    /// Revoked devices.
    pub revoked: BTreeSet<usize>,
    /// Erased events, and when.
    pub erased: BTreeMap<EventId, u64>,
    /// The centre's own events.
    pub own: Vec<Arc<Event>>,
}

/// A backup.
#[derive(Debug, Clone)]
pub struct Backup {
    /// When it was taken.
    pub at_ms: u64,
    /// What it holds.
    pub ledger: Ledger,
}

/// An append that the database has not committed yet.
#[derive(Debug, Clone)]
pub struct InFlight {
    /// What is to be appended.
    pub lines: Vec<Line>,
    /// Numbers taken too early, by the bug of that name.
    pub numbers: Option<u64>,
}

/// The centre.
#[derive(Debug, Clone)]
pub struct Centre {
    /// On its disk.
    pub ledger: Ledger,
    /// On another.
    pub journal: Journal,
    /// Kept for 35 days.
    pub backups: Vec<Backup>,
    /// A book for each node.
    pub nodes: Vec<Shelf>,
    /// Appends under way.
    pub in_flight: Vec<InFlight>,
    /// Its clock.
    pub now_ms: u64,
    /// Rows in a page.
    pub page_rows: usize,
    /// Events in a push.
    pub push_events: usize,
    /// Whose device it is, for every enrolment ever.
    pub champions: Vec<ChampionId>,
}

impl Centre {
    /// A new centre.
    #[must_use]
    pub fn new(nodes: usize, page_rows: usize, push_events: usize, now_ms: u64) -> Self {
        Self {
            ledger: Ledger::default(),
            journal: Journal { epoch: 1, ..Journal::default() },
            backups: Vec::new(),
            nodes: vec![Shelf::default(); nodes],
            in_flight: Vec::new(),
            now_ms,
            page_rows,
            push_events,
            champions: Vec::new(),
        }
    }

    /// Takes a backup, and where it passes the drill moves the durable marks to it.
    pub fn back_up(&mut self, drilled: bool) {
        let backup = Backup { at_ms: self.now_ms, ledger: self.ledger.clone() };
        if drilled {
            self.ledger.durable_from(&backup.ledger);
        }
        self.backups.push(backup);
        let now = self.now_ms;
        self.backups.retain(|backup| now - backup.at_ms <= 35 * DAY_MS);
        self.journal.erased.retain(|_, at| !is_pruned(now.saturating_sub(*at) / DAY_MS));
    }

    /// The process ends and begins again: what was not committed is gone.
    pub fn crash(&mut self) {
        self.in_flight.clear();
    }

    /// Restores a backup and replays the journal, before anything is answered.
    pub fn restore(&mut self, backup: usize) {
        self.crash();
        let restored = self.backups[backup].ledger.clone();
        let durable = restored.clone();
        self.ledger = restored;
        self.ledger.durable_from(&durable);
        self.journal.epoch += 1;
        for (id, _) in self.journal.erased.clone() {
            if is_replayed(Entry::Erased) {
                self.ledger.erase(id);
            }
        }
        for event in self.journal.own.clone() {
            self.ledger.state(&event, self.now_ms);
        }
        for node in &mut self.nodes {
            *node = Shelf::default();
        }
        // Backups of a time that did not come to pass stay restorable, as they do in life.
    }

    /// Records an event of the centre's own.
    pub fn state(&mut self, event: &Arc<Event>) {
        self.journal.own.push(event.clone());
        self.ledger.state(event, self.now_ms);
    }

    /// Erases these events, and all that corrects them.
    pub fn erase(&mut self, event: &Arc<Event>, ids: &[EventId]) {
        for id in ids {
            self.journal.erased.insert(*id, self.now_ms);
            self.ledger.erase(*id);
        }
        self.state(event);
    }

    /// Commits the oldest append under way. What was erased since it began is cleared in the same transaction.
    pub fn commit_one(&mut self) {
        if !self.in_flight.is_empty() {
            let mut batch = self.in_flight.remove(0);
            for line in batch.lines.iter_mut().filter(|line| self.journal.erased.contains_key(&line.id)) {
                (line.event, line.aside) = (None, false);
            }
            self.ledger.commit(batch, self.now_ms);
        }
    }

    /// Brings a node's book to the ledger's head.
    pub fn tail(&mut self, node: usize) {
        let shelf = &mut self.nodes[node];
        for line in self.ledger.after(shelf.n) {
            if let (Some(event), false) = (&line.event, line.aside) {
                shelf.apply(line.n, event);
            }
            shelf.n = line.n;
        }
        for id in self.journal.erased.keys() {
            if !shelf.erased.contains(id) {
                shelf.erase(*id);
            }
        }
    }

    /// The first node's book, brought to the head.
    pub fn book(&mut self) -> &Shelf {
        self.tail(0);
        &self.nodes[0]
    }
}
