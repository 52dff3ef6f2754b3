//! `doorstep central erase`.

use clap::Args;
use serde_json::json;
use wire::Fault;

use crate::args::CentreFolder;
use crate::exit::Exit;
use crate::output::Output;

#[derive(Debug, Args)]
pub(crate) struct EraseArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// Ids of records, as `champion record` printed them.
    #[arg(required = true)]
    pub records: Vec<String>,
    /// Why, for the audit: at whose request, or by which retention rule. No names.
    #[arg(long)]
    pub why: String,
}

pub(super) async fn run(args: &EraseArgs, output: Output) -> Result<Exit, Fault> {
    let EraseArgs { centre, records, why } = args;
    let erased = super::open(centre).await?.erase_named(records, why).await?;
    output.either(&json!({"erased": erased}), || {
        format!(
            "{erased} events are erased, with everything that corrects them. Phones are told at their next contact, and \
             no restore brings them back."
        )
    });
    Ok(Exit::Done)
}
