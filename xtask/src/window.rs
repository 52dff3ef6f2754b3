//! `cargo xtask bench window`: how long Doorstep's window takes, beside an empty one in the same run.

use std::process::Command;

use crate::rust::cargo;
use crate::steps::{Failure, Steps, run};
use crate::{driver, node, project, system};

/// # Errors
/// When it cannot be measured, or takes too long.
pub(crate) fn bench() -> Result<(), Failure> {
    let mut steps = Steps::begin();
    steps.must("system packages", || {
        system::install(&[
            system::COMPILER,
            system::WINDOW,
            system::BROWSER,
            system::DRIVEN_WINDOW,
            system::JOURNEYS,
        ])
    })?;
    steps.must("node modules", node::install)?;
    steps.must("the window's driver", driver::install)?;
    steps.must("screens: build", || node::script("build"))?;
    steps.run("the register on a slow phone", || node::script("bench"));
    steps.run("the window beside an empty one", || opened(None));
    steps.finish()
}

/// Opens the window of a program and sees that its first screen shows; of none, measures ours beside an empty one.
///
/// # Errors
/// When it does not show, or takes too long.
pub(crate) fn opened(program: Option<&str>) -> Result<(), Failure> {
    // As the tests are built, so that whoever has run those waits for nothing.
    run(cargo("build").args(["--quiet", "--workspace", "--test", "tidy", "--bin", "bench-window"]))?;
    run(Command::new(project::target().join("debug/bench-window")).args(program))
}
