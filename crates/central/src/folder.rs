//! Where the centre keeps what it keeps.

use std::path::{Path, PathBuf};

use domain::AuthorityId;

use crate::ledger::Dsn;

/// The centre's folders. Keys stand apart, since a backup that held both would open itself (security.md, item 6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    data: PathBuf,
    keys: PathBuf,
    database: Option<Dsn>,
    journal: Journal,
}

/// Where the side journal is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Journal {
    File(PathBuf),
    Database(Box<Dsn>),
}

impl Folder {
    /// A centre in `data`, its keys in `data/keys`.
    #[must_use]
    pub fn new(data: impl Into<PathBuf>) -> Self {
        let data = data.into();
        let journal = Journal::File(data.join("journal").join("journal.db"));
        Self { keys: data.join("keys"), data, database: None, journal }
    }
    /// The same with its keys elsewhere.
    #[must_use]
    pub fn with_keys(self, keys: impl Into<PathBuf>) -> Self {
        Self { keys: keys.into(), ..self }
    }
    /// The same with its ledger in a PostgreSQL database, so that several nodes may share it. Books and keys stay in
    /// folders; each node has books of its own and the same keys.
    #[must_use]
    pub fn with_database(self, database: Dsn) -> Self {
        Self { database: Some(database), ..self }
    }
    /// The same with its side journal in this file: on another disk, where there is one, and in no backup.
    #[must_use]
    pub fn with_journal(self, file: impl Into<PathBuf>) -> Self {
        Self { journal: Journal::File(file.into()), ..self }
    }
    /// The same with its side journal in another PostgreSQL database, so that several nodes share it.
    #[must_use]
    pub fn with_journal_database(self, database: Dsn) -> Self {
        Self { journal: Journal::Database(Box::new(database)), ..self }
    }
    pub(crate) const fn journal(&self) -> &Journal {
        &self.journal
    }
    /// The folder of everything but the keys.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }
    /// The folder of the keys.
    #[must_use]
    pub fn keys(&self) -> &Path {
        &self.keys
    }
    /// The database of the ledger, where it is not a file.
    #[must_use]
    pub const fn database(&self) -> Option<&Dsn> {
        self.database.as_ref()
    }
    /// Which authority of a shared database is this centre's. It lies with the keys, which are that authority's too:
    /// whoever sets up another node copies both in one go. A ledger in a file holds one authority and needs none.
    #[must_use]
    pub fn authority(&self) -> PathBuf {
        self.keys.join("authority.id")
    }
    /// The ledger's file. It has a `-wal` and a `-shm` beside it while it is open.
    #[must_use]
    pub fn ledger(&self) -> PathBuf {
        self.data.join("ledger.db")
    }
    /// The book of an authority in an epoch: a cache, which may be deleted whenever no centre has it open. A restored
    /// ledger may give other changes the numbers that this one had read, so each epoch has a book of its own.
    #[must_use]
    pub fn book(&self, authority: AuthorityId, epoch: u64) -> PathBuf {
        self.books().join(format!("{authority}-{epoch}.db"))
    }
    pub(crate) fn books(&self) -> PathBuf {
        self.data.join("books")
    }
}

/// Makes a folder, and those above it that are missing, for their owner only. What is in it is encrypted or signed, but
/// how much there is and when it grew is nobody else's business either.
pub(crate) fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
