//! A backup: every row of the authority as of one moment, compressed and encrypted by age, in one file that either engine
//! can be restored from. No key is in it, nor the side journal.

mod cells;
mod drill;
mod file;
mod restore;

pub use drill::DrillReport;
pub use restore::{Restored, restore};

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::{Copied, LedgerError, Sink};
use file::Writer;

/// Why a backup could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file, or the folder it goes to, cannot be used.
    #[error("the backup's file could not be read or written")]
    File(#[from] std::io::Error),
    /// It is cut off, changed, or no backup at all.
    #[error("this file is no whole backup: it is cut off, changed, or something else")]
    NotWhole,
    /// It is encrypted to other keys than the ones given.
    #[error("this backup is encrypted to another key")]
    OtherKey,
    /// It is another authority's.
    #[error("this backup is another authority's")]
    OtherAuthority,
    /// A recipient or identity is not one of age's.
    #[error("this is not a key of age: a recipient begins with age1, an identity with AGE-SECRET-KEY-1")]
    NotAge,
    /// What is to be restored to is in use already.
    #[error("there is a ledger of this authority already")]
    InUse,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct BackedUp {
    /// The ledger's change number in it.
    pub n: u64,
    /// How many rows.
    pub rows: u64,
    /// How many bytes the file has.
    pub bytes: u64,
    /// When it was made, by the centre's wall clock, milliseconds since 1970.
    pub made_ms: u64,
}

impl Centre {
    /// Writes a backup, encrypted to the centre's own backup key and to these recipients of age beside it. Others go on
    /// writing meanwhile. The file is there whole or not at all.
    ///
    /// # Errors
    /// `Backup`, `Keys`, `Ledger`.
    pub async fn backup(&self, to: &Path, recipients: &[String]) -> Result<BackedUp, CentralError> {
        let made_ms = self.env.wall_ms();
        let beside = to.with_extension("partial");
        let keys = file::recipients(self.keys.backup.recipient(), recipients)?;
        let writer = Writer::begin(&beside, &keys, self.authority.id, made_ms)?;
        let shared = Arc::new(Mutex::new(Some(writer)));
        let sunk = Arc::clone(&shared);
        let sink: Sink = Box::new(move |copied: Copied| {
            let mut writer = sunk.lock().unwrap_or_else(PoisonError::into_inner);
            let writer = writer.as_mut().ok_or(LedgerError::Closed)?;
            writer.put(&copied).map_err(|error| LedgerError::Engine(Box::new(error)))
        });
        self.ledger.dump(self.authority.id, sink).await?;
        let writer = shared.lock().unwrap_or_else(PoisonError::into_inner).take();
        let (rows, n) = writer.ok_or(LedgerError::Closed)?.end()?;
        let bytes = std::fs::metadata(&beside).map_err(BackupError::File)?.len();
        std::fs::rename(&beside, to).map_err(BackupError::File)?;
        if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(BackupError::File)?;
        }
        self.note("backup.made", Uuid::nil(), "").await?;
        Ok(BackedUp { n, rows, bytes, made_ms })
    }
}
