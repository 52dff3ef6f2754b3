//! What is typed on a screen and not recorded yet.

use rusqlite::{OptionalExtension as _, params};

use super::Vault;
use super::stream::seq;
use crate::error::DeviceError;

impl Vault {
    /// Keeps this of a screen, instead of what was kept of it before.
    pub(crate) fn keep(&mut self, key: &str, content: &str, at_ms: u64) -> Result<(), DeviceError> {
        self.transact(|tx| {
            tx.prepare_cached("INSERT OR REPLACE INTO kept (key, content, at_ms) VALUES (?1, ?2, ?3)")?
                .execute(params![key, content, at_ms.cast_signed()])?;
            Ok(())
        })
    }

    /// Throws away what was kept of a screen.
    pub(crate) fn drop_kept(&mut self, key: &str) -> Result<(), DeviceError> {
        self.transact(|tx| {
            tx.prepare_cached("DELETE FROM kept WHERE key = ?1")?.execute([key])?;
            Ok(())
        })
    }

    /// What was kept of a screen.
    pub(crate) fn kept(&self, key: &str) -> Result<Option<String>, DeviceError> {
        let mut statement = self.connection.prepare_cached("SELECT content FROM kept WHERE key = ?1")?;
        Ok(statement.query_row([key], |row| row.get(0)).optional()?)
    }

    /// The screens of which something is kept, the latest first, and when that was.
    pub(crate) fn kept_screens(&self) -> Result<Vec<(String, u64)>, DeviceError> {
        let mut statement =
            self.connection.prepare_cached("SELECT key, at_ms FROM kept ORDER BY at_ms DESC, key")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, seq(row, 1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
