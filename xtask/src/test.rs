//! `cargo xtask test`: from a fresh machine with Rust and Node to a verdict.

use crate::rust::cargo;
use crate::steps::{Failure, Steps, run};
use crate::{driver, node, rust, sim, system};

/// # Errors
/// When anything cannot be installed, or any check or test fails.
pub(crate) fn test() -> Result<(), Failure> {
    let mut steps = Steps::begin();
    steps.must("system packages", || {
        system::install(&[
            system::COMPILER,
            system::WINDOW,
            system::BROWSER,
            system::JOURNEYS,
            system::DRIVEN_WINDOW,
        ])
    })?;
    steps.must("node modules", node::install)?;
    steps.must("the window's driver", driver::install)?;
    steps.run("format", rust::is_formatted);
    steps.run("screens: types", || node::script("check"));
    steps.run("screens: tests", || node::script("test"));
    // The window embeds the built screens: without them nothing that follows compiles.
    steps.must("screens: build", || node::script("build"))?;
    steps.run("screens: in a browser", || node::script("look"));
    steps.run("lints", rust::has_no_lints);
    // Every package, the checks of tests/tidy.rs included; one failing binary does not hide the next.
    steps.run("tests", || run(cargo("test").args(["--workspace", "--no-fail-fast"])));
    steps.run("sync in worlds that fail", sim::per_commit);
    steps.finish()
}
