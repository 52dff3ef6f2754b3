//! `cargo xtask bench linkage`: the linkage engine beside Splink on the same files and machine.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::project;
use crate::rust::cargo;
use crate::steps::{Failure, Steps, run};

/// Arguments of `against_splink.py`, one line a run: FEBRL and families with four fields, FEBRL with all fields, ten seeds
/// of families for calibration and subgroups, and a million records without Splink, which would take an hour.
const RUNS: &[(&str, &[&str])] = &[
    (
        "Four fields",
        &["--ceiling", "--encodings", "--sets", "febrl1,febrl2,febrl3,febrl4,families10000,families100000"],
    ),
    ("All fields without the id", &["--all-fields", "--encodings", "--sets", "febrl1,febrl2,febrl3,febrl4"]),
    (
        "Families of ten seeds",
        &["--without-splink", "--rounds", "1", "--sets", "families10000", "--seeds", "1,2,3,4,5,6,7,8,9,10"],
    ),
    (
        "Families of ten seeds, and who was written down together",
        &[
            "--together",
            "--without-splink",
            "--rounds",
            "1",
            "--sets",
            "families10000",
            "--seeds",
            "1,2,3,4,5,6,7,8,9,10",
        ],
    ),
    ("A million records", &["--without-splink", "--rounds", "1", "--sets", "families1000000"]),
];

/// Benches of the engine by itself, with their arguments.
const BENCHES: &[(&str, &[&str])] = &[
    ("Families of ten seeds with their carers", &["subgroups", "--", "3050", "1", "10", "carers"]),
    ("One new family into 100,000 records", &["one_family"]),
    ("Queen's Park over 30 seeds", &["queens_park"]),
];

/// Measures everything, or with arguments for `against_splink.py` only that.
pub(crate) fn bench(arguments: &[&str]) -> Result<(), Failure> {
    let mut steps = Steps::begin();
    let python = environment().join("bin/python");
    steps.must("Splink and FEBRL from PyPI", || install(&python))?;
    steps.must("doorstep, optimised", || {
        // With a test named, dependencies have the features that the other benches build them with.
        run(cargo("build").args(["--release", "--workspace", "--bin", "doorstep", "--test", "tidy"]))
    })?;
    if arguments.is_empty() {
        for (title, arguments) in RUNS {
            steps.run(title, || run(&mut against_splink(&python, arguments)));
        }
        for (title, bench) in BENCHES {
            steps.run(title, || run(cargo("bench").args(["--workspace", "--bench"]).args(*bench)));
        }
    } else {
        steps.run("As asked", || run(&mut against_splink(&python, arguments)));
    }
    steps.finish()
}

fn environment() -> PathBuf {
    project::target().join("bench-venv")
}

fn scripts() -> PathBuf {
    project::root().join("crates/linkage/bench")
}

fn install(python: &Path) -> Result<(), Failure> {
    if !python.exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(environment())).map_err(|_| {
            Failure::new("Python makes no virtual environment here. On Debian: apt-get install python3-venv")
        })?;
    }
    run(Command::new(python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
        .arg(scripts().join("requirements.txt")))
}

fn against_splink(python: &Path, arguments: &[&str]) -> Command {
    let binary = project::target().join("release/doorstep");
    let mut command = Command::new(python);
    command.arg(scripts().join("against_splink.py")).arg("--binary").arg(binary).args(arguments);
    command
}
