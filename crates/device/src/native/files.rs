//! Small files in one folder, each write flushed through to the disk.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use crate::shell::{FileFault, Files};

/// What files are made longer with.
static ZEROS: [u8; 64 * 1024] = [0; 64 * 1024];

/// A folder.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder, made where it is missing, readable by its owner only.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn make(path: &Path) -> Result<Self, FileFault> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path).map_err(fault)?;
        Ok(Self { path: path.to_owned() })
    }

    fn at(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Makes a rename or a new file durable: its name stands in the folder, and that is a file too.
    #[cfg(unix)]
    fn flush_names(&self) -> io::Result<()> {
        File::open(&self.path)?.sync_all()
    }
    /// Windows keeps names by itself, and cannot open a folder as a file.
    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "as on other systems")]
    fn flush_names(&self) -> io::Result<()> {
        Ok(())
    }

    fn write_all(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let beside = self.at(&format!("{name}.new"));
        let written = options().create(true).truncate(true).open(&beside).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        if let Err(error) = written {
            // Half of it may lie there, and take the room that is missing.
            let _gone = fs::remove_file(&beside);
            return Err(error);
        }
        fs::rename(&beside, self.at(name))?;
        self.flush_names()
    }

    fn append_at(&self, name: &str, at: u64, bytes: &[u8]) -> io::Result<()> {
        let path = self.at(name);
        let (mut file, is_new) = match options().open(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                (options().create_new(true).open(&path)?, true)
            }
            opened => (opened?, false),
        };
        if file.metadata()?.len() != at {
            file.set_len(at)?;
        }
        file.seek(SeekFrom::Start(at))?;
        file.write_all(bytes)?;
        // The length is flushed with the data: without it the data could not be found again.
        file.sync_data()?;
        if is_new { self.flush_names() } else { Ok(()) }
    }

    fn overwrite_at(&self, name: &str, at: u64, bytes: &[u8]) -> io::Result<()> {
        let mut file = options().open(self.at(name))?;
        if file.metadata()?.len() < at.saturating_add(bytes.len() as u64) {
            return Err(io::Error::new(ErrorKind::UnexpectedEof, "a file is shorter than it was"));
        }
        file.seek(SeekFrom::Start(at))?;
        file.write_all(bytes)?;
        file.sync_data()
    }

    fn lengthen_to(&self, name: &str, to: u64) -> io::Result<()> {
        let mut file = match options().open(self.at(name)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            opened => opened?,
        };
        let mut at = file.seek(SeekFrom::End(0))?;
        if at >= to {
            return Ok(());
        }
        // Zeros that are written, and not a hole: whoever writes there later finds the disk's blocks there.
        while at < to {
            let part = usize::try_from(to - at).map_or(ZEROS.len(), |left| left.min(ZEROS.len()));
            file.write_all(&ZEROS[..part])?;
            at += part as u64;
        }
        file.sync_data()
    }
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

impl Files for Folder {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, FileFault> {
        match fs::read(self.at(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(fault(error)),
        }
    }
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), FileFault> {
        self.write_all(name, bytes).map_err(fault)
    }
    fn append(&self, name: &str, at: u64, bytes: &[u8]) -> Result<(), FileFault> {
        self.append_at(name, at, bytes).map_err(fault)
    }
    fn overwrite(&self, name: &str, at: u64, bytes: &[u8]) -> Result<(), FileFault> {
        self.overwrite_at(name, at, bytes).map_err(fault)
    }
    fn lengthen(&self, name: &str, to: u64) -> Result<(), FileFault> {
        self.lengthen_to(name, to).map_err(fault)
    }
    fn rename(&self, name: &str, to: &str) -> Result<(), FileFault> {
        match fs::rename(self.at(name), self.at(to)) {
            Ok(()) => self.flush_names().map_err(fault),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(fault(error)),
        }
    }
    fn remove(&self, name: &str) -> Result<(), FileFault> {
        match fs::remove_file(self.at(name)) {
            Ok(()) => self.flush_names().map_err(fault),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(fault(error)),
        }
    }
    fn exists(&self, name: &str) -> Result<bool, FileFault> {
        self.at(name).try_exists().map_err(fault)
    }
    #[cfg(unix)]
    fn free_bytes(&self) -> Option<u64> {
        let space = rustix::fs::statvfs(&self.path).ok()?;
        Some(space.f_bavail.saturating_mul(space.f_frsize))
    }
    #[cfg(not(unix))]
    fn free_bytes(&self) -> Option<u64> {
        None
    }
}

/// The system's own words for the kind of failure: they name no file and no content.
#[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
pub(super) fn fault(error: io::Error) -> FileFault {
    let kind = error.kind();
    if matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
        FileFault::Full
    } else {
        FileFault::System(kind.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_append_replaces_what_an_append_that_failed_left() {
        let folder = tempfile::tempdir().unwrap();
        let files = Folder::make(folder.path()).unwrap();
        files.append("log", 0, b"one").unwrap();
        files.append("log", 3, b"half of tw").unwrap();
        files.append("log", 3, b"two").unwrap();
        assert_eq!(files.read("log").unwrap().unwrap(), b"onetwo", "nothing torn stays behind");
    }

    #[test]
    fn what_is_written_over_leaves_the_file_as_long_as_it_was_and_makes_none_longer() {
        let folder = tempfile::tempdir().unwrap();
        let files = Folder::make(folder.path()).unwrap();
        files.append("log", 0, b"one......").unwrap();
        files.overwrite("log", 3, b"two").unwrap();
        assert_eq!(files.read("log").unwrap().unwrap(), b"onetwo...", "over what stood there, and no more");
        assert!(files.overwrite("log", 8, b"three").is_err(), "the file does not reach that far");
        assert!(files.overwrite("other", 0, b"x").is_err(), "there is no such file, and none is made");
        assert_eq!(files.read("log").unwrap().unwrap(), b"onetwo...", "nothing was written");
    }

    #[test]
    fn a_file_is_lengthened_by_zeros_and_never_shortened_or_made() {
        let folder = tempfile::tempdir().unwrap();
        let files = Folder::make(folder.path()).unwrap();
        files.lengthen("log", 9).unwrap();
        assert!(!files.exists("log").unwrap(), "none is made");
        files.append("log", 0, b"one").unwrap();
        files.lengthen("log", 200_000).unwrap();
        let long = files.read("log").unwrap().unwrap();
        assert_eq!((long.len(), &long[..3]), (200_000, b"one".as_slice()), "what was there is there");
        assert!(long[3..].iter().all(|byte| *byte == 0), "and zeros behind it");
        files.lengthen("log", 5).unwrap();
        assert_eq!(files.read("log").unwrap().unwrap().len(), 200_000, "it is long enough");
    }

    #[test]
    fn a_write_leaves_the_old_bytes_or_the_new_and_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        let files = Folder::make(folder.path()).unwrap();
        files.write("keys", b"old").unwrap();
        files.write("keys", b"new").unwrap();
        assert_eq!(files.read("keys").unwrap().unwrap(), b"new", "the last write");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no file of the way there is left");
        assert!(
            !files.exists("other").unwrap() && files.read("other").unwrap().is_none(),
            "what is not there"
        );
        files.remove("other").unwrap();
        files.rename("other", "else").unwrap();
    }
}
