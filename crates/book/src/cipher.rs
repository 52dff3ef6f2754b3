//! Waits until SQLCipher is there: of the whole program, not of one book. It stands here since this package chooses SQLCipher.

use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, Error, Result, ffi};

/// It takes a millisecond or two, and a look some fifty microseconds. After so many it does not come: it had no memory, or no
/// randomness.
const LOOKS_MAX: u32 = 100_000;

/// Returns once a file can be given its key. To be called before each file is opened.
///
/// SQLite calls itself ready before it calls SQLCipher (`sqlite3_initialize` runs `SQLITE_EXTRA_INIT` last, outside its lock),
/// so that of two threads that open the first files of a program at one moment the second finds a SQLite that knows no key yet
/// and is refused. That SQLCipher is there is seen by its own function in a connection opened anew, which it adds last.
///
/// # Errors
/// Where SQLite has no memory for a connection, or SQLCipher does not start.
pub fn await_cipher() -> Result<()> {
    static IS_THERE: Mutex<bool> = Mutex::new(false);
    let mut is_there = IS_THERE.lock().unwrap_or_else(PoisonError::into_inner);
    for _look in 0..LOOKS_MAX {
        if *is_there {
            return Ok(());
        }
        *is_there = Connection::open_in_memory()?.query_row(
            "SELECT EXISTS (SELECT 1 FROM pragma_function_list WHERE name = 'sqlcipher_export')",
            [],
            |row| row.get(0),
        )?;
        std::thread::yield_now();
    }
    let failed = ffi::Error::new(ffi::SQLITE_ERROR);
    Err(Error::SqliteFailure(failed, Some("SQLCipher does not start".to_owned())))
}
