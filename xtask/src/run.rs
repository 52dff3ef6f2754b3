//! `cargo xtask run`: Doorstep at work on an example area, from a fresh machine with Rust and Node.

use std::process::Command;

use crate::rust::cargo;
use crate::steps::{Failure, Steps, run};
use crate::{node, project, system};

/// Installs and builds only what this machine can show: without a display there is no window to build.
///
/// # Errors
/// When something cannot be installed or built, or the example does not end in a frozen return.
pub(crate) fn example() -> Result<(), Failure> {
    let has_display = has_display();
    if !has_display {
        println!("There is no display here, so the main job is done without a window, by the same code.");
    }
    let mut steps = Steps::begin();
    steps.must("system packages", || {
        let window: &[_] =
            if has_display { &[system::COMPILER, system::WINDOW] } else { &[system::COMPILER] };
        system::install(window)
    })?;
    // As the tests are built, so that whoever has run those waits for nothing.
    let mut build = cargo("build");
    build.args(["--workspace", "--test", "tidy", "--bin", "doorstep", "--bin", "example-week"]);
    let built = project::target().join("debug");
    let mut example = Command::new(built.join("example-week"));
    if has_display {
        steps.must("node modules", node::install)?;
        steps.must("screens: build", || node::script("build"))?;
        build.args(["--bin", "doorstep-app"]);
        example.arg("--screens").arg(project::ui().join("dist"));
        example.arg("--then").arg(built.join("doorstep-app"));
    }
    steps.must("build", || run(&mut build))?;
    steps.must("the example week", || run(&mut example))?;
    steps.finish()
}

fn has_display() -> bool {
    ["WAYLAND_DISPLAY", "DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|display| !display.is_empty()))
}
