//! The screens' tools: Node's modules and the scripts of `ui/package.json`.

use std::fs;
use std::process::Command;

use crate::project;
use crate::steps::{Failure, run, succeeds};

/// Beside the modules, so that it goes when they go; it holds the lock file they were installed from.
const STAMP: &str = "node_modules/.installed-from";

/// Installs the modules of `ui/package-lock.json`, unless exactly those are there.
///
/// # Errors
/// When Node is missing, or the modules cannot be had.
pub(crate) fn install() -> Result<(), Failure> {
    if !succeeds(Command::new("npm").arg("--version")) {
        return Err(Failure::new(
            "Node (20.19 or later) with npm is needed for the screens: https://nodejs.org",
        ));
    }
    let lock = fs::read(project::ui().join("package-lock.json"))
        .map_err(|error| Failure::new(format!("ui/package-lock.json cannot be read: {error}.")))?;
    let stamp = project::ui().join(STAMP);
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        println!("   The screens' modules are those of ui/package-lock.json.");
        return Ok(());
    }
    println!("   Installing the screens' modules as ui/package-lock.json has them.");
    run(npm().arg("ci"))?;
    fs::write(&stamp, lock)
        .map_err(|error| Failure::new(format!("{} cannot be written: {error}.", stamp.display())))
}

/// Runs a script of `ui/package.json`.
///
/// # Errors
/// When it fails.
pub(crate) fn script(name: &str) -> Result<(), Failure> {
    run(npm().args(["run", "--silent", name]))
}

fn npm() -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(project::ui());
    npm
}
