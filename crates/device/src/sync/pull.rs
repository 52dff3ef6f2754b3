//! Fetching what this device's champion needs, page by page, and storing each page in steps so short that a tap need not
//! wait for more than one of them.

use std::collections::{BTreeSet, VecDeque};

use wire::proto::PROTO;
use wire::pull::{PullQuery, PullReply};
use wire::{Code, Fault};

use super::hear::not_ours;
use super::request::signed;
use crate::device::Open;
use crate::error::DeviceError;
use crate::shell::Shell;
use crate::transport::Request;
use crate::vault::Count;

/// How many rows a step stores: a phone needs a quarter of a millisecond for one, and a tap waits for the step under way.
const STEP_ROWS: usize = 16;
/// After so many rows what is stored is written ahead of the commit, so that no step is long.
const AHEAD_ROWS: usize = 96;
/// How long a commit may take, in milliseconds (protocol.md, "Device").
const COMMIT_MS: u64 = 10;
/// How many rows are committed at once before it was measured how long that takes.
const AT_ONCE_FIRST: usize = 128;
/// The most: a page has 500.
const AT_ONCE_MAX: usize = 500;

/// A page in hand.
#[derive(Debug, Clone)]
struct Page {
    reply: PullReply,
    /// How many of its rows are committed.
    committed: usize,
    /// How many are stored, with those in a transaction that is open.
    stored: usize,
    /// How many of those are written ahead.
    ahead: usize,
}

/// The pages of a run.
#[derive(Debug, Clone)]
pub(super) struct Pages {
    /// The page that is being stored.
    page: Option<Page>,
    /// After the last page: what is held, counted beside what the centre says.
    count: Option<Count>,
    /// How many rows are committed at once: fewer after a tap that rolled them back, so that taps never keep a page from
    /// being stored.
    at_once: usize,
    /// Kinds of row that are to be fetched again alone, since something else is held here than the centre says.
    again: VecDeque<&'static str>,
    /// Those that were, in this run: once is enough.
    asked_again: BTreeSet<&'static str>,
    /// Rows stored or forgotten.
    pub(super) rows: u64,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            page: None,
            count: None,
            at_once: AT_ONCE_FIRST,
            again: VecDeque::new(),
            asked_again: BTreeSet::new(),
            rows: 0,
        }
    }
}

/// What came of a step.
pub(super) enum Stepped {
    /// There is no page.
    Nothing,
    /// There is another step.
    GoOn,
    /// The page is stored, with its cursor; whether there is another.
    Stored { more: bool },
}

impl Pages {
    /// The next page, from where the last one that was stored ended.
    pub(super) fn request(&self, open: &Open, nonce: &str) -> Result<Request, DeviceError> {
        let cursor = open.vault.contact()?.cursor;
        let again = self.again.front().map(|kind| (*kind).to_owned());
        let query = PullQuery { proto: PROTO, again, cursor }.to_string();
        Ok(signed(&open.enrolment, nonce, "GET", "/v1/pull", query, Vec::new()))
    }

    /// Takes a page in hand. Nothing of it is stored yet.
    pub(super) fn take(&mut self, open: &mut Open, body: &[u8]) -> Result<(), DeviceError> {
        let page: PullReply = serde_json::from_slice(body).map_err(|_| not_ours())?;
        let before = open.vault.contact()?.cursor;
        if page.more && before.as_deref() == Some(page.cursor.as_str()) {
            // It would be fetched for ever.
            return Err(Fault::new(
                Code::Unavailable,
                "The centre gave the same page twice. Try again later.",
            )
            .into());
        }
        // Of a run that ended in the middle of one.
        open.vault.give_page_up()?;
        self.page = Some(Page { reply: page, committed: 0, stored: 0, ahead: 0 });
        Ok(())
    }

    /// Does the next step about the page in hand, or about the count after the last.
    pub(super) fn step(&mut self, shell: &Shell, open: &mut Open) -> Result<Stepped, DeviceError> {
        let Some(page) = &mut self.page else { return self.count_on(open) };
        if page.stored > page.committed && !open.vault.is_page_open() {
            // Something was saved meanwhile, and came first.
            (page.stored, page.ahead) = (page.committed, page.committed);
            self.at_once = (self.at_once / 2).max(STEP_ROWS);
        }
        let rows = page.reply.rows.len();
        let goal = rows.min(page.committed + self.at_once);
        if page.stored - page.ahead >= AHEAD_ROWS && page.stored < goal {
            open.vault.write_ahead()?;
            page.ahead = page.stored;
            return Ok(Stepped::GoOn);
        }
        if page.stored < goal {
            let end = goal.min(page.stored + STEP_ROWS);
            open.vault.store_rows(&page.reply, page.stored..end)?;
            page.stored = end;
            // Where a tap comes between any two steps, a step that ends with its commit is still done.
            if end < goal || self.at_once > STEP_ROWS {
                return Ok(Stepped::GoOn);
            }
        }
        let began = shell.clock.now();
        open.vault.commit_page((goal == rows).then_some(&page.reply), began.wall_ms)?;
        let took_ms = shell.clock.now().mono_ms.saturating_sub(began.mono_ms);
        self.at_once = next_at_once(self.at_once, took_ms);
        self.rows += (goal - page.committed) as u64;
        (page.committed, page.ahead) = (goal, goal);
        if goal < rows {
            return Ok(Stepped::GoOn);
        }
        let Some(Page { reply, .. }) = self.page.take() else { return Ok(Stepped::Nothing) };
        if reply.more {
            return Ok(Stepped::Stored { more: true });
        }
        self.again.pop_front();
        // A list of one kind says nothing of the others.
        self.count = (!reply.digests.is_empty()).then(|| Count::beside(reply.digests));
        if self.count.is_some() { Ok(Stepped::GoOn) } else { Ok(self.all_stored()) }
    }

    fn count_on(&mut self, open: &Open) -> Result<Stepped, DeviceError> {
        let Some(count) = &mut self.count else { return Ok(Stepped::Nothing) };
        let Some(differ) = open.vault.count_on(count)? else { return Ok(Stepped::GoOn) };
        self.count = None;
        for kind in differ {
            if self.asked_again.insert(kind) {
                self.again.push_back(kind);
            }
        }
        Ok(self.all_stored())
    }

    fn all_stored(&self) -> Stepped {
        Stepped::Stored { more: !self.again.is_empty() }
    }
}

/// How many rows are committed at once, after so many took so long.
fn next_at_once(rows: usize, took_ms: u64) -> usize {
    if took_ms > COMMIT_MS {
        (rows / 2).max(STEP_ROWS)
    } else if took_ms < COMMIT_MS / 3 {
        (rows * 2).min(AT_ONCE_MAX)
    } else {
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commits_find_the_length_that_a_tap_may_wait_for() {
        // A phone that commits a row in a fifth of a millisecond.
        let mut rows = AT_ONCE_MAX;
        for _ in 0..10 {
            rows = next_at_once(rows, rows as u64 / 5);
        }
        assert!((STEP_ROWS..=50).contains(&rows), "{rows} rows take at most ten milliseconds");
        assert_eq!(next_at_once(STEP_ROWS, 500), STEP_ROWS, "a step at least, or it would never end");
    }
}
