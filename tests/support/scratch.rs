//! Folders for a great many small disks: in memory where the system has such a place, since what a test writes there
//! need not outlive it.

use std::path::Path;
use tempfile::TempDir;

/// Where Linux keeps files in memory.
const MEMORY: &str = "/dev/shm";

/// A new folder, gone when dropped.
pub fn scratch() -> TempDir {
    let memory = Path::new(MEMORY);
    if memory.is_dir() { TempDir::new_in(memory).or_else(|_| TempDir::new()) } else { TempDir::new() }
        .expect("a temporary folder")
}

/// Copies the files of a folder, and of the folders in it, into a new one.
pub fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").filter_map(Result::ok) {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copied(&path, &to);
        } else {
            std::fs::copy(&path, &to).expect("a file");
        }
    }
}
