//! `cargo xtask bench window`: how long Doorstep's window takes, beside an empty one in the same run.

use crate::rust::cargo;
use crate::steps::{Failure, Steps, run};
use crate::{driver, node, system};

/// # Errors
/// When it cannot be measured, or takes too long.
pub(crate) fn bench() -> Result<(), Failure> {
    let mut steps = Steps::begin();
    steps.must("system packages", || {
        system::install(&[system::COMPILER, system::WINDOW, system::BROWSER, system::DRIVEN_WINDOW])
    })?;
    steps.must("node modules", node::install)?;
    steps.must("the window's driver", driver::install)?;
    steps.must("screens: build", || node::script("build"))?;
    steps.run("the register on a slow phone", || node::script("bench"));
    steps.run("the window beside an empty one", || {
        run(cargo("run").args(["--quiet", "--package", "doorstep-tests", "--bin", "bench-window"]))
    });
    steps.finish()
}
