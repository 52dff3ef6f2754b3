//! The shell of a desktop, a phone or a command line: real files, clocks, randomness and key store.

mod clock;
mod elsewhere;
mod files;
mod keystore;
#[cfg(feature = "http")]
mod owner;
mod randomness;

use std::path::Path;

pub use clock::SystemClock;
pub use elsewhere::Places;
pub use files::Folder;
#[cfg(feature = "os-keystore")]
pub use keystore::OsKeystore;
#[cfg(feature = "http")]
pub use owner::{Answered, Owner, stopped};
pub use randomness::SystemRandomness;

use crate::shell::{DATABASE_FILE, FileFault, Keystore, NoElsewhere, Shell};

/// The shell of a vault in this folder, which is made where it is missing, readable by its owner only.
///
/// `utc_offset_min` says what local time adds to UTC at an instant (milliseconds since 1970), in minutes:
/// the time zone is the system's to know.
///
/// # Errors
/// Where the folder cannot be made.
pub fn shell(folder: &Path, utc_offset_min: fn(u64) -> i32) -> Result<Shell, FileFault> {
    let files = Folder::make(folder)?;
    let database = folder.join(DATABASE_FILE);
    let database =
        database.to_str().ok_or_else(|| FileFault::System("the folder's name is not text".to_owned()))?;
    Ok(Shell {
        clock: Box::new(SystemClock::new(utc_offset_min)),
        randomness: Box::new(SystemRandomness),
        files: Box::new(files),
        keystore: keystore(folder),
        elsewhere: Box::new(NoElsewhere),
        database: database.to_owned(),
    })
}

#[cfg(feature = "os-keystore")]
fn keystore(folder: &Path) -> Box<dyn Keystore> {
    Box::new(OsKeystore::of(folder))
}

#[cfg(not(feature = "os-keystore"))]
fn keystore(_folder: &Path) -> Box<dyn Keystore> {
    Box::new(crate::shell::NoKeystore)
}
