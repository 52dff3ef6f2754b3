//! `cargo xtask package`: the package for Debian and Ubuntu, weighed, and where this account may, tried.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::steps::{Failure, Steps, run};
use crate::{node, project, system};

/// The heaviest that the package may be: what a phone network carries in a minute.
const BYTES_MAX: u64 = 12_000_000;
/// How long the installed program must live to have started well.
const TRIED: Duration = Duration::from_secs(10);

/// # Errors
/// When it cannot be built, is too heavy, or does not install, start and go again.
pub(crate) fn package() -> Result<(), Failure> {
    let mut steps = Steps::begin();
    steps.must("system packages", || {
        system::install(&[system::COMPILER, system::WINDOW, system::DRIVEN_WINDOW])
    })?;
    steps.must("node modules", node::install)?;
    steps.must("the package: build", build)?;
    steps.run("the package: weight", || weigh(&built()?));
    steps.run("the package: install, start, remove", || tried(&built()?));
    steps.finish()
}

fn build() -> Result<(), Failure> {
    run(Command::new(project::ui().join("node_modules/.bin/tauri"))
        .args(["build", "--bundles", "deb"])
        .current_dir(project::root().join("src-tauri")))
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

/// Installs it, sees that the program starts and goes on, and removes it.
fn tried(package: &Path) -> Result<(), Failure> {
    if system::account_is_root() {
        run(Command::new("dpkg").arg("--install").arg(package))?;
        let started = starts();
        run(Command::new("dpkg").args(["--remove", "doorstep"]))?;
        return started;
    }
    println!("   NOT TRIED: only an administrator may install packages.");
    Ok(())
}

fn starts() -> Result<(), Failure> {
    const DISPLAY: &str = ":97";
    let cannot = |what: &str| Failure::new(format!("{what} could not be started."));
    let mut display = spawned(Command::new("Xvfb").args([DISPLAY, "-screen", "0", "1280x900x24"]))
        .ok_or_else(|| cannot("Xvfb"))?;
    let home = std::env::temp_dir().join(format!("doorstep-package-{}", std::process::id()));
    let program = spawned(
        Command::new("doorstep-app")
            .env("DISPLAY", DISPLAY)
            .env("HOME", &home)
            .env("XDG_DATA_HOME", home.join("data")),
    );
    thread::sleep(TRIED);
    let outcome = match program {
        Some(mut program) => match program.try_wait() {
            Ok(None) => {
                let _ended = program.kill().and_then(|()| program.wait());
                println!("   The installed program started and went on for {} s.", TRIED.as_secs());
                Ok(())
            }
            _ => Err(Failure::new("The installed program ended by itself.")),
        },
        None => Err(cannot("The installed program")),
    };
    let _ended = display.kill().and_then(|()| display.wait());
    let _removed = fs::remove_dir_all(home);
    outcome
}

fn spawned(command: &mut Command) -> Option<Child> {
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()
}
