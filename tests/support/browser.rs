//! A real browser at the desk: the browser's half of a journey is TypeScript, beside the screens that it drives.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::root;

/// A coordinator's browser.
pub struct Browser;

impl Browser {
    /// The folder of the built screens. They are embedded in the window too, so whoever can build the workspace has them.
    pub fn screens() -> PathBuf {
        let built = root().join("ui/dist");
        assert!(
            built.join("index.html").exists(),
            "the screens are not built: run `npm ci` and `npm run build` in ui/"
        );
        built
    }

    /// Runs `ui/browser/journey/STORY.journey.ts`, which is told these facts in a file of its own.
    ///
    /// # Panics
    /// When the story does not end well; what happened is on the test's own output.
    #[track_caller]
    pub fn drives(story: &str, told: &Value) {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), told.to_string()).expect("a file");
        let driven = Command::new("npx")
            .args(["vitest", "run", "--config", "browser/journey.config.ts", story])
            .current_dir(root().join("ui"))
            .env("DOORSTEP_JOURNEY", file.path())
            .stdin(Stdio::null())
            .output()
            .expect("Node with the modules of ui/ is installed: `cargo xtask test` sees to it");
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(driven.status.success(), "{}\n{}", said(&driven.stdout), said(&driven.stderr));
    }
}
