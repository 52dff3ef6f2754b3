//! Which engine a centre's ledger is on, and which of its authorities is this centre's. Nothing else asks.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::sync::Arc;

use domain::AuthorityId;
use uuid::Uuid;

use crate::env::{Env, random};
use crate::error::CentralError;
use crate::folder::{Folder, Journal};
use crate::keys::Keys;
use crate::ledger::{AuthorityRow, Ledger, PostgresLedger, SqliteLedger};

/// Opens the ledger that the folder names, and makes it where it is missing.
pub(crate) async fn open(folder: &Folder, keys: &Keys) -> Result<Arc<dyn Ledger>, CentralError> {
    Ok(match folder.database() {
        Some(database) => Arc::new(PostgresLedger::open(database).await?),
        None => Arc::new(SqliteLedger::open(&folder.ledger(), &keys.ledger)?),
    })
}

/// Opens the side journal, and makes it where it is missing.
pub(crate) async fn open_journal(folder: &Folder, keys: &Keys) -> Result<Arc<dyn Ledger>, CentralError> {
    Ok(match folder.journal() {
        Journal::Database(database) => Arc::new(PostgresLedger::open(database).await?),
        Journal::File(file) => {
            if let Some(folder) = file.parent() {
                crate::folder::make_private(folder)
                    .map_err(|source| CentralError::Io { what: "the folder of the side journal", source })?;
            }
            Arc::new(SqliteLedger::open(file, &keys.ledger)?)
        }
    })
}

/// Whether there may be a centre here, so that asking for one makes none.
pub(crate) fn is_there(folder: &Folder) -> Result<bool, CentralError> {
    match folder.database() {
        Some(_) => Ok(named(folder)?.is_some()),
        None => folder.ledger().try_exists().map_err(failed),
    }
}

/// This centre's authority, if the ledger holds it.
pub(crate) async fn authority(
    folder: &Folder,
    ledger: &dyn Ledger,
) -> Result<Option<AuthorityRow>, CentralError> {
    let mut all = ledger.authorities().await?.into_iter();
    if folder.database().is_none() {
        return Ok(all.next());
    }
    let named = named(folder)?;
    Ok(all.find(|authority| Some(authority.id) == named))
}

/// The id of a new authority. In a shared database it is written down before the authority is there: after a crash in
/// between the same id is founded, and never two.
pub(crate) fn mint(folder: &Folder, env: &dyn Env) -> Result<AuthorityId, CentralError> {
    if let Some(named) = named(folder)? {
        return Ok(named);
    }
    let id = uuid::Builder::from_unix_timestamp_millis(env.wall_ms(), &random(env)?).into_uuid();
    name(folder, AuthorityId::from_uuid(id))?;
    Ok(AuthorityId::from_uuid(id))
}

/// Writes down which authority of a shared database is this centre's.
pub(crate) fn name(folder: &Folder, id: AuthorityId) -> Result<(), CentralError> {
    if folder.database().is_some() {
        let beside = folder.authority().with_extension("id.new");
        let mut file = File::create(&beside).map_err(failed)?;
        file.write_all(format!("{id}\n").as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
        fs::rename(&beside, folder.authority()).map_err(failed)?;
        File::open(folder.keys()).and_then(|keys| keys.sync_all()).map_err(failed)?;
    }
    Ok(())
}

/// The authority that was written down beside the keys.
fn named(folder: &Folder) -> Result<Option<AuthorityId>, CentralError> {
    let text = match fs::read_to_string(folder.authority()) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    let id: Uuid = text.trim_end().parse().map_err(|_| failed(ErrorKind::InvalidData.into()))?;
    Ok(Some(AuthorityId::from_uuid(id)))
}

fn failed(source: std::io::Error) -> CentralError {
    CentralError::Io { what: "the centre's folder", source }
}
