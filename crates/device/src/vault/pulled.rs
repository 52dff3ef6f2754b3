//! Pages of pull: their rows go into a transaction that stays open between steps, and from one page to the next, so that a tap
//! need not wait for more than a few rows. What is saved meanwhile comes first: it rolls back what is not committed, which is
//! then stored again. Only when all its rows are stored a page says where to go on, so that one that was cut short is fetched
//! again and stored over itself.

use book::pulled::Storing;
use domain::Private;
use wire::pull::{PullReply, PulledRow};

use super::{Vault, contact, erased};
use crate::error::DeviceError;

impl Vault {
    /// Whether something of pages is stored that is not committed yet.
    pub(crate) fn is_page_open(&self) -> bool {
        !self.connection.is_autocommit()
    }

    /// Takes back what of pages is not committed.
    pub(crate) fn give_pages_up(&mut self) -> Result<(), DeviceError> {
        if self.is_page_open() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        Ok(())
    }

    /// Stores rows of a page; they stay when [`Vault::commit_pages`] has succeeded. Never touches what was recorded here, but
    /// for what was erased at the centre.
    pub(crate) fn store_rows(
        &mut self,
        rows: &[book::Row],
        tombstone_salt: &[u8; 16],
    ) -> Result<(), DeviceError> {
        self.in_open_page(|vault| {
            let begun = vault.storing.take();
            let mut storing = begun.map_or_else(|| Storing::begin(&vault.connection), Ok)?;
            book::pulled::store(&vault.connection, &mut storing, rows)?;
            if storing.has_tombstones() {
                erased::heed(&vault.connection, rows, tombstone_salt)?;
            }
            vault.storing = Some(storing);
            Ok(())
        })
    }

    /// Writes what is stored so far, encrypted, behind what is committed, so that the commit itself is short.
    pub(crate) fn write_ahead(&mut self) -> Result<(), DeviceError> {
        self.in_open_page(|vault| Ok(vault.connection.cache_flush()?))
    }

    /// Notes, when all its rows are stored, what a page says of the centre and where to go on.
    pub(crate) fn end_page(&mut self, page: &PullReply, wall_ms: u64) -> Result<(), DeviceError> {
        self.in_open_page(|vault| {
            contact::note(&vault.connection, page.epoch, page.server_time_ms, wall_ms)?;
            contact::note_cursor(&vault.connection, &page.cursor, page.n)
        })
    }

    /// Commits what is stored of pages, if anything is.
    pub(crate) fn commit_pages(&mut self) -> Result<(), DeviceError> {
        if self.is_page_open() {
            self.in_open_page(|vault| Ok(vault.connection.execute_batch("COMMIT")?))?;
        }
        Ok(())
    }

    /// Does a part of storing a page; where it fails, all that is not committed is taken back.
    fn in_open_page(
        &mut self,
        task: impl FnOnce(&mut Self) -> Result<(), DeviceError>,
    ) -> Result<(), DeviceError> {
        if !self.is_page_open() {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
            self.storing = None;
        }
        let done = task(self);
        if done.is_err() {
            self.give_pages_up()?;
        }
        done
    }
}

/// Rows in the terms of the book. A kind that this version does not know is passed over: a newer centre has newer things to
/// say, and says them again to the version that asks for them.
pub(crate) fn in_terms_of_the_book(rows: Vec<PulledRow>) -> Vec<book::Row> {
    let row = |row: PulledRow| {
        let PulledRow { kind, id, n, body } = row;
        Some(book::Row {
            kind: book::RowKind::of_word(&kind)?,
            id: id.parse().ok()?,
            n,
            body: body.map(|body| Private::new(String::from(Box::<str>::from(body)))),
        })
    };
    rows.into_iter().filter_map(row).collect()
}
