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
    // Advisories come from a database on the network; where that cannot be reached, this says so, and does not fail.
    if run(rust::cargo("deny").args(["check", "advisories"])).is_err() {
        println!("   Advisories: see above. If the database could not be fetched, they were NOT CHECKED.");
    }
    Ok(())
}
