//! Where the ledger's database is: from the command line, or from a file where a password is in it.

use std::path::Path;

use central::ledger::Dsn;
use wire::{Code, Fault};
use zeroize::Zeroizing;

use crate::args::DatabaseArgs;

/// Longer than any address.
const ADDRESS_BYTES_MAX: u64 = 4096;

/// The address, where one is given.
///
/// # Errors
/// `Malformed` for another form and for a password on the command line; `NotFound` for a file that cannot be read;
/// `NotPermitted` for one that others can read.
pub(super) fn address(args: &DatabaseArgs) -> Result<Option<Dsn>, Fault> {
    let DatabaseArgs { database, database_file, journal: _, journal_database_file: _ } = args;
    if let Some(text) = database {
        let dsn = parsed(text, "database")?;
        if dsn.has_password() {
            let message = "Other users of this machine can read a command line. Put the address with its password \
                           into a file, and name it with --database-file.";
            return Err(Fault::new(Code::Malformed, message).about("database"));
        }
        return Ok(Some(dsn));
    }
    database_file.as_deref().map(|file| in_file(file, "database_file")).transpose()
}

/// The address of the side journal's database, where one is given.
///
/// # Errors
/// As [`address`].
pub(super) fn journal(args: &DatabaseArgs) -> Result<Option<Dsn>, Fault> {
    let file = args.journal_database_file.as_deref();
    file.map(|file| in_file(file, "journal_database_file")).transpose()
}

fn in_file(file: &Path, field: &str) -> Result<Dsn, Fault> {
    is_private(file)?;
    let bytes = Zeroizing::new(crate::env::read_file(file, ADDRESS_BYTES_MAX)?);
    let text = std::str::from_utf8(&bytes).unwrap_or_default();
    parsed(text.trim(), field)
}

fn parsed(text: &str, field: &str) -> Result<Dsn, Fault> {
    let form = |error| Fault::new(Code::Malformed, format!("Sorry: {error}.")).about(field);
    text.parse().map_err(form)
}

/// A password that others can read may be known already.
fn is_private(file: &Path) -> Result<(), Fault> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let shown = file.display();
        let data = file.metadata();
        let data = data.map_err(|_| Fault::new(Code::NotFound, format!("{shown} cannot be read.")))?;
        if data.permissions().mode() & 0o077 != 0 {
            let message = format!("Others than its owner can read {shown}: set its mode to 0600.");
            return Err(Fault::new(Code::NotPermitted, message));
        }
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}
