//! Destroying a vault on the centre's word. What waits is sent first, where that succeeds within three contacts
//! (`protocol::wipe`); the sealed copies, which a finder cannot read, stay until they are durable.

use wire::{Code, Fault};

use crate::deposit;
use crate::device::Device;
use crate::error::DeviceError;
use crate::keys::{KEYS_FILE, KeptKeys};
use crate::reserve::{MARGIN_FILE, RESERVE_FILE};
use crate::sealed::SEALED_FILE;
use crate::shell::{DATABASE_FILE, WAL_FILE};
use crate::sync::Deposited;

impl Device {
    /// Counts a contact at which the centre asked for this vault to be wiped, and wipes it where that is due.
    ///
    /// # Errors
    /// `Refused` with `Revoked`, always: in words for whoever holds the device.
    pub(crate) fn wipe_where_due(&mut self) -> Result<(), DeviceError> {
        let (_, open) = self.opened()?;
        let waiting: u64 = open.vault.marks()?.iter().map(protocol::Marks::waiting).sum();
        let tries = open.vault.told_to_wipe()?;
        if !protocol::wipe::is_due(waiting, tries) {
            return Err(Fault::new(
                Code::Revoked,
                format!(
                    "This device's access was ended. {waiting} records still wait here and are tried again; then its \
                     vault is destroyed. Ask your coordinator."
                ),
            )
            .into());
        }
        self.destroy_vault()?;
        let sent = if waiting == 0 {
            "All of it was handed over to the centre.".to_owned()
        } else {
            format!(
                "{waiting} records could not be sent: their sealed copies stay here, and only the centre can read them."
            )
        };
        Err(Fault::new(
            Code::Revoked,
            format!(
                "This device's access was ended, and its vault was destroyed. {sent} Ask your coordinator."
            ),
        )
        .into())
    }

    /// Destroys the vault and its keys. The keys go first: from then on the file is noise.
    fn destroy_vault(&mut self) -> Result<(), DeviceError> {
        self.open = None;
        let shell = &self.shell;
        // One that cannot be read is no key either.
        let kept = KeptKeys::read(shell).ok().flatten();
        shell.files.remove(KEYS_FILE)?;
        if let Some(kept) = kept {
            kept.forget(shell)?;
        }
        for name in [DATABASE_FILE, WAL_FILE, RESERVE_FILE, MARGIN_FILE] {
            shell.files.remove(name)?;
        }
        if protocol::wipe::takes_sealed_copies() {
            shell.files.remove(SEALED_FILE)?;
        }
        Ok(())
    }

    /// After a deposit with no PIN: wipes where the centre asked for it, and lets the copies of a vault that is gone leave
    /// once they are durable.
    pub(crate) fn deposited(&mut self, done: Deposited) -> Result<Deposited, DeviceError> {
        if done.wiped {
            // All of it was just sent, so nothing waits.
            self.destroy_vault()?;
        }
        let has_vault = KeptKeys::read(&self.shell)?.is_some();
        if done.durable && done.copies > 0 && !has_vault {
            self.shell.files.remove(SEALED_FILE)?;
            deposit::forget(&self.shell)?;
        }
        Ok(done)
    }
}
