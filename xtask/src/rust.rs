//! Cargo, as the steps call it.

use std::process::Command;

use crate::project;
use crate::steps::{Failure, run};

/// Cargo at the root of the workspace; in a pipeline the lock file is taken as it is.
pub(crate) fn cargo(subcommand: &str) -> Command {
    // Cargo names itself when it runs us: the same toolchain then does the steps.
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(project::root()).arg(subcommand);
    if project::is_pipeline() && subcommand != "fmt" {
        cargo.arg("--locked");
    }
    cargo
}

/// Whether every file is laid out as `rustfmt.toml` says.
pub(crate) fn is_formatted() -> Result<(), Failure> {
    run(cargo("fmt").args(["--all", "--check"]))
        .map_err(|_| Failure::new("Run `cargo fmt` and commit what it changes."))
}

/// Whether the compiler's and clippy's lints are satisfied everywhere.
pub(crate) fn has_no_lints() -> Result<(), Failure> {
    // One run shows the lints of every package, not only of the first that has any.
    run(cargo("clippy").args([
        "--workspace",
        "--all-targets",
        "--keep-going",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ]))
}
