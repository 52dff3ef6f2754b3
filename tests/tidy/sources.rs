//! The files of the project, as git lists them: what is ignored is not ours to check.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// A text file of the project.
pub(crate) struct Source {
    /// Relative to the root of the workspace, with `/` between folders.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// The part after the last dot, or nothing.
    pub(crate) fn extension(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// Whether a machine wrote it.
    pub(crate) fn is_generated(&self) -> bool {
        self.path.contains(".gen.") || self.path.contains("/gen/") || self.path.ends_with(".lock")
    }

    /// Whether it only ever runs as a test.
    pub(crate) fn is_test(&self) -> bool {
        self.path.split('/').any(|part| part == "tests")
            || self.path.ends_with("/tests.rs")
            || self.path.ends_with(".test.ts")
    }
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests is a folder of the workspace").to_owned()
}

/// Every text file that is tracked, or would be by `git add --all`.
pub(crate) fn all() -> &'static [Source] {
    static ALL: OnceLock<Vec<Source>> = OnceLock::new();
    ALL.get_or_init(|| {
        let listed = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(root())
            .output()
            .expect("tidy asks git which files are ours: run it in a clone, with git installed");
        assert!(
            listed.status.success(),
            "`git ls-files` failed: {}",
            String::from_utf8_lossy(&listed.stderr)
        );
        let paths = String::from_utf8(listed.stdout).expect("paths of ours are UTF-8");
        // A file that is listed but gone was deleted and not yet committed; one that is no UTF-8 is a picture.
        paths
            .split_terminator('\0')
            .filter_map(|path| {
                let text = std::fs::read_to_string(root().join(path)).ok()?;
                Some(Source { path: path.to_owned(), text })
            })
            .collect()
    })
}
