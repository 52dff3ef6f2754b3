//! A device: the one owner of one vault.

use domain::EventId;
use wire::{Code, Fault};

use crate::disk::Disk;
use crate::error::DeviceError;
use crate::keys::Effort;
use crate::room;
use crate::sealed::SealedLog;
use crate::shell::Shell;
use crate::vault::{Enrolment, Vault};

/// A champion's device. Every task is a method, each in the file that is named after it; a shell with a screen
/// may instead speak through the one door, [`Device::handle`].
pub struct Device {
    pub(crate) shell: Shell,
    pub(crate) effort: Effort,
    pub(crate) open: Option<Open>,
    /// Attempts to reach the centre that failed in a row: how long to wait grows with them.
    pub(crate) failures: u32,
    /// Whether the disk takes what is written.
    pub(crate) disk: Disk,
}

/// What there is while the vault is open; dropped when it is locked.
pub(crate) struct Open {
    pub vault: Vault,
    pub sealed: SealedLog,
    pub enrolment: Enrolment,
    /// A draft whose save failed in a way that leaves open whether it is on the disk, with the id it was
    /// given: typed again without an id, it is the same one.
    pub unconfirmed: Option<([u8; 32], EventId)>,
    /// The server's nonce for the next request.
    pub nonce: Option<String>,
}

impl Device {
    /// The device of this shell. Nothing is read or opened yet.
    #[must_use]
    pub const fn new(shell: Shell) -> Self {
        Self { shell, effort: Effort::USUAL, open: None, failures: 0, disk: Disk::Well }
    }

    /// The same with another cost of deriving keys, for the vault that it will make.
    #[must_use]
    pub const fn with_effort(mut self, effort: Effort) -> Self {
        self.effort = effort;
        self
    }

    /// Closes the vault and forgets its key.
    pub fn lock(&mut self) {
        self.open = None;
    }

    /// Uses a moment in which nothing is asked. A shell calls it after some seconds of quiet.
    pub fn rest(&mut self) {
        if let Some(open) = &mut self.open {
            open.vault.rest();
        }
    }

    /// Does beforehand what the next save needs and can be done without it. A shell calls it when it has given an answer: whoever
    /// tapped does not wait for it. Where it fails, the save does it.
    pub fn get_ready(&mut self) {
        if let Some(Open { sealed, enrolment, .. }) = &mut self.open {
            let _at_the_save: Result<(), DeviceError> = sealed
                .get_ready(&self.shell, &enrolment.centre_seal_key)
                .and_then(|()| room::make(&self.shell, sealed));
        }
    }

    /// Whether the vault is open.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// What the shell's clocks say.
    #[must_use]
    pub fn clock_says(&self) -> domain::Recorded {
        self.shell.clock.now()
    }

    /// Turns what went wrong inside into words, knowing how full the disk is.
    pub(crate) fn fault(&self, error: DeviceError) -> Fault {
        error.fault(self.shell.files.free_bytes())
    }

    /// The vault, where it is open.
    pub(crate) fn opened(&mut self) -> Result<(&Shell, &mut Open), DeviceError> {
        match &mut self.open {
            Some(open) => Ok((&self.shell, open)),
            None => Err(locked()),
        }
    }

    /// The same, for reading.
    pub(crate) fn reading(&self) -> Result<&Open, DeviceError> {
        self.open.as_ref().ok_or_else(locked)
    }
}

fn locked() -> DeviceError {
    Fault::new(Code::SecretWrong, "The vault is locked. Give the PIN or passphrase first.").into()
}
