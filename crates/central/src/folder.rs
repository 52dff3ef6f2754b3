//! Where the centre keeps what it keeps.

use std::path::{Path, PathBuf};

use domain::AuthorityId;

/// The centre's folders. Keys stand apart, since a backup that held both would open itself (security.md, item 6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    data: PathBuf,
    keys: PathBuf,
}

impl Folder {
    /// A centre in `data`, its keys in `data/keys`.
    #[must_use]
    pub fn new(data: impl Into<PathBuf>) -> Self {
        let data = data.into();
        Self { keys: data.join("keys"), data }
    }
    /// The same with its keys elsewhere.
    #[must_use]
    pub fn with_keys(self, keys: impl Into<PathBuf>) -> Self {
        Self { keys: keys.into(), ..self }
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
    /// The ledger's file. It has a `-wal` and a `-shm` beside it while it is open.
    #[must_use]
    pub fn ledger(&self) -> PathBuf {
        self.data.join("ledger.db")
    }
    /// The book of an authority: a cache, which may be deleted whenever no centre has it open.
    #[must_use]
    pub fn book(&self, authority: AuthorityId) -> PathBuf {
        self.data.join("books").join(format!("{authority}.db"))
    }
}
