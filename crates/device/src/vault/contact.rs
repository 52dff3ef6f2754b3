//! What the centre said: its epoch, its clock, and where pulling goes on.

use domain::Hlc;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::stream::{hlc, seq, set_hlc};
use super::{Vault, leaving};
use crate::error::DeviceError;

/// What the centre said last; all zero before it said anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Contact {
    /// Its epoch.
    pub epoch: u64,
    /// The latest that its clock was seen to be.
    pub server_ms: u64,
    /// When it was last reached, by its own clock.
    pub last_ms: u64,
    /// Where the next pull goes on.
    pub cursor: Option<String>,
}

impl Vault {
    /// What the centre said last.
    pub(crate) fn contact(&self) -> Result<Contact, DeviceError> {
        of(&self.connection)
    }

    /// Notes a contact.
    pub(crate) fn note_contact(
        &mut self,
        epoch: u64,
        server_ms: u64,
        wall_ms: u64,
    ) -> Result<(), DeviceError> {
        self.transact(|tx| note(tx, epoch, server_ms, wall_ms))
    }
}

/// The same inside a transaction.
pub(super) fn of(connection: &Connection) -> Result<Contact, DeviceError> {
    let mut statement = connection.prepare_cached("SELECT epoch, server_ms, last_ms, cursor FROM contact")?;
    let contact = statement
        .query_row([], |row| {
            Ok(Contact {
                epoch: seq(row, 0)?,
                server_ms: seq(row, 1)?,
                last_ms: seq(row, 2)?,
                cursor: row.get(3)?,
            })
        })
        .optional()?;
    Ok(contact.unwrap_or_default())
}

/// Notes a contact, inside a transaction of the caller's. The centre's clock advances ours, unless it is a day or more ahead.
pub(super) fn note(tx: &Connection, epoch: u64, server_ms: u64, wall_ms: u64) -> Result<(), DeviceError> {
    let before = of(tx)?.epoch;
    if before != 0 && before != epoch {
        leaving::durable_begins_anew(tx)?;
    }
    tx.prepare_cached(
        "INSERT INTO contact (only, epoch, server_ms, last_ms) VALUES (1, ?1, ?2, ?2)
         ON CONFLICT (only) DO UPDATE SET epoch = excluded.epoch, last_ms = excluded.last_ms,
            server_ms = max(server_ms, excluded.server_ms)",
    )?
    .execute(params![epoch.cast_signed(), server_ms.cast_signed()])?;
    let told = Hlc { ms: server_ms, count: 0 };
    set_hlc(tx, hlc(tx)?.observe(told, wall_ms))
}

/// Notes where pulling goes on, in the transaction of the page that it follows.
pub(super) fn note_cursor(tx: &Connection, cursor: &str, n: u64) -> Result<(), DeviceError> {
    tx.prepare_cached("UPDATE contact SET cursor = ?1, pulled_n = ?2")?
        .execute(params![cursor, n.cast_signed()])?;
    Ok(())
}
