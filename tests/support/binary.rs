//! The binary under test, built from what is in the tree.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// The `doorstep` binary of this tree. It is built on first use, since cargo does not build another
/// package's binary for a test, and a stale one would test yesterday's code. As part of the workspace, so that what
/// the tests were built with serves for it too.
pub fn doorstep() -> &'static PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| built(&["--bin", "doorstep"], "doorstep"))
}

/// The champion whose vault is not flushed at each save; see `tests/weakened`.
pub fn weakened_champion() -> &'static PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    const NAME: &str = "weakened-champion";
    BINARY.get_or_init(|| built(&["--features", "doorstep-tests/weakened", "--bin", NAME], NAME))
}

/// Cargo as it is on a terminal. What it tells a test about its own package is kept from the next one: some packages
/// read those variables when they are built, and would be built anew each time, with all that stands on them.
pub fn cargo() -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    for (name, _) in std::env::vars_os() {
        let is_of_a_package = name
            .to_str()
            .is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"));
        if is_of_a_package {
            cargo.env_remove(name);
        }
    }
    cargo.current_dir(crate::root());
    cargo
}

fn built(what: &[&str], name: &str) -> PathBuf {
    let own = std::env::current_exe().expect("a program knows its own path");
    let folder = own.parent().expect("a program lies in a folder");
    // Tests lie in <profile>/deps, programs in <profile>.
    let profile = if folder.ends_with("deps") { folder.parent().unwrap_or(folder) } else { folder };
    // A program that was built to measure measures what is built likewise.
    let likewise = profile.file_name().filter(|name| *name == "release").map(|_| "--release");
    let built = cargo()
        // Naming any test makes cargo choose the features of dependencies as it does for tests, so that nothing is
        // compiled a second time with others.
        .args(["build", "--quiet", "--workspace", "--test", "tidy"])
        .args(what)
        .args(likewise)
        .status()
        .expect("cargo runs");
    assert!(built.success(), "{name} builds");
    profile.join(name)
}
