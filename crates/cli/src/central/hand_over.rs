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
        let apart = match taken.apart {
            0 => String::new(),
            count => format!(
                "\n{count} of them do not follow from what was here: the phone was put back to an older copy, or a part \
                 is missing. They count all the same; look at that phone."
            ),
        };
        format!("{} records are new here, {} were known already.{apart}", taken.new, taken.known)
    });
    Ok(Exit::Done)
}
