//! The book's file, on a thread of its own.

use std::path::{Path, PathBuf};

use domain::AuthorityId;
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};
use tokio::sync::Mutex;

use crate::env::Env;
use crate::error::CentralError;
use crate::keys::Secret;
use crate::ledger::LedgerError;
use crate::sqlcipher;
use crate::worker::Worker;

/// The book of one authority.
pub(crate) struct Books {
    file: Worker<Connection>,
    /// Held while the book is brought up to the ledger's head, so that many readers at once do it once.
    pub(super) tailing: Mutex<()>,
}

impl Books {
    /// Opens the book, or makes it anew where it cannot be used.
    pub(crate) fn open(path: &Path, key: &Secret, env: &dyn Env) -> Result<Self, CentralError> {
        let failed = |source| CentralError::Io { what: "the folder of the books", source };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        let connection = match usable(path, key) {
            Err(CentralError::Sqlite(error)) if is_beyond_use(&error) => {
                tracing::warn!("the book cannot be used and is made anew from the ledger");
                set_aside(path, env.wall_ms()).map_err(failed)?;
                usable(path, key)?
            }
            other => other?,
        };
        let file = Worker::new("book", connection)
            .map_err(|source| CentralError::Io { what: "a thread for the book", source })?;
        Ok(Self { file, tailing: Mutex::new(()) })
    }

    /// Asks the book, in a transaction: whatever is read in it is of one moment.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Transaction<'_>) -> Result<T, CentralError> + Send + 'static,
    ) -> Result<T, CentralError> {
        self.within(TransactionBehavior::Deferred, question).await
    }

    /// Changes the book, in a transaction that others wait for.
    pub(crate) async fn change<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, CentralError> + Send + 'static,
    ) -> Result<T, CentralError> {
        self.within(TransactionBehavior::Immediate, change).await
    }

    async fn within<T: Send + 'static>(
        &self,
        behaviour: TransactionBehavior,
        job: impl FnOnce(&Transaction<'_>) -> Result<T, CentralError> + Send + 'static,
    ) -> Result<T, CentralError> {
        let done = self.file.run(move |connection| {
            let transaction = connection.transaction_with_behavior(behaviour)?;
            let answer = job(&transaction)?;
            transaction.commit()?;
            Ok(answer)
        });
        done.await.map_err(|_| CentralError::Ledger(LedgerError::Closed))?
    }
}

/// Deletes an authority's books of other epochs. A book is a cache, and one of a ledger that is no more names people to
/// no purpose.
pub(crate) fn forget_others(
    books: &Path,
    authority: AuthorityId,
    current: &Path,
) -> Result<(), CentralError> {
    let failed = |source| CentralError::Io { what: "the folder of the books", source };
    let listed = match std::fs::read_dir(books) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    };
    let current = current.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for file in listed {
        let file = file.map_err(failed)?;
        let name = file.file_name().to_string_lossy().into_owned();
        if name.starts_with(&authority.to_string()) && !name.starts_with(&current) {
            std::fs::remove_file(file.path()).map_err(failed)?;
        }
    }
    Ok(())
}

/// Opens the file and brings its tables into being; those of another version are cleared. In one transaction, since
/// another process may do the same at this moment.
fn usable(path: &Path, key: &Secret) -> Result<Connection, CentralError> {
    let mut connection = sqlcipher::open(path, key)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    match ::book::install(&transaction) {
        Err(error) if error.rebuild_helps() => ::book::clear(&transaction)?,
        other => other?,
    }
    ::book::serve_scopes(&transaction)?;
    transaction.commit()?;
    Ok(connection)
}

/// Whether the file is damaged or has another key. A file that is merely busy, or on a full disk, is no such file: it
/// may be another process's book at this moment.
fn is_beyond_use(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    code == Some(ErrorCode::NotADatabase) || code == Some(ErrorCode::DatabaseCorrupt)
}

/// Moves a file that cannot be used out of the way, with what belongs to it. Nothing is deleted: it may still tell
/// what went wrong.
fn set_aside(path: &Path, at_ms: u64) -> std::io::Result<()> {
    for end in ["", "-wal", "-shm"] {
        let from = with_end(path, end);
        if from.try_exists()? {
            std::fs::rename(&from, with_end(path, &format!("{end}.unusable-{at_ms}")))?;
        }
    }
    Ok(())
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}
