//! `doorstep central hand-over`.

use wire::Fault;

use crate::args::HandOverArgs;
use crate::exit::Exit;
use crate::output::Output;

/// More than a champion records in a lifetime.
const FILE_BYTES_MAX: u64 = 256 * 1024 * 1024;

pub(super) async fn run(args: &HandOverArgs, output: Output) -> Result<Exit, Fault> {
    let HandOverArgs { centre, file } = args;
    let bytes = crate::env::read_file(file, FILE_BYTES_MAX)?;
    let taken = super::open(centre).await?.hand_over(&bytes).await?;
    output.either(&taken, || {
        format!("{} records are new here, {} were known already.", taken.new, taken.known)
    });
    Ok(Exit::Done)
}
