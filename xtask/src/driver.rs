//! tauri-driver, through which a test drives the window: built once, beside what Cargo builds.

use std::path::PathBuf;

use crate::project;
use crate::rust::cargo;
use crate::steps::{Failure, run};

/// The version that `tests/e2e` was written against.
const VERSION: &str = "2.1.0";

/// Builds tauri-driver, unless it is there.
///
/// # Errors
/// When it cannot be had.
pub(crate) fn install() -> Result<(), Failure> {
    let tools = tools();
    if tools.join("bin/tauri-driver").exists() {
        println!("   tauri-driver is there.");
        return Ok(());
    }
    println!("   Building tauri-driver {VERSION}, once; it takes a minute or two.");
    // Its own lock file, and nothing of this workspace.
    let mut install = cargo("install");
    install.args(["--version", VERSION, "--root"]).arg(&tools).arg("tauri-driver");
    if !project::is_pipeline() {
        install.arg("--locked");
    }
    run(&mut install)
}

/// Where programs lie that the tests need: `tests/e2e/driver.rs` looks there.
fn tools() -> PathBuf {
    project::target().join("tools")
}
