//! What can go wrong in a book. A bad event is no error: it is quarantined, and the batch goes on.

/// Why a book could not do what was asked. The transaction is to be rolled back; nothing is lost, since a book can
/// always be rebuilt.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// SQLite refused: a full disk, a locked or damaged file.
    #[error("the book's tables could not be read or written")]
    Sqlite(#[from] rusqlite::Error),
    /// It was asked to write, and no transaction was begun.
    #[error("the book is written to in a transaction only")]
    NoTransaction,
    /// A position is beyond what a column holds: 2^63 - 1.
    #[error("change number or sequence {0} is out of range")]
    Position(u64),
    /// The tables are not of [`crate::SCHEMA_VERSION`]: clear and rebuild.
    #[error("the book is of schema version {found:?}, not {}", crate::SCHEMA_VERSION)]
    Schema {
        /// What it says it is; none where it says nothing.
        found: Option<i64>,
    },
    /// A stored row does not read back as what was written: clear and rebuild.
    #[error("a row of {table} is damaged")]
    Damaged {
        /// Which table.
        table: &'static str,
    },
}

impl BookError {
    /// Nothing may be written outside of a transaction: half of it would stay where the rest fails.
    pub(crate) fn unless_within(connection: &rusqlite::Connection) -> Result<(), Self> {
        if connection.is_autocommit() { Err(Self::NoTransaction) } else { Ok(()) }
    }
    /// A row of `table` that does not read back.
    pub(crate) const fn damaged(table: &'static str) -> Self {
        Self::Damaged { table }
    }
    /// Whether clearing the book and rebuilding it from the events helps.
    #[must_use]
    pub const fn rebuild_helps(&self) -> bool {
        match self {
            Self::Schema { .. } | Self::Damaged { .. } => true,
            Self::Sqlite(_) | Self::NoTransaction | Self::Position(_) => false,
        }
    }
    /// Whether the disk is full: what is there can still be read.
    #[must_use]
    pub fn is_full(&self) -> bool {
        match self {
            Self::Sqlite(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull),
            Self::Schema { .. } | Self::Damaged { .. } | Self::NoTransaction | Self::Position(_) => false,
        }
    }
}
