//! Two files of nothing, given up when the disk is full: the reserve, so that the save under way can be finished, and
//! the margin, so that the vault can still be opened and what it has can still be sent.
//!
//! Saves never take the margin. Opening and settling need room for a moment only: what they write replaces something,
//! or goes when the vault is closed; so the margin is made again at once, of what is left.

use crate::error::{DeviceError, FREE_BYTES_LOW};
use crate::shell::Shell;

/// Its name in the vault's folder.
pub(crate) const RESERVE_FILE: &str = "reserve";
/// How large: 8 MiB, room for some thousand saves and for the WAL to be written back.
pub(crate) const RESERVE_BYTES: usize = 8 * 1024 * 1024;
/// The name of the margin.
pub(crate) const MARGIN_FILE: &str = "margin";
/// How large: 1 MiB. A receipt writes some ten pages, and the keys file is under one.
const MARGIN_BYTES: usize = 1024 * 1024;
/// What is left free beside a margin made on a full disk, in bytes: room for the small files' own pages.
const BESIDE_MARGIN_BYTES: u64 = 128 * 1024;
/// So much must be free before the reserve is made again: itself, and enough that the next save is not the one
/// that needs it. In bytes.
pub(crate) const FREE_BYTES_FOR_RESERVE: u64 = FREE_BYTES_LOW + 8 * 1024 * 1024;
/// Below this a vault is not even opened: SQLite could not write what opening needs. In bytes.
const FREE_BYTES_TO_OPEN: u64 = 256 * 1024;

/// Makes both where they are missing and there is room. That there is no room is no failure.
pub(crate) fn keep(shell: &Shell) -> Result<(), DeviceError> {
    keep_margin(shell)?;
    if shell.files.free_bytes().is_some_and(|free| free < FREE_BYTES_FOR_RESERVE) {
        return Ok(());
    }
    make(shell, RESERVE_FILE, RESERVE_BYTES)
}

/// Makes the margin where it is missing, of what room there is.
pub(crate) fn keep_margin(shell: &Shell) -> Result<(), DeviceError> {
    let free = shell.files.free_bytes().map_or(u64::MAX, |free| free.saturating_sub(BESIDE_MARGIN_BYTES));
    let bytes = usize::try_from(free).unwrap_or(usize::MAX).min(MARGIN_BYTES);
    if bytes == 0 { Ok(()) } else { make(shell, MARGIN_FILE, bytes) }
}

fn make(shell: &Shell, name: &str, bytes: usize) -> Result<(), DeviceError> {
    if shell.files.exists(name)? {
        return Ok(());
    }
    // Random bytes: a file system that compresses would keep a file of zeros in no space at all.
    let mut bytes = vec![0; bytes];
    shell.randomness.fill(&mut bytes)?;
    match shell.files.write(name, &bytes) {
        Ok(()) => Ok(()),
        Err(fault) if DeviceError::File(fault.clone()).is_full(shell.files.free_bytes()) => {
            Ok(shell.files.remove(name)?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Gives the reserve up. Whether there was one to give.
pub(crate) fn give_up(shell: &Shell) -> Result<bool, DeviceError> {
    give_up_file(shell, RESERVE_FILE)
}

fn give_up_file(shell: &Shell, name: &str) -> Result<bool, DeviceError> {
    let there = shell.files.exists(name)?;
    shell.files.remove(name)?;
    Ok(there)
}

/// Does what needs room for a moment: where the disk is full, in the place of the margin, and if that is too small or
/// gone, of the reserve. The margin is made again afterwards, of what is left.
pub(crate) fn for_a_moment<T>(
    shell: &Shell,
    mut task: impl FnMut() -> Result<T, DeviceError>,
) -> Result<T, DeviceError> {
    match task() {
        Err(error) if error.is_full(shell.files.free_bytes()) && give_up_file(shell, MARGIN_FILE)? => {
            let done = retrying(shell, &mut task);
            keep_margin(shell)?;
            done
        }
        Err(error) if error.is_full(shell.files.free_bytes()) && give_up(shell)? => task(),
        done => done,
    }
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

/// Checks, before anything is opened, that there is room to open it; gives the margin up for it, then the reserve.
pub(crate) fn room_to_open(shell: &Shell) -> Result<(), DeviceError> {
    let none = || shell.files.free_bytes().is_some_and(|free| free < FREE_BYTES_TO_OPEN);
    for name in [MARGIN_FILE, RESERVE_FILE] {
        if none() {
            give_up_file(shell, name)?;
        }
    }
    if none() { Err(crate::shell::FileFault::Full.into()) } else { Ok(()) }
}
