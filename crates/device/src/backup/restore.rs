//! Going on from a backup on another phone, or on this one after its vault was lost.

use domain::Private;
use wire::{Code, Fault};

use super::{BackupOf, file};
use crate::deposit;
use crate::device::{Device, Open};
use crate::enrol::{set_leftovers_aside, unmake};
use crate::error::DeviceError;
use crate::keys::{self, KeptKeys};
use crate::sealed::SEALED_FILE;
use crate::shell::{DATABASE_FILE, Shell};
use crate::unlock::open_with;

/// What was restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restored {
    /// Whose it is.
    pub of: BackupOf,
    /// When the backup was made, by the wall clock of the phone that made it, milliseconds since 1970.
    pub made_ms: u64,
    /// How many records it has.
    pub records: u64,
}

impl Device {
    /// Makes this device go on from a backup, under a new PIN or passphrase of its own. The vault is open afterwards.
    ///
    /// # Errors
    /// `NotPermitted` where a device is enrolled here already; `SecretTooWeak` for the new secret; for the file `Malformed`,
    /// `SecretWrong`, `UpdateNeeded` and `Damaged`; `DiskFull`. Whatever fails, nothing half made is left behind.
    pub fn restore(
        &mut self,
        backup: &[u8],
        passphrase: &Private<String>,
        secret: &Private<String>,
    ) -> Result<Restored, Fault> {
        let restored = self.restored(backup, passphrase.reveal(), secret.reveal());
        let (open, restored) = restored.map_err(|error| self.fault(error))?;
        self.open = Some(open);
        Ok(restored)
    }

    fn restored(
        &self,
        backup: &[u8],
        passphrase: &str,
        secret: &str,
    ) -> Result<(Open, Restored), DeviceError> {
        let shell = &self.shell;
        if KeptKeys::read(shell)?.is_some() {
            return Err(Fault::new(
                Code::NotPermitted,
                "A device is enrolled here already. Restore into an empty folder, or on another phone.",
            )
            .into());
        }
        let mode = keys::judge(secret, shell.keystore.available())?;
        let contents = file::read(backup, passphrase)?;
        set_leftovers_aside(shell)?;
        let kept = KeptKeys::make(shell, secret, mode, self.effort, &contents.key)?;
        let restored = Restored {
            of: BackupOf { authority: contents.authority, champion: contents.champion },
            made_ms: contents.made_ms,
            records: contents.records,
        };
        match put(shell, &kept, contents) {
            Ok(open) => Ok((open, restored)),
            Err(error) => {
                let _leftovers = unmake(shell, &kept);
                Err(error)
            }
        }
    }
}

/// The keys file comes last: it is what says that somebody is enrolled here.
fn put(shell: &Shell, kept: &KeptKeys, contents: file::Contents) -> Result<Open, DeviceError> {
    shell.files.write(DATABASE_FILE, &contents.database)?;
    shell.files.write(SEALED_FILE, &contents.sealed)?;
    let (open, _resealed) = open_with(shell, contents.key)?;
    deposit::keep(shell, &open.enrolment, &contents.deposit_key)?;
    kept.write(shell)?;
    Ok(open)
}
