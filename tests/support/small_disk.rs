//! A disk small enough to fill: a tmpfs of a few megabytes.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A mounted small disk; unmounted when dropped.
pub struct SmallDisk {
    folder: TempDir,
}

impl SmallDisk {
    /// Mounts one; none where this user may not.
    pub fn of_mebibytes(size: u32) -> Option<Self> {
        let folder = TempDir::new().expect("a temporary folder");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}m"), "tmpfs"])
            .arg(folder.path())
            .stderr(Stdio::null())
            .status();
        mounted.is_ok_and(|status| status.success()).then_some(Self { folder })
    }

    /// Where it is mounted.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    fn ballast(&self) -> PathBuf {
        self.path().join("ballast")
    }

    /// Fills it to the last byte.
    pub fn fill(&self) {
        use std::io::Write as _;
        let mut options = std::fs::OpenOptions::new();
        let mut file = options.create(true).append(true).open(self.ballast()).expect("a file");
        let block = vec![0_u8; 4096];
        while file.write_all(&block).is_ok() {}
    }

    /// Fills it but for so many KiB.
    pub fn fill_but(&self, free_kib: u64) {
        self.fill();
        let file = std::fs::OpenOptions::new().write(true).open(self.ballast()).expect("the ballast");
        let length = file.metadata().expect("a file").len();
        file.set_len(length.saturating_sub(free_kib * 1024)).expect("a shorter file");
    }

    /// Gives the room back.
    pub fn empty(&self) {
        std::fs::remove_file(self.ballast()).expect("the ballast was there");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _unmounted = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}
