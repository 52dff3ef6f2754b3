//! A page of pull: its rows go into a transaction that stays open between steps, so that a tap need not wait for more than
//! a few of them. What is saved meanwhile comes first: it rolls the page back, which is then stored again. Only with its
//! last rows a page says where to go on, so that one that was cut short is fetched again and stored over itself.

use domain::Private;
use wire::pull::{PullReply, PulledRow};

use super::{Vault, contact, erased};
use crate::error::DeviceError;

impl Vault {
    /// Whether rows of a page are stored that are not committed yet.
    pub(crate) fn is_page_open(&self) -> bool {
        !self.connection.is_autocommit()
    }

    /// Takes back what of a page is not committed.
    pub(crate) fn give_page_up(&mut self) -> Result<(), DeviceError> {
        if self.is_page_open() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        Ok(())
    }

    /// Stores rows of a page; they stay when [`Vault::commit_page`] has succeeded. Never touches what was recorded here, but
    /// for what was erased at the centre.
    pub(crate) fn store_rows(
        &mut self,
        page: &PullReply,
        rows: std::ops::Range<usize>,
    ) -> Result<(), DeviceError> {
        self.or_give_page_up(|vault| {
            if !vault.is_page_open() {
                vault.connection.execute_batch("BEGIN IMMEDIATE")?;
            }
            let rows = in_terms_of_the_book(page.rows.get(rows).unwrap_or_default());
            book::pulled::store(&vault.connection, &rows)?;
            erased::heed(&vault.connection, &rows, &page.tombstone_salt.0)
        })
    }

    /// Writes what is stored so far, encrypted, behind what is committed, so that the commit itself is short.
    pub(crate) fn write_ahead(&mut self) -> Result<(), DeviceError> {
        self.or_give_page_up(|vault| Ok(vault.connection.cache_flush()?))
    }

    /// Commits the rows that are stored; with the last ones, `last`, what the page says of the centre and where to go on.
    pub(crate) fn commit_page(&mut self, last: Option<&PullReply>, wall_ms: u64) -> Result<(), DeviceError> {
        self.or_give_page_up(|vault| {
            if !vault.is_page_open() {
                vault.connection.execute_batch("BEGIN IMMEDIATE")?;
            }
            if let Some(page) = last {
                contact::note(&vault.connection, page.epoch, page.server_time_ms, wall_ms)?;
                contact::note_cursor(&vault.connection, &page.cursor, page.n)?;
            }
            Ok(vault.connection.execute_batch("COMMIT")?)
        })
    }

    fn or_give_page_up(
        &mut self,
        task: impl FnOnce(&Self) -> Result<(), DeviceError>,
    ) -> Result<(), DeviceError> {
        let done = task(self);
        if done.is_err() {
            self.give_page_up()?;
        }
        done
    }
}

/// Rows in the terms of the book. A kind that this version does not know is passed over: a newer centre has
/// newer things to say, and says them again to the version that asks for them.
fn in_terms_of_the_book(rows: &[PulledRow]) -> Vec<book::Row> {
    let row = |row: &PulledRow| {
        let PulledRow { kind, id, n, body } = row;
        Some(book::Row {
            kind: book::RowKind::of_word(kind)?,
            id: id.parse().ok()?,
            n: *n,
            body: body.as_ref().map(|body| Private::new(body.get().to_owned())),
        })
    };
    rows.iter().filter_map(row).collect()
}
