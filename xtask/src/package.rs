//! `cargo xtask package`: the package for Debian and Ubuntu, weighed, and where this account may, tried.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::rust::as_on_a_terminal;
use crate::steps::{Failure, Steps, run};
use crate::{driver, node, project, system, window};

/// The heaviest that the package may be: what a phone network carries in a minute.
const BYTES_MAX: u64 = 12_000_000;
/// Where it puts its program.
const INSTALLED: &str = "/usr/bin/doorstep-app";

/// # Errors
/// When it cannot be built, is too heavy, or does not install, start and go again.
pub(crate) fn package() -> Result<(), Failure> {
    let mut steps = Steps::begin();
    steps.must("system packages", || {
        system::install(&[system::COMPILER, system::WINDOW, system::DRIVEN_WINDOW, system::JOURNEYS])
    })?;
    steps.must("node modules", node::install)?;
    steps.must("the window's driver", driver::install)?;
    steps.must("the package: build", build)?;
    steps.run("the package: weight", || weigh(&built()?));
    steps.run("the package: install, start, remove", || tried(&built()?));
    steps.finish()
}

fn build() -> Result<(), Failure> {
    let mut build = Command::new(project::ui().join("node_modules/.bin/tauri"));
    // With a feature named, even one that is on anyway, Tauri leaves out the programs whose own features are not.
    let wanted = ["build", "--bundles", "deb", "--features", "custom-protocol"];
    as_on_a_terminal(build.args(wanted).current_dir(project::root().join("src-tauri")));
    run(&mut build)
}

/// The newest package.
fn built() -> Result<PathBuf, Failure> {
    let folder = project::target().join("release/bundle/deb");
    let packages = fs::read_dir(&folder).into_iter().flatten().flatten().map(|file| file.path());
    packages
        .filter(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .max_by_key(|path| path.metadata().and_then(|about| about.modified()).ok())
        .ok_or_else(|| Failure::new(format!("There is no package in {}.", folder.display())))
}

fn weigh(package: &Path) -> Result<(), Failure> {
    let bytes =
        fs::metadata(package).map_err(|error| Failure::new(format!("It cannot be weighed: {error}.")))?.len();
    println!("   {} weighs {bytes} bytes.", package.display());
    if bytes <= BYTES_MAX {
        Ok(())
    } else {
        Err(Failure::new(format!("The package may weigh {BYTES_MAX} bytes at most.")))
    }
}

/// Installs it, sees that it shows its first screen, and removes it.
fn tried(package: &Path) -> Result<(), Failure> {
    if !system::account_is_root() {
        println!("   NOT TRIED: only an administrator may install packages.");
        return Ok(());
    }
    run(Command::new("dpkg").arg("--install").arg(package))?;
    let opened = window::opened(Some(INSTALLED));
    run(Command::new("dpkg").args(["--remove", "doorstep"]))?;
    opened?;
    if Path::new(INSTALLED).exists() {
        return Err(Failure::new(format!("{INSTALLED} is there after the package was removed.")));
    }
    println!("   It installs, opens its window, and goes without leaving its program behind.");
    Ok(())
}
