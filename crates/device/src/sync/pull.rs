//! Fetching what this device's champion needs, page by page, and storing each page in slices so short that a tap need not
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

/// How long a slice aims to take, in milliseconds (protocol.md, "Device").
const SLICE_MS: u64 = 10;
/// With how many rows a run begins, before it has measured any.
const SLICE_ROWS_FIRST: usize = 32;
/// The most rows of a slice: a page has 500.
const SLICE_ROWS_MAX: usize = 500;

/// The pages of a run.
#[derive(Debug, Clone)]
pub(super) struct Pages {
    /// The page that is being stored, and how many of its rows are.
    page: Option<(PullReply, usize)>,
    slice_rows: usize,
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
            slice_rows: SLICE_ROWS_FIRST,
            again: VecDeque::new(),
            asked_again: BTreeSet::new(),
            rows: 0,
        }
    }
}

/// What came of a slice.
pub(super) enum Sliced {
    /// There is no page.
    Nothing,
    /// There is another slice.
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
    pub(super) fn take(&mut self, open: &Open, body: &[u8]) -> Result<(), DeviceError> {
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
        self.page = Some((page, 0));
        Ok(())
    }

    /// Stores the next slice of the page in hand.
    pub(super) fn slice(&mut self, shell: &Shell, open: &mut Open) -> Result<Sliced, DeviceError> {
        let Some((page, done)) = &mut self.page else { return Ok(Sliced::Nothing) };
        let began = shell.clock.now();
        let end = page.rows.len().min(*done + self.slice_rows);
        open.vault.store_rows(page, *done..end, began.wall_ms)?;
        self.rows += (end - *done) as u64;
        *done = end;
        let took_ms = shell.clock.now().mono_ms.saturating_sub(began.mono_ms);
        self.slice_rows = next_rows(self.slice_rows, took_ms);
        if end < page.rows.len() {
            return Ok(Sliced::GoOn);
        }
        let Some((page, _)) = self.page.take() else { return Ok(Sliced::Nothing) };
        if !page.more {
            self.again.pop_front();
            for kind in open.vault.differing(&page.digests)? {
                // A list of one kind says nothing of the others.
                if !page.digests.is_empty() && self.asked_again.insert(kind) {
                    self.again.push_back(kind);
                }
            }
        }
        Ok(Sliced::Stored { more: page.more || !self.again.is_empty() })
    }
}

/// How many rows the next slice has, after one of so many took so long.
fn next_rows(rows: usize, took_ms: u64) -> usize {
    if took_ms > SLICE_MS {
        (rows / 2).max(1)
    } else if took_ms < SLICE_MS / 3 {
        (rows * 2).min(SLICE_ROWS_MAX)
    } else {
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_find_the_length_that_a_tap_may_wait_for() {
        // A phone that stores a row in a quarter of a millisecond.
        let mut rows = SLICE_ROWS_MAX;
        for _ in 0..10 {
            rows = next_rows(rows, rows as u64 / 4);
        }
        assert!((SLICE_ROWS_FIRST / 4..=40).contains(&rows), "{rows} rows take at most ten milliseconds");
        assert_eq!(next_rows(1, 500), 1, "one row at least, or it would never end");
    }
}
