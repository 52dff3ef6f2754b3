//! `doorstep central enrol`: answers a request to be let in that somebody carried here.

use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use wire::Fault;

use crate::args::CentreFolder;
use crate::exit::Exit;
use crate::output::Output;

/// The largest request that is read: it is under 1 KiB.
const FILE_BYTES_MAX: u64 = 64 * 1024;

#[derive(Debug, Args)]
pub(crate) struct EnrolArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The device's request, as `champion enrol --request` wrote it.
    pub request: PathBuf,
    /// The file to write the answer to. One that is there already is not written over.
    #[arg(long, value_name = "FILE")]
    pub answer: PathBuf,
}

pub(super) async fn run(args: &EnrolArgs, output: Output) -> Result<Exit, Fault> {
    let EnrolArgs { centre, request, answer } = args;
    let bytes = crate::env::read_file(request, FILE_BYTES_MAX)?;
    crate::env::check_new(answer)?;
    let enrolled = super::open(centre).await?.enrol_by_file(&bytes).await?;
    crate::env::write_new(answer, &enrolled.answer)?;
    let value = json!({"device": enrolled.device, "check_phrase": enrolled.check_phrase});
    output.either(&value, || {
        format!(
            "The device is let in. Carry the answer back, and compare the check phrase with the device's: {}.",
            enrolled.check_phrase
        )
    });
    Ok(Exit::Done)
}
