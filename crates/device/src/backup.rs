//! A champion's own backup: one file, encrypted by a passphrase, with which another phone goes on. That phone is a copy of
//! this one: where both record, the centre keeps both histories (`sync`).

mod file;
mod restore;

use domain::{AuthorityId, ChampionId, Private};
use wire::Fault;

use crate::deposit;
use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::keys;
use crate::sealed;
use crate::shell::Shell;
use file::Contents;
pub use restore::Restored;

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFile {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many records are in it.
    pub records: u64,
}

impl Device {
    /// A backup of the open vault: everything that was recorded here, and who this device is. What was pulled is left out:
    /// it is the centre's, and another phone fetches it anew.
    ///
    /// # Errors
    /// `SecretTooWeak` for the passphrase; `SecretWrong` while locked; `DiskFull` where there is no room for the copy that
    /// is made on the way.
    pub fn backup(&mut self, passphrase: &Private<String>) -> Result<BackupFile, Fault> {
        let made = self.opened().and_then(|(shell, open)| backup(shell, open, passphrase.reveal()));
        made.map_err(|error| self.fault(error))
    }
}

fn backup(shell: &Shell, open: &mut Open, passphrase: &str) -> Result<BackupFile, DeviceError> {
    // No key store stands beside the file, so it is judged as one without.
    keys::judge(passphrase, false)?;
    let (champion, authority) =
        (open.enrolment.certificate.says.champion, open.enrolment.certificate.says.authority);
    let records = open.vault.counts()?.0;
    let contents = Contents {
        made_ms: shell.clock.now().wall_ms,
        authority,
        champion,
        records,
        key: open.vault.key().clone(),
        deposit_key: deposit::read(shell)?.key,
        database: open.vault.copy(shell)?,
        sealed: sealed::without_room(shell)?,
    };
    Ok(BackupFile { bytes: file::write(&contents, passphrase)?, records })
}

/// Whose backup it is, for a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupOf {
    /// The authority whose centre let the device in.
    pub authority: AuthorityId,
    /// The champion.
    pub champion: ChampionId,
}
