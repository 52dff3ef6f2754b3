//! `cargo xtask run`: Doorstep at work on an example area, from a fresh machine with Rust and Node.

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
    let mut example = bin("doorstep-tests", "example-week");
    if has_display {
        steps.must("node modules", node::install)?;
        steps.must("screens: build", || node::script("build"))?;
        steps.must("the window: build", || run(cargo("build").args(["--package", "doorstep-app"])))?;
        let mut window = bin("doorstep-app", "doorstep-app");
        window.args(["--manifest-path"]).arg(project::root().join("Cargo.toml"));
        example.arg("--").arg("--screens").arg(project::ui().join("dist"));
        example.arg("--then").arg(window.get_program()).args(window.get_args());
    }
    steps.must("the example week", || run(&mut example))?;
    steps.finish()
}

fn has_display() -> bool {
    ["WAYLAND_DISPLAY", "DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|display| !display.is_empty()))
}

fn bin(package: &str, name: &str) -> std::process::Command {
    let mut command = cargo("run");
    command.args(["--quiet", "--package", package, "--bin", name]);
    command
}
