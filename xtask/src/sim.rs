//! `cargo xtask sim`: sync in a world that fails, from seeds. The simulator is built by itself, with the bug zoo, which no
//! program that people use can have.

use crate::rust::cargo;
use crate::steps::{Failure, run};

/// As many seeds as each commit runs.
const SEEDS: &str = "300";

/// Passes what was asked on to the simulator.
///
/// # Errors
/// When an invariant breaks, or a bug of the zoo is not caught.
pub(crate) fn simulate(asked: &[&str]) -> Result<(), Failure> {
    let build = ["--release", "--quiet", "--package", "doorstep-simulation", "--features", "zoo", "--"];
    run(cargo("run").args(build).args(asked))
}

/// What each commit runs: seeds, every bug of the zoo, and every state of the small model.
///
/// # Errors
/// As [`simulate`].
pub(crate) fn per_commit() -> Result<(), Failure> {
    simulate(&["--seeds", SEEDS])?;
    simulate(&["--zoo"])?;
    simulate(&["--small"])
}
