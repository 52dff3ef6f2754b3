//! The screens' tools: Node's modules and the scripts of `ui/package.json`.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::project;
use crate::steps::{Failure, run, succeeds};

/// Beside the modules, so that it goes when they go; it holds the lock file they were installed from.
const STAMP: &str = "node_modules/.installed-from";

/// Installs the screens' modules, unless exactly those of their lock file are there.
///
/// # Errors
/// When Node is missing, or the modules cannot be had.
pub(crate) fn install() -> Result<(), Failure> {
    install_at(&project::ui())
}

/// Installs the modules of the `package-lock.json` in this folder, unless exactly those are there.
///
/// # Errors
/// As [`install`].
pub(crate) fn install_at(folder: &Path) -> Result<(), Failure> {
    if !succeeds(Command::new("npm").arg("--version")) {
        return Err(Failure::new("Node (20.19 or later) with npm is needed: https://nodejs.org"));
    }
    let lock_file = folder.join("package-lock.json");
    let shown = lock_file.display();
    let lock =
        fs::read(&lock_file).map_err(|error| Failure::new(format!("{shown} cannot be read: {error}.")))?;
    let stamp = folder.join(STAMP);
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        println!("   The modules are those of {shown}.");
        return Ok(());
    }
    println!("   Installing the modules as {shown} has them.");
    run(Command::new("npm").current_dir(folder).arg("ci"))?;
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
