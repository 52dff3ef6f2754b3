//! A disk that takes nothing any more. An error comes once or for good, and only a second try tells which: after the second
//! nothing more is written, what was saved can still be read, and it is looked again before each save.

use wire::Fault;

use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::shell::{FileFault, Shell};

/// Written and removed again to see whether the disk takes anything. It holds nothing.
const TRIED_FILE: &str = "tried";

/// What is known of the disk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Disk {
    /// It took what was last written.
    #[default]
    Well,
    /// It refused once; the next try tells.
    FailedOnce,
    /// It takes nothing.
    Fails,
}

/// Whether the disk takes a small file. One that is full is not failing.
pub(crate) fn takes(shell: &Shell) -> bool {
    let tried = shell.files.write(TRIED_FILE, b"?").and_then(|()| shell.files.remove(TRIED_FILE));
    matches!(tried, Ok(()) | Err(FileFault::Full))
}

impl Device {
    /// Does what writes into the open vault. On a disk that is known to fail nothing is tried until it takes a small file
    /// again.
    pub(crate) fn writing<T>(
        &mut self,
        task: impl FnOnce(&Shell, &mut Open) -> Result<T, DeviceError>,
    ) -> Result<T, Fault> {
        let fails = self.disk == Disk::Fails;
        let done = self.opened().and_then(|(shell, open)| {
            if fails {
                if !takes(shell) {
                    return Err(DeviceError::DiskFails);
                }
                // What the file's connection remembers of the save that failed may not be what is on the disk.
                open.vault.reopen()?;
            }
            task(shell, open)
        });
        self.heard(done)
    }

    /// Learns from what came of a task whether the disk takes what is written, and puts a failure into words.
    pub(crate) fn heard<T>(&mut self, done: Result<T, DeviceError>) -> Result<T, Fault> {
        match done {
            Ok(done) => {
                self.disk = Disk::Well;
                Ok(done)
            }
            Err(error) if error.is_of_a_failing_disk(self.shell.files.free_bytes()) => {
                let once =
                    self.disk == Disk::Well && !matches!(error, DeviceError::DiskFails) && takes(&self.shell);
                self.disk = if once { Disk::FailedOnce } else { Disk::Fails };
                Err(self.fault(if once { error } else { DeviceError::DiskFails }))
            }
            Err(error) => Err(self.fault(error)),
        }
    }
}
