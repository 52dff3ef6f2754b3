//! Where a computer's or phone's owner can find a file again: drives that are plugged in, and the folders that the system
//! has for them.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use wire::app::{RescueKind, RescuePlace};

use super::files::fault;
use crate::shell::{Elsewhere, FileFault};

/// Places of this system.
pub struct Places {
    /// Whatever is on another disk than this may take a file when this does not.
    vault: PathBuf,
    folders: Vec<(RescueKind, PathBuf)>,
    drives_under: Vec<PathBuf>,
}

impl Places {
    /// `folders` are the owner's own; drives appear as folders in one of `drives_under`, as the system mounts them.
    #[must_use]
    pub fn new(vault: PathBuf, folders: Vec<(RescueKind, PathBuf)>, drives_under: Vec<PathBuf>) -> Self {
        Self { vault, folders, drives_under }
    }

    /// Each place with its folder.
    fn found(&self) -> Vec<(RescuePlace, PathBuf)> {
        let own = disk_of(&self.vault);
        let place = |kind: RescueKind, path: PathBuf, name: String| {
            let key = path.to_string_lossy().into_owned();
            let same_disk = own.is_some() && disk_of(&path) == own;
            (RescuePlace { key, kind, name, same_disk }, path)
        };
        let drives = self.drives_under.iter().flat_map(|under| drives(under)).map(|path| {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            place(RescueKind::Drive, path, name)
        });
        let folders = self.folders.iter().filter(|(_, path)| path.is_dir());
        let folders = folders.map(|(kind, path)| place(*kind, path.clone(), String::new()));
        let mut found: Vec<_> = drives.chain(folders).collect();
        found.sort_by_key(|(place, _)| place.same_disk);
        found
    }
}

impl Elsewhere for Places {
    fn places(&self) -> Vec<RescuePlace> {
        self.found().into_iter().map(|(place, _)| place).collect()
    }

    fn put(&self, place: &RescuePlace, name: &str, bytes: &[u8]) -> Result<(), FileFault> {
        let found = self.found().into_iter().find(|(found, _)| found.key == place.key);
        let Some((_, folder)) = found else {
            return Err(FileFault::System("there is no such place".to_owned()));
        };
        let path = folder.join(name);
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(fault)?;
        let written =
            file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| flush_names(&folder));
        written.map_err(|error| {
            // A file cut short would be taken for a whole one by whoever carries it.
            let _gone = fs::remove_file(&path);
            fault(error)
        })
    }
}

#[cfg(unix)]
fn flush_names(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}
#[cfg(not(unix))]
fn flush_names(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}

/// The drives that are mounted in a folder, or for each person in one of theirs: what is on another disk than itself. On
/// Windows a folder of drives is a drive.
fn drives(under: &Path) -> Vec<PathBuf> {
    if cfg!(windows) {
        return if under.is_dir() { vec![under.to_owned()] } else { Vec::new() };
    }
    let disk = disk_of(under);
    let is_drive = |path: &PathBuf| disk_of(path) != disk;
    let (mut drives, others): (Vec<_>, Vec<_>) = folders_in(under).into_iter().partition(is_drive);
    drives.extend(others.iter().flat_map(|of_somebody| folders_in(of_somebody)).filter(is_drive));
    drives.sort();
    drives
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

/// What tells the disk of a folder from others; none where the system does not say.
#[cfg(unix)]
fn disk_of(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().map(|about| std::os::unix::fs::MetadataExt::dev(&about))
}
#[cfg(not(unix))]
fn disk_of(path: &Path) -> Option<std::ffi::OsString> {
    path.components().next().map(|first| first.as_os_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(folder: &Path) -> Places {
        let documents = (RescueKind::Documents, folder.join("documents"));
        let downloads = (RescueKind::Downloads, folder.join("downloads"));
        fs::create_dir_all(&documents.1).unwrap();
        fs::create_dir_all(folder.join("media/no-drive")).unwrap();
        Places::new(folder.join("documents"), vec![documents, downloads], vec![folder.join("media")])
    }

    #[test]
    fn a_folder_that_is_there_is_a_place_and_one_on_no_other_disk_is_no_drive() {
        let folder = tempfile::tempdir().unwrap();
        let found = places(folder.path()).places();
        let kinds: Vec<_> = found.iter().map(|place| (place.kind, place.same_disk)).collect();
        assert_eq!(kinds, [(RescueKind::Documents, true)], "only what is there, and it says on which disk");
    }

    #[test]
    fn another_disk_is_offered_first_by_its_name() {
        // The kernel's own file systems are on no disk of anybody's, and are on every Linux.
        let folder = tempfile::tempdir().unwrap();
        let mut places = places(folder.path());
        places.drives_under.push(PathBuf::from("/"));
        let found = places.places();
        if !cfg!(target_os = "linux") {
            return;
        }
        let proc = found.iter().find(|place| place.name == "proc").expect("mounted in /");
        assert_eq!((proc.kind, proc.same_disk), (RescueKind::Drive, false), "a disk of its own");
        assert!(!found[0].same_disk && found[found.len() - 1].same_disk, "the likeliest first: {found:?}");
    }

    #[test]
    fn a_file_is_put_once_and_never_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let places = places(folder.path());
        let place = places.places().remove(0);
        places.put(&place, "file", b"sealed").unwrap();
        assert_eq!(fs::read(folder.path().join("documents/file")).unwrap(), b"sealed", "where it was said");
        places.put(&place, "file", b"other").unwrap_err();
        assert_eq!(fs::read(folder.path().join("documents/file")).unwrap(), b"sealed", "as it was");
        let gone = RescuePlace { key: "/etc".to_owned(), ..place };
        places.put(&gone, "file", b"sealed").unwrap_err();
    }
}
