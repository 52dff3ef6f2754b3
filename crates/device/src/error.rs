//! What can go wrong inside, for us; at the door each becomes a [`wire::Fault`], for the people who use it.

use book::BookError;
use rusqlite::ErrorCode;
use wire::{Code, Fault};

use crate::shell::{FileFault, KeystoreFault, NoRandomness};

/// What went wrong inside the device.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DeviceError {
    /// The vault's file.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The book in it.
    #[error(transparent)]
    Book(#[from] BookError),
    /// A small file.
    #[error(transparent)]
    File(#[from] FileFault),
    /// No chance.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The key store.
    #[error(transparent)]
    Keystore(#[from] KeystoreFault),
    /// What is stored does not read back as it was written; says where.
    #[error("what is stored does not read back: {0}")]
    Unreadable(&'static str),
    /// This build or this file cannot be trusted with records; says why.
    #[error("{0}")]
    Unsafe(&'static str),
    /// The disk takes nothing any more.
    #[error("the disk takes nothing any more")]
    DiskFails,
    /// Refused, in words for the people who use it.
    #[error(transparent)]
    Refused(#[from] Fault),
}

/// Below this much free space the words "damaged" and "failed" are not said: a full disk shows as many other
/// errors. In bytes: twice the reserve file.
pub(crate) const FREE_BYTES_LOW: u64 = 16 * 1024 * 1024;

impl DeviceError {
    /// Whether giving up the reserve file may help.
    pub(crate) fn is_full(&self, free: Option<u64>) -> bool {
        let low = free.is_some_and(|free| free < FREE_BYTES_LOW);
        match self {
            Self::Sqlite(error) | Self::Book(BookError::Sqlite(error)) => match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => true,
                Some(
                    ErrorCode::SystemIoFailure
                    | ErrorCode::CannotOpen
                    | ErrorCode::DatabaseCorrupt
                    | ErrorCode::NotADatabase,
                ) => low,
                _ => false,
            },
            Self::File(FileFault::Full) => true,
            Self::File(FileFault::System(_)) => low,
            Self::Book(
                BookError::NoTransaction
                | BookError::Position(_)
                | BookError::Schema { .. }
                | BookError::Damaged { .. },
            )
            | Self::NoRandomness(_)
            | Self::Keystore(_)
            | Self::Unreadable(_)
            | Self::Unsafe(_)
            | Self::DiskFails
            | Self::Refused(_) => false,
        }
    }

    /// Whether the file itself is what failed: it is then set aside, never deleted.
    pub(crate) fn is_damage(&self, free: Option<u64>) -> bool {
        if self.is_full(free) {
            return false;
        }
        match self {
            Self::Sqlite(error) | Self::Book(BookError::Sqlite(error)) => matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
            ),
            Self::Unreadable(_) => true,
            Self::Book(
                BookError::NoTransaction
                | BookError::Position(_)
                | BookError::Schema { .. }
                | BookError::Damaged { .. },
            )
            | Self::File(_)
            | Self::NoRandomness(_)
            | Self::Keystore(_)
            | Self::Unsafe(_)
            | Self::DiskFails
            | Self::Refused(_) => false,
        }
    }

    /// Whether it was the disk that refused, and not for want of room.
    pub(crate) fn is_of_a_failing_disk(&self, free: Option<u64>) -> bool {
        if self.is_full(free) {
            return false;
        }
        match self {
            Self::Sqlite(error) | Self::Book(BookError::Sqlite(error)) => matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::ReadOnly)
            ),
            Self::File(FileFault::System(_)) | Self::DiskFails => true,
            Self::Book(
                BookError::Position(_)
                | BookError::Schema { .. }
                | BookError::Damaged { .. }
                | BookError::NoTransaction,
            )
            | Self::File(FileFault::Full)
            | Self::NoRandomness(_)
            | Self::Keystore(_)
            | Self::Unreadable(_)
            | Self::Unsafe(_)
            | Self::Refused(_) => false,
        }
    }

    /// Whether the file is open elsewhere.
    pub(crate) fn is_open_elsewhere(&self) -> bool {
        match self {
            Self::Sqlite(error) | Self::Book(BookError::Sqlite(error)) => {
                matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
            }
            Self::Book(
                BookError::NoTransaction
                | BookError::Position(_)
                | BookError::Schema { .. }
                | BookError::Damaged { .. },
            )
            | Self::File(_)
            | Self::NoRandomness(_)
            | Self::Keystore(_)
            | Self::Unreadable(_)
            | Self::Unsafe(_)
            | Self::DiskFails
            | Self::Refused(_) => false,
        }
    }

    /// The same for the outside. `free` is the free space on the disk, where it is known.
    pub(crate) fn fault(self, free: Option<u64>) -> Fault {
        if self.is_full(free) {
            let wanted = FREE_BYTES_LOW / (1024 * 1024);
            return Fault::new(
                Code::DiskFull,
                format!(
                    "The disk is full. Free {wanted} MB, then try again. Nothing that was saved is lost."
                ),
            );
        }
        if self.is_open_elsewhere() {
            return Fault::new(
                Code::AlreadyOpen,
                "This vault is open in another window or program. Close that one, then try again.",
            );
        }
        if self.is_damage(free) {
            return Fault::new(
                Code::Damaged,
                "The vault's file is damaged. It is kept as it is: ask your coordinator before you go on.",
            );
        }
        match self {
            Self::Refused(fault) => fault,
            Self::Unsafe(why) => Fault::new(Code::Internal, why),
            Self::DiskFails => Fault::new(
                Code::DiskFails,
                "The storage of this device takes nothing any more, so this was not saved. What was saved before is \
                 still here, and nothing of it is lost. Hand it over as a rescue file on another disk.",
            ),
            Self::Keystore(_) => Fault::new(
                Code::Internal,
                "This device's key store cannot be used now. Restart the device, or ask your coordinator.",
            ),
            Self::Sqlite(_) | Self::Book(_) | Self::File(_) | Self::NoRandomness(_) | Self::Unreadable(_) => {
                Fault::new(Code::Internal, "This did not work, and was not saved. Try again.")
            }
        }
    }
}
