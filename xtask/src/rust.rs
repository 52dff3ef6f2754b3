//! Cargo, as the steps call it.

use std::process::Command;

use crate::project;
use crate::steps::{Failure, run};

/// Cargo at the root of the workspace; in a pipeline the lock file is taken as it is.
pub(crate) fn cargo(subcommand: &str) -> Command {
    // Cargo names itself when it runs us: the same toolchain then does the steps.
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    as_on_a_terminal(cargo.current_dir(project::root()).arg(subcommand));
    if project::is_pipeline() && subcommand != "fmt" {
        cargo.arg("--locked");
    }
    cargo
}

/// Takes away what Cargo told us about our own package: some packages read those variables when they are built, and would
/// be built anew whenever `cargo xtask` and `cargo` alone take turns.
pub(crate) fn as_on_a_terminal(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        let is_of_a_package = name
            .to_str()
            .is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"));
        if is_of_a_package {
            command.env_remove(name);
        }
    }
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
