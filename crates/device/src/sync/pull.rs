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
use crate::vault::{Count, in_terms_of_the_book};

/// How many rows a step stores: a phone needs a quarter of a millisecond for one, and a tap waits for the step under way.
const STEP_ROWS: usize = 8;
/// After so many rows what is stored is written ahead of the commit, so that no step is long. Half as many would encrypt the pages
/// that are still being filled twice as often.
const AHEAD_ROWS: usize = 160;
/// How long a commit may take, in milliseconds (protocol.md, "Device").
const COMMIT_MS: u64 = 10;
/// How many rows are committed at once before it was measured how long that takes: those of a page. Where it is fewer, for taps
/// come or the disk is slow, each page ends with its commit.
const AT_ONCE_FIRST: usize = 500;
/// The most: a tap that takes them back flushes what was written ahead of them.
const AT_ONCE_MAX: usize = 1_000;
/// At the end of a page what came is committed after this long at the latest, in milliseconds: a kill or a tap then costs no
/// more than the fetching of this long.
const TOGETHER_MS: u64 = 500;

/// A page in hand.
#[derive(Debug, Clone)]
struct Page {
    reply: PullReply,
    /// Its rows in the terms of the book.
    rows: Vec<book::Row>,
    /// The cursor that it was asked from: it is stored behind no other.
    from: Option<String>,
    /// How many of its rows are committed.
    committed: usize,
    /// How many are stored, with those in a transaction that is open.
    stored: usize,
}

/// The pages of a run.
#[derive(Debug, Clone)]
pub(super) struct Pages {
    /// A page as it came.
    unread: Option<Vec<u8>>,
    /// The page that is being stored.
    page: Option<Page>,
    /// The cursor that the page on its way was asked from.
    from: Option<String>,
    /// After the last page: what is held, counted beside what the centre says.
    count: Option<Count>,
    /// How many rows of whole pages are stored and not committed.
    whole: usize,
    /// How many rows are stored and not written ahead.
    unwritten: usize,
    /// How many rows are committed at once: fewer after a tap that rolled them back, so that taps never keep a page from
    /// being stored.
    at_once: usize,
    /// When pages were last committed, or the first one ended, by the clock that nobody sets.
    committed_ms: Option<u64>,
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
            unread: None,
            page: None,
            from: None,
            count: None,
            whole: 0,
            unwritten: 0,
            at_once: AT_ONCE_FIRST,
            committed_ms: None,
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
    pub(super) fn request(&mut self, open: &Open, nonce: &str) -> Result<Request, DeviceError> {
        self.from = open.vault.contact()?.cursor;
        let again = self.again.front().map(|kind| (*kind).to_owned());
        let query = PullQuery { proto: PROTO, again, cursor: self.from.clone() }.to_string();
        Ok(signed(&open.enrolment, nonce, "GET", "/v1/pull", query, Vec::new()))
    }

    /// Takes a page in hand as it came. Nothing of it is read yet: that is a step of its own.
    pub(super) fn take(&mut self, body: Vec<u8>) {
        self.unread = Some(body);
    }

    /// Whether there is a page that is not read yet.
    pub(super) const fn is_unread(&self) -> bool {
        self.unread.is_some()
    }

    /// Reads the page that came.
    fn read(&mut self, body: &[u8]) -> Result<(), DeviceError> {
        let mut reply: PullReply = serde_json::from_slice(body).map_err(|_| not_ours())?;
        let from = self.from.take();
        if reply.more && from.as_deref() == Some(reply.cursor.as_str()) {
            // It would be fetched for ever.
            return Err(Fault::new(
                Code::Unavailable,
                "The centre gave the same page twice. Try again later.",
            )
            .into());
        }
        let rows = in_terms_of_the_book(std::mem::take(&mut reply.rows));
        self.page = Some(Page { reply, rows, from, committed: 0, stored: 0 });
        Ok(())
    }

