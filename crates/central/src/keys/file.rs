//! A key as a file: 64 hexadecimal digits and a line break, mode 0600.

use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::Path;

use zeroize::Zeroizing;

use super::{KeyError, Secret};
use crate::env::Env;

/// The files, in the order of the fields of `Keys`.
pub(super) const NAMES: [&str; 7] = [
    "centre-seal.key",
    "centre-sign.key",
    "authority.key",
    "ledger.key",
    "book.key",
    "return.key",
    "server.key",
];

/// Makes the folder, for its owner only.
pub(super) fn make_folder(folder: &Path) -> Result<(), KeyError> {
    crate::folder::make_private(folder).map_err(|source| KeyError::File { name: "keys", source })
}

/// Makes a key unless it is there.
pub(super) fn make(folder: &Path, name: &'static str, env: &dyn Env) -> Result<(), KeyError> {
    make_text(folder, name, || {
        let secret = Secret::new(env)?;
        Ok(Zeroizing::new(format!("{}\n", domain::text::to_hex(secret.bytes()))))
    })
}

/// Makes a file unless it is there. Written beside and renamed, so that a crash leaves a whole key or none.
pub(super) fn make_text(
    folder: &Path,
    name: &'static str,
    text: impl FnOnce() -> Result<Zeroizing<String>, KeyError>,
) -> Result<(), KeyError> {
    let failed = |source| KeyError::File { name, source };
    let path = folder.join(name);
    if path.try_exists().map_err(failed)? {
        return Ok(());
    }
    let text = text()?;
    let beside = folder.join(format!("{name}.new"));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside).map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
    fs::rename(&beside, &path).map_err(failed)?;
    sync_folder(folder).map_err(failed)
}

/// Reads a key that need not be there.
pub(super) fn read_if_there(folder: &Path, name: &'static str) -> Result<Option<Secret>, KeyError> {
    let there = folder.join(name).try_exists().map_err(|source| KeyError::File { name, source })?;
    there.then(|| read(folder, name)).transpose()
}

/// Reads a key.
pub(super) fn read(folder: &Path, name: &'static str) -> Result<Secret, KeyError> {
    let text = read_text(folder, name)?;
    let mut bytes = domain::text::from_hex::<32>(text.trim_end()).ok_or(KeyError::NoKey { name })?;
    let secret = Secret(Box::new(bytes));
    zeroize::Zeroize::zeroize(&mut bytes);
    Ok(secret)
}

/// Reads a key's file. One that others can read is refused: it may be known already.
pub(super) fn read_text(folder: &Path, name: &'static str) -> Result<Zeroizing<String>, KeyError> {
    let failed = |source| KeyError::File { name, source };
    let mut file = File::open(folder.join(name)).map_err(failed)?;
    #[cfg(unix)]
    {
        let mode = file.metadata().map(|data| std::os::unix::fs::PermissionsExt::mode(&data.permissions()));
        if mode.map_err(failed)? & 0o077 != 0 {
            return Err(KeyError::Open { name });
        }
    }
    let mut text = Zeroizing::new(String::with_capacity(256));
    file.read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}

/// A new name is durable only once its folder is.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
