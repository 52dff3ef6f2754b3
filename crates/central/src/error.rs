//! What can go wrong at the centre: typed for us, and at the edge a code and a sentence for who asked.

use wire::push::ForkAnswer;
use wire::{Code, Fault};

use crate::backup::BackupError;
use crate::env::NoRandomness;
pub use crate::keys::KeyError;
use crate::ledger::LedgerError;

/// Why the centre could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum CentralError {
    /// There is a centre in this folder already; it is never overwritten.
    #[error("there is a centre in this folder already")]
    AlreadyThere,
    /// There is no centre in this folder.
    #[error("there is no centre in this folder")]
    NotThere,
    /// This program was built with an SQLite that can lose commits, or without encryption.
    #[error(
        "this program was built with SQLite {sqlite}, encryption {encrypts}: it needs 3.51.3 with SQLCipher"
    )]
    TooOld {
        /// The version of SQLite.
        sqlite: &'static str,
        /// Whether it can encrypt.
        encrypts: bool,
    },
    /// The keys cannot be used.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The ledger cannot be used.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The book cannot be used.
    #[error(transparent)]
    Book(#[from] ::book::BookError),
    /// A database file cannot be used: damaged, or encrypted with another key.
    #[error("a database file could not be read or written")]
    Sqlite(#[from] rusqlite::Error),
    /// A file, folder or address cannot be used.
    #[error("{what} could not be used")]
    Io {
        /// What, without its name.
        what: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// The machine has no randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// A backup cannot be written or read.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// The ledger and the side journal both hold own events that the other has not: they are not of one centre.
    #[error("the side journal is not this ledger's")]
    OtherJournal,
    /// The stream's history differs from what is held; the answer says where the centre stands.
    #[error("the stream's history differs from what is held")]
    Forked(Box<ForkAnswer>),
    /// What was asked cannot be done, said already in the words for who asked.
    #[error(transparent)]
    Refused(#[from] Fault),
}

impl CentralError {
    /// The same for who asked: a stable code and a sentence, with nothing in it that was typed.
    #[must_use]
    pub fn fault(&self) -> Fault {
        match self {
            Self::AlreadyThere => Fault::new(
                Code::AlreadyRecordedOtherwise,
                "There is a centre in this folder already. Choose another folder.",
            ),
            Self::NotThere => {
                Fault::new(Code::NotFound, "There is no centre in this folder. Make one with `central init`.")
            }
            Self::TooOld { .. } => Fault::new(Code::Internal, format!("Sorry: {self}.")),
            Self::Keys(error @ (KeyError::File { .. } | KeyError::NoKey { .. })) => {
                Fault::new(Code::NotFound, format!("Sorry: {error}."))
            }
            Self::Keys(error @ KeyError::Open { .. }) => {
                Fault::new(Code::NotPermitted, format!("Sorry: {error}."))
            }
            Self::Ledger(LedgerError::DiskFull) => disk_full(),
            Self::Book(error) if error.is_full() => disk_full(),
            Self::Ledger(LedgerError::Damaged { .. }) => {
                Fault::new(Code::Damaged, "The ledger is damaged. Restore it from a backup.")
            }
            Self::Ledger(LedgerError::Closed) => {
                Fault::new(Code::Unavailable, "The centre is stopping. Try again.")
            }
            Self::Ledger(LedgerError::Unreachable(_)) => Fault::new(
                Code::Unavailable,
                "The ledger's database cannot be reached. Nothing is lost; try again.",
            ),
            // A device sends the same again, and what is stored by then decides; so does whoever runs a command.
            Self::Ledger(LedgerError::OutcomeUnknown(_)) => Fault::new(
                Code::Unavailable,
                "The connection to the ledger was lost at the last moment. Look whether it is done, and try again.",
            ),
            Self::Ledger(LedgerError::Unsafe { .. }) => Fault::new(Code::Internal, format!("Sorry: {self}.")),
            Self::Sqlite(error) => match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::NotADatabase) => Fault::new(
                    Code::Damaged,
                    "A database file does not open with its key: the key is another one, or the file is damaged.",
                ),
                Some(rusqlite::ErrorCode::DiskFull) => disk_full(),
                Some(_) | None => internal(),
            },
            Self::Ledger(LedgerError::Engine(_))
            | Self::Book(_)
            | Self::Keys(KeyError::NoRandomness(_))
            | Self::NoRandomness(_) => internal(),
            Self::Io { what, .. } => Fault::new(Code::Internal, format!("Sorry: {what} could not be used.")),
            Self::Backup(error @ (BackupError::File(_) | BackupError::InUse)) => {
                Fault::new(Code::NotFound, format!("Sorry: {error}."))
            }
            Self::Backup(error) => Fault::new(Code::NotVerified, format!("Sorry: {error}.")),
            Self::OtherJournal => Fault::new(
                Code::Damaged,
                "The side journal and the ledger are not of one centre. Name the right journal, or the right data.",
            ),
            Self::Forked(answer) => answer.fault.clone(),
            Self::Refused(fault) => fault.clone(),
        }
    }
}

fn disk_full() -> Fault {
    Fault::new(Code::DiskFull, "The centre's disk is full. Nothing is lost; free some space.")
}

fn internal() -> Fault {
    Fault::new(Code::Internal, "Something inside failed. Try again; the log says more.")
}

impl From<CentralError> for Fault {
    fn from(error: CentralError) -> Self {
        error.fault()
    }
}

/// SQLite's own code for a failure. Its words are left out: a failed conversion quotes what it could not convert.
pub(crate) fn cause(error: &CentralError) -> Option<rusqlite::ErrorCode> {
    let mut source = Some(error as &dyn std::error::Error);
    while let Some(error) = source {
        if let Some(sqlite) = error.downcast_ref::<rusqlite::Error>() {
            return sqlite.sqlite_error_code();
        }
        source = error.source();
    }
    None
}
