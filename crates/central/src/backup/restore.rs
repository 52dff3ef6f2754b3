//! Restoring: a backup into an empty ledger, then the side journal over it, then a new epoch, and only then traffic.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use uuid::Uuid;

use super::BackupError;
use super::file::Reader;
use crate::centre::Centre;
use crate::env::Env;
use crate::error::CentralError;
use crate::folder::Folder;
use crate::journal::{self, Replayed};
use crate::keys::Keys;
use crate::ledger::{Ledger, LedgerError};
use crate::store;

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Restored {
    /// The ledger's change number afterwards.
    pub n: u64,
    /// The new epoch: devices see it at their next contact, and send again what the backup did not have.
    pub epoch: u64,
    /// When the backup was made, milliseconds since 1970.
    pub made_ms: u64,
    /// What the side journal gave back.
    pub replayed: Replayed,
    /// Where the ledger that was there before lies now: nothing is deleted.
    pub set_aside: Option<PathBuf>,
}

/// Restores a centre from a backup, into the place that `folder` names. A ledger file that is there is set aside; in a
/// shared database the authority must not be there. `identities` are keys of age beside the centre's own.
///
/// # Errors
/// `Backup`, `Keys`, `Ledger`, `OtherJournal`, `Io`.
pub async fn restore(
    folder: &Folder,
    file: &Path,
    identities: &[String],
    env: Arc<dyn Env>,
) -> Result<(Centre, Restored), CentralError> {
    let keys = Keys::load(folder.keys())?;
    let reader = Reader::open(file, &keys.backup_identities(identities)?)?;
    let (authority, made_ms) = (reader.authority, reader.made_ms);
    let set_aside = match folder.database() {
        None => set_aside(folder, env.wall_ms())?,
        Some(_) => None,
    };
    crate::folder::make_private(folder.data())
        .map_err(|source| CentralError::Io { what: "the centre's folder", source })?;
    let ledger = store::open(folder, &keys).await?;
    if ledger.authorities().await?.iter().any(|row| row.id == authority) {
        return Err(BackupError::InUse.into());
    }
    load(&*ledger, reader).await?;
    store::name(folder, authority)?;
    let row = store::authority(folder, &*ledger).await?.ok_or(BackupError::NotWhole)?;
    let journal = store::open_journal(folder, &keys).await?;
    let (row, replayed) = journal::reconcile(&*ledger, &*journal, row, true).await?;
    let epoch = row.epoch;
    let centre = Centre::assemble(folder, row, keys, ledger, journal, env)?;
    centre.note("centre.restored", Uuid::nil(), "").await?;
    let n = centre.ledger.head(authority).await?;
    Ok((centre, Restored { n, epoch, made_ms, replayed, set_aside }))
}

/// Loads a backup; what is wrong with the file is said as that.
pub(super) async fn load(ledger: &dyn Ledger, reader: Reader) -> Result<(), CentralError> {
    let Err(error) = ledger.load(reader.rows()).await else { return Ok(()) };
    let LedgerError::Engine(source) = error else { return Err(error.into()) };
    Err(match source.downcast::<BackupError>() {
        Ok(broken) => CentralError::Backup(*broken),
        Err(other) => CentralError::Ledger(LedgerError::Engine(other)),
    })
}

/// Moves a ledger's file and what belongs to it out of the way.
fn set_aside(folder: &Folder, at_ms: u64) -> Result<Option<PathBuf>, CentralError> {
    let failed = |source| CentralError::Io { what: "the ledger's file", source };
    let ledger = folder.ledger();
    if !ledger.try_exists().map_err(failed)? {
        return Ok(None);
    }
    let aside = folder.data().join(format!("ledger-before-{at_ms}.db"));
    for end in ["-wal", "-shm", ""] {
        let with = |path: &Path| PathBuf::from(format!("{}{end}", path.display()));
        if with(&ledger).try_exists().map_err(failed)? {
            std::fs::rename(with(&ledger), with(&aside)).map_err(failed)?;
        }
    }
    Ok(Some(aside))
}
