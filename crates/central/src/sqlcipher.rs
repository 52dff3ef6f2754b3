//! The one place where an encrypted file is opened: key first, then every pragma by name, nothing by default.

use std::path::Path;

use rusqlite::Connection;
use zeroize::Zeroizing;

use crate::error::CentralError;
use crate::keys::Secret;

/// 3.51.3: older versions of SQLite can lose acknowledged commits when a WAL is reset.
const SQLITE_VERSION_MIN: i32 = 3_051_003;
/// The page cache, in KiB: 64 MiB. Random event ids touch pages all over the index, and this was worth more than
/// anything else in a trial.
const CACHE_KIB: i64 = 64 * 1024;
/// Pages in the WAL before it is written back: 16 MiB at 4 KiB each, so that a burst of pushes is not slowed.
const CHECKPOINT_PAGES: i64 = 4_096;
/// What a page's bytes are authenticated with: processors have an instruction for SHA-256, and mostly none for SHA-512,
/// which is SQLCipher's choice.
const HMAC: &str = "HMAC_SHA256";
/// How long to wait for another process with the file open (`freeze` beside `serve`), in milliseconds.
const BUSY_MS: i64 = 10_000;

/// Opens or makes a file.
///
/// # Errors
/// `Sqlite` where the file is not one, is damaged, or has another key; `TooOld` where this program was built with an
/// SQLite that is not safe, or without encryption.
pub(crate) fn open(path: &Path, key: &Secret) -> Result<Connection, CentralError> {
    book::await_cipher()?;
    keyed(Connection::open(path)?, key)
}

/// The same in memory, for a recount.
///
/// # Errors
/// As [`open`].
pub(crate) fn in_memory() -> Result<Connection, CentralError> {
    let connection = Connection::open_in_memory()?;
    checked(&connection)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}

fn keyed(connection: Connection, key: &Secret) -> Result<Connection, CentralError> {
    let hex = Zeroizing::new(domain::text::to_hex(key.bytes()));
    // SQLCipher would write to standard error by itself, between the lines of our log. What fails is answered anyway.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    // A raw key: it is random already, and stretching it would only make every start slower.
    let raw = Zeroizing::new(format!("x'{}'", hex.as_str()));
    connection.pragma_update(None, "key", raw.as_str())?;
    connection.pragma_update(None, "cipher_hmac_algorithm", HMAC)?;
    checked(&connection)?;
    // The first read: with another key this is where it shows.
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    connection.pragma_update(None, "busy_timeout", BUSY_MS)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn checked(connection: &Connection) -> Result<(), CentralError> {
    let encrypts = connection
        .query_row("PRAGMA cipher_version", [], |row| row.get::<_, String>(0))
        .is_ok_and(|version| !version.is_empty());
    if rusqlite::version_number() < SQLITE_VERSION_MIN || !encrypts {
        return Err(CentralError::TooOld { sqlite: rusqlite::version(), encrypts });
    }
    Ok(())
}
