//! `cargo xtask check --mobile`: whether the shared code would compile for phones and browsers.
//!
//! It type-checks only. C is left out (SQLCipher, the TLS provider, zstd), because it would need the compilers of
//! those systems; the features that compile it are off.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::steps::{Failure, Steps, run, succeeds};
use crate::{node, project, rust, system};

const ANDROID: &str = "aarch64-linux-android";
const BROWSER: &str = "wasm32-unknown-unknown";

const NOT_COVERED: &str = "\
Not covered: SQLCipher's C, the TLS provider and zstd (features sqlcipher-bundled, tls-provider and zstd-c are off);
linking, packaging and running on a phone or in a browser; the Kotlin side of the Android project; iOS altogether.";

/// # Errors
/// When the code does not type-check. A target that cannot be had is said, and fails nothing.
pub(crate) fn check() -> Result<(), Failure> {
    let mut steps = Steps::begin();
    let mut missing = Vec::new();
    for target in [ANDROID, BROWSER] {
        if !has_target(target) {
            missing.push(target);
        }
    }
    if !missing.contains(&ANDROID) {
        // `device` uses every shared crate, so that this one check covers them all.
        steps.run("device and all below it, for Android", || {
            run(without_c(ANDROID)?.args(["--package", "doorstep-device", "--features", "native,http"]))
        });
        // The window's library embeds the built screens on a phone as on a computer.
        steps.must("system packages", || system::install(&[system::COMPILER]))?;
        steps.must("node modules", node::install)?;
        steps.must("screens: build", || node::script("build"))?;
        steps.run("the app's library, for Android", || {
            run(without_c(ANDROID)?.args(["--package", "doorstep-app", "--lib"]))
        });
    }
    if !missing.contains(&BROWSER) {
        steps.run("device and all below it, for a browser", || {
            run(without_c(BROWSER)?.args([
                "--package",
                "doorstep-device",
                "--features",
                "rusqlite/ffi-sqlite-wasm-rs",
            ]))
        });
    }
    println!("\n{NOT_COVERED}");
    for target in missing {
        println!(
            "NOT CHECKED: {target}. `rustup target add {target}` could not get its standard library here."
        );
    }
    steps.finish()
}

/// Whether the standard library for `target` is there, or can be got.
fn has_target(target: &str) -> bool {
    let installed = Command::new("rustup")
        .args(["target", "list", "--installed"])
        .output()
        .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).lines().any(|line| line == target));
    if installed {
        return true;
    }
    println!("   Getting the standard library for {target}.");
    succeeds(Command::new("rustup").args(["target", "add", target]))
}

/// `cargo check` for `target` with everything that compiles C kept from doing so.
fn without_c(target: &str) -> Result<Command, Failure> {
    // SQLite counts as a library of the system in this empty folder: nothing is linked, so nothing is missed.
    let empty = empty_folder()?;
    let suffix = target.replace('-', "_");
    let mut cargo = rust::cargo("check");
    cargo
        .args(["--quiet", "--target", target, "--no-default-features"])
        .env("SQLITE3_LIB_DIR", &empty)
        .env("SQLCIPHER_LIB_DIR", &empty)
        // The browser's SQLite has no such door; a compiler that succeeds by doing nothing stands in for clang.
        .env(format!("CC_{suffix}"), "true")
        .env(format!("AR_{suffix}"), "true");
    Ok(cargo)
}

fn empty_folder() -> Result<PathBuf, Failure> {
    let folder = project::target().join("xtask").join("no-libraries");
    fs::create_dir_all(&folder)
        .map_err(|error| Failure::new(format!("{} cannot be made: {error}.", folder.display())))?;
    Ok(folder)
}
