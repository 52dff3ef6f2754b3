//! The vault: one encrypted SQLite file with everything that this device recorded and was told.
//!
//! One owner, one connection. `open` is the only place that opens it; each other file has the SQL of one table
//! or one task. What must hold together goes through [`Vault::transact`].

mod asked;
mod beside;
mod contact;
mod copy;
mod counted;
mod enrolment;
mod erased;
mod event;
mod kept;
mod leaving;
mod migrate;
mod open;
mod outbox;
mod pulled;
mod receipts;
mod record;
mod settle;
mod stream;
mod verify;

use book::pulled::Storing;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::DeviceError;
use crate::keys::DataKey;

pub(crate) use asked::Asked;
pub(crate) use counted::Count;
pub(crate) use enrolment::Enrolment;
pub(crate) use event::Stored;
pub(crate) use open::WAL_BYTES_MAX;
pub(crate) use outbox::{Waiting, pushed};
pub(crate) use pulled::in_terms_of_the_book;
pub(crate) use receipts::Receipts;
pub(crate) use record::ToRecord;
pub use settle::Aside;
pub(crate) use stream::Stream;
pub use verify::Verified;

/// An open vault. Dropping it closes the file and wipes the key.
pub(crate) struct Vault {
    connection: Connection,
    /// Of the transaction in which pages are stored.
    storing: Option<Storing>,
    /// Kept for opening the file again after a failed write; see [`Vault::reopen`].
    key: DataKey,
    database: String,
}

impl Vault {
    /// Makes a new file with this key.
    pub(crate) fn make(database: &str, key: DataKey) -> Result<Self, DeviceError> {
        let connection = open::connect(database, &key, open::Existing::No)?;
        Self::begin(connection, key, database)
    }

    /// Opens the file.
    pub(crate) fn open(database: &str, key: DataKey) -> Result<Self, DeviceError> {
        let connection = open::connect(database, &key, open::Existing::Yes)?;
        Self::begin(connection, key, database)
    }

    fn begin(mut connection: Connection, key: DataKey, database: &str) -> Result<Self, DeviceError> {
        migrate::run(&mut connection)?;
        Ok(Self { connection, storing: None, key, database: database.to_owned() })
    }

    /// Closes the file and opens it again. After an error while writing, what the operating system holds in
    /// memory may not be what is on the disk; only a file opened anew tells what was saved.
    pub(crate) fn reopen(&mut self) -> Result<(), DeviceError> {
        // The lock is exclusive, so the old connection must be gone before the new one comes.
        let placeholder = Connection::open_in_memory()?;
        drop(std::mem::replace(&mut self.connection, placeholder));
        self.connection = open::connect(&self.database, &self.key, open::Existing::Yes)?;
        Ok(())
    }

    /// Does everything in `task` or nothing: it is durable when this returns. What came of pages of pull and is not
    /// committed is taken back for it, and stored again later.
    pub(crate) fn transact<T>(
        &mut self,
        task: impl FnOnce(&Transaction<'_>) -> Result<T, DeviceError>,
    ) -> Result<T, DeviceError> {
        self.give_pages_up()?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = task(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    /// Commits what came of pages, and writes the WAL back, in a moment in which nobody waits: in the middle of a save or of a
    /// pull it would make one wait for it. Where it fails nothing is lost: it is done later, by SQLite itself at the latest.
    pub(crate) fn rest(&mut self) {
        if self.commit_pages().is_ok() {
            let _busy_or_full: rusqlite::Result<()> =
                self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        }
    }

    /// Its key, for a backup that is encrypted itself.
    pub(crate) const fn key(&self) -> &DataKey {
        &self.key
    }

    /// For reading.
    pub(crate) const fn connection(&self) -> &Connection {
        &self.connection
    }
}
