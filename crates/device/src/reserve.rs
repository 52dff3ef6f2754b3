//! A file of nothing, given up when the disk is full so that the save under way can be finished.

use crate::error::{DeviceError, FREE_BYTES_LOW};
use crate::shell::Shell;

/// Its name in the vault's folder.
pub(crate) const RESERVE_FILE: &str = "reserve";
/// How large: 8 MiB, room for some thousand saves and for the WAL to be written back.
pub(crate) const RESERVE_BYTES: usize = 8 * 1024 * 1024;
/// So much must be free before the reserve is made again: itself, and enough that the next save is not the one
/// that needs it. In bytes.
const FREE_BYTES_FOR_RESERVE: u64 = FREE_BYTES_LOW + 8 * 1024 * 1024;
/// Below this a vault is not even opened: SQLite could not write what opening needs. In bytes.
const FREE_BYTES_TO_OPEN: u64 = 256 * 1024;

/// Makes the reserve where it is missing and there is room. That there is no room is no failure.
pub(crate) fn keep(shell: &Shell) -> Result<(), DeviceError> {
    if shell.files.exists(RESERVE_FILE)? {
        return Ok(());
    }
    if shell.files.free_bytes().is_some_and(|free| free < FREE_BYTES_FOR_RESERVE) {
        return Ok(());
    }
    // Random bytes: a file system that compresses would keep a file of zeros in no space at all.
    let mut bytes = vec![0; RESERVE_BYTES];
    shell.randomness.fill(&mut bytes)?;
    match shell.files.write(RESERVE_FILE, &bytes) {
        Ok(()) => Ok(()),
        Err(fault) if DeviceError::File(fault.clone()).is_full(shell.files.free_bytes()) => {
            Ok(shell.files.remove(RESERVE_FILE)?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Gives the reserve up. Whether there was one to give.
pub(crate) fn give_up(shell: &Shell) -> Result<bool, DeviceError> {
    let there = shell.files.exists(RESERVE_FILE)?;
    shell.files.remove(RESERVE_FILE)?;
    Ok(there)
}

/// Does `task`; where it fails on a full disk, gives the reserve up and does it once more.
pub(crate) fn retrying<T>(
    shell: &Shell,
    mut task: impl FnMut() -> Result<T, DeviceError>,
) -> Result<T, DeviceError> {
    match task() {
        Err(error) if error.is_full(shell.files.free_bytes()) && give_up(shell)? => task(),
        done => done,
    }
}

/// Checks, before anything is opened, that there is room to open it; gives the reserve up for it.
pub(crate) fn room_to_open(shell: &Shell) -> Result<(), DeviceError> {
    let none = || shell.files.free_bytes().is_some_and(|free| free < FREE_BYTES_TO_OPEN);
    if none() && give_up(shell)? && !none() {
        return Ok(());
    }
    if none() { Err(crate::shell::FileFault::Full.into()) } else { Ok(()) }
}
