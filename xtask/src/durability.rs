//! `cargo xtask durability [--long]`: real processes, real faults, and what was lost.

use crate::rust::cargo;
use crate::steps::{Failure, Steps, run};
use crate::system;

/// Each commit's part, or with `long` the figures of docs/reliability.md, which take hours.
///
/// # Errors
/// When something cannot be installed, or anything was lost.
pub(crate) fn prove(long: bool) -> Result<(), Failure> {
    let mut steps = Steps::begin();
    steps.must("system packages", || system::install(&[system::COMPILER, system::JOURNEYS]))?;
    steps.run("each commit's part", || suite("durability"));
    if long {
        steps.run("the long part", || suite("durability-long"));
    }
    steps.finish()
}

/// One test at a time, and what it prints in plain sight: these tests tell how far they are and what was lost.
fn suite(name: &str) -> Result<(), Failure> {
    // With the whole workspace named, dependencies have the features that the other tests build them with.
    run(cargo("test").args(["--workspace", "--test", name, "--", "--nocapture", "--test-threads=1"]))
}
