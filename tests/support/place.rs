//! Where a centre or a champion keeps its files.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A folder: one that goes with the test, or one that stays for whoever wants to look.
pub enum Place {
    /// Removed at the end.
    Temporary(TempDir),
    /// Kept.
    Kept(PathBuf),
}

impl Place {
    /// A new folder that is removed at the end.
    pub fn temporary() -> Self {
        Self::Temporary(TempDir::new().expect("a temporary folder"))
    }

    /// A folder that stays; made where it is missing.
    pub fn kept(path: PathBuf) -> Self {
        std::fs::create_dir_all(&path).expect("a folder");
        Self::Kept(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        match self {
            Self::Temporary(folder) => folder.path(),
            Self::Kept(path) => path,
        }
    }
}
