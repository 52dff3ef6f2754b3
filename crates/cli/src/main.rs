//! `doorstep`: the commands of the centre and of a champion without a screen. `docs/cli.md` is its manual.
//!
//! Every command prints for people, or with `--json` one JSON value (a line per record for `champion
//! record`). Secrets come from a prompt or a file descriptor, never from an argument, where any other user
//! of the machine could read them.

mod args;
mod central;
mod champion;
mod encode;
mod env;
mod exit;
mod generate;
mod link;
mod output;
mod reach;
mod returns;
mod secret;
mod verify;

use args::{Arguments, Task};
use clap::Parser as _;
use output::Output;

fn main() -> std::process::ExitCode {
    let arguments = Arguments::parse();
    let output = Output { json: arguments.json };
    env::init_log();
    let result = match arguments.task {
        Task::Central(task) => central::run(task, output),
        Task::Champion(task) => champion::run(task, output),
        Task::Reach(task) => reach::run(&task, output),
        Task::Return(task) => returns::run(task, output),
        Task::Verify(task) => verify::run(&task, output),
        Task::Link(args) => link::run(&args, output),
        Task::Encode(args) => encode::run(&args, output),
        Task::Generate(args) => generate::run(&args, output),
        Task::Schema => output.schemas(),
    };
    match result {
        Ok(exit) => exit.into(),
        Err(fault) => {
            output.fault(&fault);
            exit::Exit::of(&fault).into()
        }
    }
}
