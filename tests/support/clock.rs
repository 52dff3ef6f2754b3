//! A clock that is not the machine's, for one process: libfaketime.

use std::path::PathBuf;
use std::process::Command;

/// A world whose clock differs from the machine's by this much, as libfaketime writes it (`+1d`, `-3600`); what is to run
/// in it is the first argument. Nothing where the library is not installed (Debian: faketime).
///
/// It is the library itself: the command `faketime` would stay between a test and its process, and a kill would end only
/// that.
pub fn world_at(offset: &str) -> Option<Command> {
    let folders = std::fs::read_dir("/usr/lib").ok()?.filter_map(Result::ok);
    let library: PathBuf = folders
        .map(|folder| folder.path().join("faketime/libfaketime.so.1"))
        .find(|library| library.exists())?;
    let mut world = Command::new("env");
    // The clock that only runs forward is the machine's and stays as it is.
    world.env("LD_PRELOAD", library).env("FAKETIME", offset).env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    Some(world)
}
