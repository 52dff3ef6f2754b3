//! Receipts and pages.

use std::collections::BTreeSet;

use domain::{ChampionId, EventId, bug};
use protocol::Held;
use protocol::ingest::{self, Run};
use protocol::pull::{At, is_stale, resume};

use super::{Centre, Cursor};
use crate::wire::{Answer, Row};

impl Centre {
    /// What is held of a stream after a push.
    pub(super) fn receipt(&self, run: &Run, revoked: bool) -> Answer {
        let aside: Vec<EventId> = run
            .links
            .iter()
            .filter_map(|link| self.ledger.at(run.stream, link.head.seq))
            .filter(|line| line.aside)
            .map(|line| line.id)
            .collect();
        let (stream, head) = (run.stream, self.ledger.head(run.stream));
        let first_aside = if bug!(QuarantineStopsTheMark) {
            (1..=head.seq).find(|seq| self.ledger.at(stream, *seq).is_some_and(|line| line.aside))
        } else {
            None
        };
        let acked = ingest::mark(head.seq, first_aside);
        let hash = self.ledger.at(stream, acked).map_or([0; 32], |line| line.head.hash);
        let held = Held { stream, acked, head: hash, durable: self.ledger.durable(stream).min(acked) };
        Answer::Receipt { held, aside, wipe: revoked, epoch: self.journal.epoch, server_ms: self.now_ms }
    }

    /// The receipt of the bug that answers before it stores.
    #[cfg(feature = "zoo")]
    pub(super) fn early_receipt(&self, run: &Run, revoked: bool) -> Answer {
        let (stream, after) = (run.stream, run.after());
        let held = Held { stream, acked: after.seq, head: after.hash, durable: self.ledger.durable(stream) };
        Answer::Receipt {
            held,
            aside: Vec::new(),
            wipe: revoked,
            epoch: self.journal.epoch,
            server_ms: self.now_ms,
        }
    }

    /// The next page for a champion, from this node's book.
    pub(super) fn page(&mut self, champion: ChampionId, cursor: Option<Cursor>, node: usize) -> Answer {
        if is_stale(self.nodes[node].n, self.ledger.last_n) {
            self.tail(node);
        }
        let (epoch, book) = (self.journal.epoch, &self.nodes[node]);
        let in_scope = book.scope(champion);
        // With every erasure the scope is another, so that whoever was forgotten is not listed for ever.
        let scope = book.venues(champion).map_or(0, |(_, n)| n + 1) * 10_000 + book.erased.len() as u64 + 1;
        let after = resume(cursor.map(|cursor| cursor.at), epoch, book.n);
        let same = cursor.filter(|cursor| {
            cursor.scope == scope && after > 0
                || cursor.scope == scope && cursor.listing.is_some() && cursor.at.epoch == epoch
        });
        let (mut rows, now) = (Vec::new(), At { epoch, n: book.n });
        let mut next = Cursor { at: now, scope, listing: None, at_ms: self.now_ms };
        let more;
        match same {
            Some(cursor) if cursor.listing.is_none() => {
                let after = if bug!(CursorByTime) { self.n_at(cursor.at_ms) } else { after };
                let mut changed: Vec<(u64, EventId, Row)> = Vec::new();
                for (id, (n, says)) in &in_scope {
                    if *n > after {
                        changed.push((*n, *id, Row::Put { id: *id, n: *n, says: says.clone() }));
                    }
                }
                for id in book.people_changed(after).iter().filter(|id| !in_scope.contains_key(id)) {
                    let n = book.record(*id).map_or(book.n, |record| record.n).max(after + 1);
                    changed.push((n, *id, Row::Forget { id: *id }));
                }
                changed.sort_by_key(|(n, id, _)| (*n, *id));
                // Whole change numbers only, so that the cursor stands between two of them.
                let cut = changed.get(self.page_rows).map(|(n, ..)| *n);
                let mut end = changed.iter().take_while(|(n, ..)| cut.is_none_or(|cut| *n < cut)).count();
                if end == 0 {
                    let first = changed.first().map_or(0, |(n, ..)| *n);
                    end = changed.iter().take_while(|(n, ..)| *n == first).count();
                }
                more = end < changed.len();
                if more {
                    next.at.n = changed[..end].last().map_or(after, |(n, ..)| *n);
                }
                rows.extend(changed.into_iter().take(end).map(|(_, _, row)| row));
            }
            _ => {
                // A full list, by id. What changes while it runs is told after it, from where it began.
                let going_on = same.and_then(|cursor| cursor.listing.map(|listing| (cursor, listing)));
                next.at.n = going_on.map_or(now.n, |(cursor, _)| cursor.at.n);
                if going_on.is_none() {
                    rows.push(Row::Begins);
                }
                let from = going_on.map(|(_, listing)| listing);
                let left: Vec<_> =
                    in_scope.iter().filter(|(id, _)| from.is_none_or(|from| **id > from)).collect();
                for (id, (n, says)) in left.iter().take(self.page_rows) {
                    rows.push(Row::Put { id: **id, n: *n, says: says.clone() });
                }
                if left.len() > self.page_rows {
                    more = true;
                    next.listing = left.get(self.page_rows - 1).map(|(id, _)| **id);
                } else {
                    rows.push(Row::Ends);
                    more = next.at.n < now.n;
                }
            }
        }
        let erased: BTreeSet<EventId> = self.journal.erased.keys().copied().collect();
        Answer::Page {
            rows,
            cursor: next,
            more,
            erased: erased.into_iter().collect(),
            server_ms: self.now_ms,
        }
    }

    /// The last change number that was committed before a moment, for the bug that goes on by time: recording clocks
    /// are not commit order.
    fn n_at(&self, at_ms: u64) -> u64 {
        let told = |line: &&super::Line| {
            line.event.as_ref().is_none_or(|event| event.body.recorded.wall_ms <= at_ms)
        };
        self.ledger.after(0).filter(told).map(|line| line.n).max().unwrap_or(0)
    }
}
