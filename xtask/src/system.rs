//! The system's packages: asks which are there, and installs only the others.

use std::path::Path;
use std::process::Command;

use crate::steps::{Failure, run, succeeds};

/// A Debian package and what it is needed for, said aloud before it is installed.
pub(crate) struct Package(pub(crate) &'static str, pub(crate) &'static str);

/// Needed to compile and link anything.
pub(crate) const COMPILER: &[Package] = &[
    Package("gcc", "links Rust programs and compiles SQLCipher"),
    Package("libc6-dev", "the C library's headers"),
    Package("pkg-config", "finds system libraries"),
    Package("libssl-dev", "SQLCipher's cipher (libcrypto)"),
];

/// Needed to build the app's window.
pub(crate) const WINDOW: &[Package] = &[Package("libwebkit2gtk-4.1-dev", "the web view of the app's window")];

/// Needed by tests that give a process another world.
pub(crate) const JOURNEYS: &[Package] = &[
    Package("faketime", "gives a test a wrong clock"),
    Package("postgresql", "the other engine of the centre's ledger"),
];

/// Needed to look at the screens in a real browser.
pub(crate) const BROWSER: &[Package] = &[Package("chromium", "checks contrast and layout of the screens")];

/// Needed to drive the app's real window.
pub(crate) const DRIVEN_WINDOW: &[Package] = &[
    Package("xvfb", "a display that nobody sees"),
    Package("webkit2gtk-driver", "drives the web view as a person would"),
];

/// Installs those of `wanted` that are missing.
///
/// # Errors
/// When something is missing and cannot be installed from here; the sentence gives the line for an administrator.
pub(crate) fn install(wanted: &[&[Package]]) -> Result<(), Failure> {
    let wanted = wanted.iter().copied().flatten();
    if !succeeds(Command::new("dpkg-query").arg("--version")) {
        println!(
            "   This is no Debian or Ubuntu, so nothing is installed. Needed here, under whatever name:"
        );
        wanted.for_each(|Package(name, purpose)| println!("     {name}: {purpose}"));
        return Ok(());
    }
    let missing: Vec<&Package> = wanted.filter(|Package(name, _)| !is_installed(name)).collect();
    if missing.is_empty() {
        println!("   All system packages are there.");
        return Ok(());
    }
    println!("   Installing what is missing:");
    missing.iter().for_each(|Package(name, purpose)| println!("     {name}: {purpose}"));
    let names: Vec<&str> = missing.iter().map(|Package(name, _)| *name).collect();

    let Some(prefix) = prefix() else {
        return Err(Failure::new(format!(
            "Packages are missing and this account may not install them. Ask an administrator to run:\n     \
             apt-get install --no-install-recommends {}",
            names.join(" ")
        )));
    };
    run(apt(prefix).arg("update"))?;
    run(apt(prefix).args(["install", "--yes", "--no-install-recommends"]).args(&names))
}

fn is_installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", package])
        .output()
        .is_ok_and(|output| output.status.success() && output.stdout == b"installed")
}

/// Whether this account may do anything here.
pub(crate) fn account_is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|user| user.stdout.trim_ascii() == b"0")
}

/// The words before `apt-get`: none for root, `sudo` for whoever may use it, nothing at all for others.
fn prefix() -> Option<&'static [&'static str]> {
    if account_is_root() {
        return Some(&[]);
    }
    // `sudo` asks for a password on the terminal, if there is one; where there is none it must not need one.
    let may_ask = Path::new("/dev/tty").exists() && !crate::project::is_pipeline();
    let sudo_works = succeeds(Command::new("sudo").args(["-n", "true"]))
        || may_ask && succeeds(Command::new("sudo").arg("--version"));
    sudo_works.then_some(&["sudo", "--preserve-env=DEBIAN_FRONTEND"])
}

fn apt(prefix: &[&str]) -> Command {
    let mut words = prefix.iter().copied().chain(["apt-get"]);
    let mut command = Command::new(words.next().unwrap_or("apt-get"));
    command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
    command
}
