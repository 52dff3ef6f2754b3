//! `cargo xtask check`: what can be said of the code without running it.

use std::process::Command;

use crate::steps::{Failure, Steps, run, succeeds};
use crate::{node, rust, system};

/// # Errors
/// When any of the checks fails.
pub(crate) fn check() -> Result<(), Failure> {
    let mut steps = Steps::begin();
    steps.must("system packages", || system::install(&[system::COMPILER, system::WINDOW]))?;
    steps.must("node modules", node::install)?;
    steps.run("format", rust::is_formatted);
    // The window embeds the built screens, so they come before the lints of the code that embeds them.
    steps.run("screens: types", || node::script("check"));
    steps.must("screens: build", || node::script("build"))?;
    steps.run("lints", rust::has_no_lints);
    steps.run("licences and bans", licences_and_bans);
    steps.finish()
}

fn licences_and_bans() -> Result<(), Failure> {
    if !succeeds(Command::new("cargo-deny").arg("--version")) {
        println!("   NOT CHECKED: cargo-deny is not installed (`cargo install --locked cargo-deny`).");
        return Ok(());
    }
    run(rust::cargo("deny").args(["check", "bans", "licenses", "sources"]))?;
    advisories()
}

/// Known faults of what we build on. Their database is on the network; where it cannot be had, that is said and is
/// no failure of the code.
fn advisories() -> Result<(), Failure> {
    let checked = rust::cargo("deny")
        .args(["check", "advisories"])
        .output()
        .map_err(|error| Failure::new(format!("cargo-deny could not be started: {error}.")))?;
    let said = String::from_utf8_lossy(&checked.stderr);
    if checked.status.success() {
        println!("   No advisory is known against what is built.");
        return Ok(());
    }
    if said.contains("failed to fetch advisory database") {
        println!("   NOT CHECKED: advisories, because their database cannot be reached from here.");
        return Ok(());
    }
    println!("{said}");
    Err(Failure::new("An advisory is known against something we build on: update it, or replace it."))
}
