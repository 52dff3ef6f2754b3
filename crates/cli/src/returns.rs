//! `doorstep return`: a week's return at the centre.

mod export;
mod freeze;
mod verify;
pub(crate) mod words;

use central::IsoWeek;
use wire::{Code, Fault};

use crate::args::ReturnTask;
use crate::exit::Exit;
use crate::output::Output;

/// Does what was asked.
///
/// # Errors
/// As the task says.
pub(crate) fn run(task: ReturnTask, output: Output) -> Result<Exit, Fault> {
    crate::env::block_on(async {
        match task {
            ReturnTask::Draft(args) => freeze::draft(&args, output).await,
            ReturnTask::Freeze(args) => freeze::run(&args, output).await,
            ReturnTask::Verify(args) => verify::run(&args, output).await,
            ReturnTask::Export(args) => export::run(&args, output).await,
        }
    })
}

/// Reads a week.
///
/// # Errors
/// `Malformed` on `week`.
pub(crate) fn week(text: &str) -> Result<IsoWeek, Fault> {
    let form = |_| Fault::new(Code::Malformed, "--week: write an ISO week as 2026-W47.").about("week");
    text.parse().map_err(form)
}
