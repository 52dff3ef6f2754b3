//! Room in the files that a save writes, made while nobody waits: a flush that has to note a new length of a file too takes up to
//! twice as long as one of data alone (`docs/decisions/0055-room-is-made-before-a-save.md`).

use crate::error::DeviceError;
use crate::reserve::FREE_BYTES_FOR_RESERVE;
use crate::sealed::SealedLog;
use crate::shell::{Shell, WAL_FILE};
use crate::vault::WAL_BYTES_MAX;

/// Makes the WAL as long as it is let grow, and the file of sealed copies long enough for the next ones, where the disk has room
/// to spare. SQLite takes nothing in its WAL for a page but what its own checksum and salt prove, so zeros behind it say nothing.
pub(crate) fn make(shell: &Shell, sealed: &mut SealedLog) -> Result<(), DeviceError> {
    if shell.files.free_bytes().is_some_and(|free| free < FREE_BYTES_FOR_RESERVE) {
        return Ok(());
    }
    shell.files.lengthen(WAL_FILE, WAL_BYTES_MAX)?;
    sealed.make_room(shell)
}
