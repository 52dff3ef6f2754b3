//! `cargo xtask types`: the screens' types, written anew from `wire`.
//!
//! The check in tests/tidy writes them, so that this program needs no crate to be built before it.

use std::process::Command;

use crate::rust::cargo;
use crate::steps::{Failure, run, succeeds};

/// # Errors
/// When `wire` does not compile, or the file cannot be written.
pub(crate) fn write() -> Result<(), Failure> {
    if succeeds(&mut check()) {
        println!("ui/src/backend/types.gen.ts is as crates/wire declares it.");
        return Ok(());
    }
    // The first run wrote what it found missing; if anything else is wrong, the second says so aloud.
    run(&mut check())?;
    println!("ui/src/backend/types.gen.ts was written anew: look at the difference and commit it.");
    Ok(())
}

fn check() -> Command {
    let mut check = cargo("test");
    check.args(["--quiet", "--package", "doorstep-tests", "--test", "tidy", "types_that_wire_declares"]);
    check
}