    /// Does the next step about the page in hand, or about the count after the last.
    pub(super) fn step(&mut self, shell: &Shell, open: &mut Open) -> Result<Stepped, DeviceError> {
        if let Some(body) = self.unread.take() {
            self.read(&body)?;
            return Ok(Stepped::GoOn);
        }
        let Some(mut page) = self.page.take() else { return self.count_on(open) };
        if self.uncommitted(&page) > 0 && !open.vault.is_page_open() {
            // Something was saved meanwhile, and came first.
            page.stored = page.committed;
            (self.whole, self.unwritten) = (0, 0);
            self.at_once = (self.at_once / 2).max(STEP_ROWS);
        }
        if page.stored == 0 && open.vault.contact()?.cursor != page.from {
            // Pages before it were taken back with it: they are fetched again.
            return Ok(Stepped::Stored { more: true });
        }
        let rows = page.rows.len();
        let is_whole = page.stored == rows;
        if self.unwritten >= AHEAD_ROWS
            || is_whole && self.unwritten > STEP_ROWS && self.is_enough(shell, &page)
        {
            open.vault.write_ahead()?;
            self.unwritten = 0;
        } else if is_whole {
            return self.end_page(shell, open, page);
        } else {
            let end = rows.min(page.stored + STEP_ROWS);
            open.vault.store_rows(&page.rows[page.stored..end], &page.reply.tombstone_salt.0)?;
            self.unwritten += end - page.stored;
            page.stored = end;
            // Where a tap comes between any two steps, a step that ends with its commit is still done.
            if end == rows && self.at_once <= STEP_ROWS {
                return self.end_page(shell, open, page);
            }
            if end < rows && self.uncommitted(&page) >= self.at_once {
                self.commit(shell, open)?;
                page.committed = end;
            }
        }
        self.page = Some(page);
        Ok(Stepped::GoOn)
    }

    /// How many rows are stored and not committed, of this page and of those before it.
    const fn uncommitted(&self, page: &Page) -> usize {
        self.whole + page.stored - page.committed
    }

    /// Whether a page that is stored whole is committed, and not only with the next one.
    fn is_enough(&self, shell: &Shell, page: &Page) -> bool {
        let now_ms = shell.clock.now().mono_ms;
        let since = now_ms.saturating_sub(self.committed_ms.unwrap_or(now_ms));
        !page.reply.more
            || self.uncommitted(page) >= self.at_once
            || self.at_once < AT_ONCE_FIRST
            || since >= TOGETHER_MS
    }

    /// Says where to go on, and commits where enough came together.
    fn end_page(&mut self, shell: &Shell, open: &mut Open, page: Page) -> Result<Stepped, DeviceError> {
        let now = shell.clock.now();
        self.committed_ms.get_or_insert(now.mono_ms);
        open.vault.end_page(&page.reply, now.wall_ms)?;
        if self.is_enough(shell, &page) {
            self.commit(shell, open)?;
        } else {
            self.whole = self.uncommitted(&page);
        }
        let Page { reply, rows, .. } = page;
        self.rows += rows.len() as u64;
        if reply.more {
            return Ok(Stepped::Stored { more: true });
        }
        self.again.pop_front();
        // A list of one kind says nothing of the others.
        self.count = (!reply.digests.is_empty()).then(|| Count::beside(reply.digests));
        if self.count.is_some() { Ok(Stepped::GoOn) } else { Ok(self.all_stored()) }
    }

    fn commit(&mut self, shell: &Shell, open: &mut Open) -> Result<(), DeviceError> {
        let began_ms = shell.clock.now().mono_ms;
        open.vault.commit_pages()?;
        let now_ms = shell.clock.now().mono_ms;
        (self.whole, self.unwritten, self.committed_ms) = (0, 0, Some(now_ms));
        self.at_once = next_at_once(self.at_once, now_ms.saturating_sub(began_ms));
        Ok(())
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
