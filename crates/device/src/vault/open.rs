//! The one place where the vault's file is opened.

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::error::DeviceError;
use crate::keys::DataKey;

/// 3.51.3: older versions of SQLite can lose acknowledged commits when a WAL is reset.
const SQLITE_VERSION_MIN: i32 = 3_051_003;
/// The page cache in KiB: 16 MiB, which holds the whole book of a champion's year and is bearable on a phone.
const CACHE_KIB: i64 = 16 * 1024;
/// A page, in bytes. A save changes a row here and a row there, and each page that it touches is encrypted and flushed
/// whole: of 2 KiB it costs a phone half of what SQLCipher's 4 KiB do (`docs/decisions/0041-small-pages.md`).
const PAGE_BYTES: i64 = 2048;
/// What a page's bytes are authenticated with. Phones compute SHA-256 by an instruction of their own, and SHA-512, which is
/// SQLCipher's choice, not.
const HMAC: &str = "HMAC_SHA256";
/// How large the WAL is made beforehand, and may stay after it was written back, in bytes: 6 MiB, three thousand pages.
pub(crate) const WAL_BYTES_MAX: u64 = 6 * 1024 * 1024;
/// After so many pages the WAL is written back inside the commit that filled it: 6 MiB, which a page of pull or a tap then
/// waits for. An idle moment does it before ([`super::Vault::rest`]).
const WAL_PAGES_MAX: i64 = 3_000;
/// With NORMAL a power cut may take back commits that were already acknowledged as saved; FULL flushes each one. What
/// the setting reads back as stands beside it.
const SYNCHRONOUS: (&str, i64) = if cfg!(feature = "weakened") { ("NORMAL", 1) } else { ("FULL", 2) };
/// How many prepared statements are kept: the book's way in has under sixty, ours about thirty.
const STATEMENTS_CACHED: usize = 128;

/// Whether there must be a file already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Existing {
    /// There must.
    Yes,
    /// There must not; it is made.
    No,
}

/// Opens the file: the key, then the salt, then the versions, then every pragma by name, nothing by default.
///
/// # Errors
/// `Sqlite`: busy where it is open elsewhere, not a database where the file is damaged (the key itself was
/// proved right before). `Unsafe` where this build could not keep a secret or a promise.
pub(super) fn connect(database: &str, key: &DataKey, existing: Existing) -> Result<Connection, DeviceError> {
    let connection = keyed(database, key, existing)?;
    set_pragmas(&connection)?;
    // The first read: a damaged first page and a second opener show here, and not at the first tap.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

/// Opens the file and gives it the key.
pub(super) fn keyed(database: &str, key: &DataKey, existing: Existing) -> Result<Connection, DeviceError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if existing == Existing::No {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    book::await_cipher()?;
    let connection = Connection::open_with_flags(database, flags)?;
    // What goes wrong is said once, by us; SQLCipher would print it to the terminal as well.
    connection.pragma_update_and_check(None, "cipher_log_level", "NONE", |_| Ok(()))?;
    let hex = Zeroizing::new(domain::text::to_hex(key.as_ref()));
    // A raw key: it is random already. What was typed is stretched elsewhere, and only once.
    let raw = Zeroizing::new(format!("x'{}'", hex.as_str()));
    connection.pragma_update(None, "key", raw.as_str())?;
    connection.pragma_update(None, "cipher_page_size", PAGE_BYTES)?;
    connection.pragma_update(None, "cipher_hmac_algorithm", HMAC)?;
    check_encryption(&connection)?;
    Ok(connection)
}

fn check_encryption(connection: &Connection) -> Result<(), DeviceError> {
    let text = |pragma: &str| {
        connection
            .query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, String>(0))
            .unwrap_or_default()
    };
    // In one browser file system SQLCipher wrote zeros for a salt until the salt was read first. Reading it is
    // what makes the difference; all zeros would mean that equal pages of two vaults look alike.
    let salt = text("cipher_salt");
    if salt.is_empty() || text("cipher_version").is_empty() {
        return Err(DeviceError::Unsafe("This build of Doorstep cannot encrypt, so it keeps no records."));
    }
    if salt.bytes().all(|digit| digit == b'0') {
        return Err(DeviceError::Unsafe("This vault's file has no salt. It is not opened."));
    }
    if rusqlite::version_number() < SQLITE_VERSION_MIN {
        return Err(DeviceError::Unsafe("This build of Doorstep has an SQLite that can lose records."));
    }
    Ok(())
}

fn set_pragmas(connection: &Connection) -> Result<(), DeviceError> {
    connection.pragma_update(None, "busy_timeout", 0)?;
    // Before WAL: the lock is then held as long as the file is open, no `-shm` file is needed, and a full disk
    // is reported as a full disk and not as an I/O error.
    connection.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()))?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", SYNCHRONOUS.0)?;
    // On Apple's systems an ordinary fsync leaves data in the drive's own memory. Elsewhere these do nothing.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update_and_check(
        None,
        "journal_size_limit",
        WAL_BYTES_MAX.cast_signed(),
        |_| Ok(()),
    )?;
    connection.pragma_update_and_check(None, "wal_autocheckpoint", WAL_PAGES_MAX, |_| Ok(()))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_CACHED);
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let sound =
        number("synchronous")? == SYNCHRONOUS.1 && number("temp_store")? == 2 && number("foreign_keys")? == 1;
    if sound { Ok(()) } else { Err(DeviceError::Unsafe("The vault's safety settings did not take.")) }
}
