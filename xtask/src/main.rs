//! `cargo xtask …`: the few commands that set a machine up, test the project and run it.
//!
//! It uses the standard library only: it is the first thing that is built on a fresh machine, before
//! anything else can be installed.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "A command-line program talks to its terminal."
)]

mod bench;
mod bench_linkage;
mod check;
mod driver;
mod durability;
mod mobile;
mod node;
mod package;
mod project;
mod run;
mod rust;
mod sim;
mod steps;
mod system;
mod test;
mod types;
mod window;

use std::process::ExitCode;

use steps::Failure;

const USAGE: &str = "\
cargo xtask run              do the main job on an example area, and open the window where there is a display
cargo xtask test             install what is missing, then check and test everything
cargo xtask check            format, lints and licences, without running tests
cargo xtask sim              prove sync in worlds that fail: [--seeds N] [--seed S] [--bug NAME] [--zoo] [--small]
cargo xtask durability       real processes and real faults; with --long, hours of them
cargo xtask bench sync       what sync costs, beside PouchDB and beside bare SQLCipher
cargo xtask types            write the screens' types anew from crates/wire
cargo xtask bench ingest     how fast the centre takes events in, against a bare insert
cargo xtask bench ledger     a million changes by 16 writers, on both engines: none is skipped
cargo xtask bench devices    a thousand devices come home at once, on both engines
cargo xtask bench window     measure the window beside an empty one, and the register on a slow phone
cargo xtask package          build the .deb, weigh it, and try it where this account may
cargo xtask check --mobile   type-check what phones and browsers share, without compiling C
cargo xtask bench linkage    measure the linkage engine beside Splink, an hour or so (--sets febrl3 …: only that)";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["run"] => run::example(),
        ["test"] => test::test(),
        ["sim", asked @ ..] => sim::simulate(asked),
        ["durability"] => durability::prove(false),
        ["durability", "--long"] => durability::prove(true),
        ["bench", "sync"] => bench::sync(),
        ["types"] => types::write(),
        ["check"] => check::check(),
        ["bench", "ingest"] => bench::ingest(),
        ["bench", "ledger"] => bench::ledger(),
        ["bench", "devices"] => bench::devices(),
        ["bench", "window"] => window::bench(),
        ["package"] => package::package(),
        ["check", "--mobile"] => mobile::check(),
        ["bench", "linkage", arguments @ ..] => bench_linkage::bench(arguments),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        unknown => Err(Failure::new(format!("There is no `cargo xtask {}`.\n{USAGE}", unknown.join(" ")))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}
