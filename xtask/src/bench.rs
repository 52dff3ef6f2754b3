//! `cargo xtask bench …`: figures, each beside a peer's or beside the least that could be, from one run.

use std::process::Command;

use crate::rust::cargo;
use crate::steps::{Failure, Steps, run};
use crate::{node, project, system};

/// A million changes by 16 writers and a reader who follows, on both engines. It fails where a change is skipped.
///
/// # Errors
/// When something cannot be installed or built, or a change is skipped.
pub(crate) fn ledger() -> Result<(), Failure> {
    of_the_centre("ledger")
}

/// A thousand devices at once, on both engines. It fails where an event is lost, or counted twice.
///
/// # Errors
/// When something cannot be installed or built, or an event is lost or twice.
pub(crate) fn devices() -> Result<(), Failure> {
    of_the_centre("devices")
}

/// Pushes into the centre beside a bare insert of the same rows. It fails only where it cannot be run.
///
/// # Errors
/// When something cannot be installed or built.
pub(crate) fn ingest() -> Result<(), Failure> {
    of_the_centre("ingest")
}

fn of_the_centre(name: &str) -> Result<(), Failure> {
    let mut steps = Steps::begin();
    steps.must("system packages", || system::install(&[system::COMPILER, system::JOURNEYS]))?;
    steps.must(name, || run(cargo("bench").args(["--workspace", "--bench", name])))?;
    steps.finish()
}

/// Sync beside PouchDB and beside bare SQLCipher. It fails only where it cannot be run: figures are read, not passed.
///
/// # Errors
/// When something cannot be installed or built, or an event is lost on either side.
pub(crate) fn sync() -> Result<(), Failure> {
    let mut steps = Steps::begin();
    steps.must("system packages", || system::install(&[system::COMPILER]))?;
    steps.must("the peer", || node::install_at(&project::root().join("tests/bench/peer")))?;
    steps.must("build", || {
        // With a test named, dependencies have the features that the other benches build them with.
        let built = ["--bin", "doorstep", "--bin", "bench-sync", "--test", "tidy"];
        run(cargo("build").args(["--release", "--workspace"]).args(built))
    })?;
    steps.must("sync", || run(&mut Command::new(project::target().join("release/bench-sync"))))?;
    steps.finish()
}
