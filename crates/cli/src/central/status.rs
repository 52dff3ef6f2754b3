//! `doorstep central status`.

use central::Status;
use wire::Fault;

use crate::args::CentreFolder;
use crate::exit::Exit;
use crate::output::Output;

pub(super) async fn run(folder: &CentreFolder, output: Output) -> Result<Exit, Fault> {
    let status: Status = super::open(folder).await?.status().await?;
    output.either(&status, || {
        let Status { n, epoch, devices, revoked, held, durable, durable_made_ms, durable_is_late, forks } = &status;
        let drill = match (durable_made_ms, durable_is_late) {
            (None, _) => "No backup was ever restored in a drill: nothing is durable.".to_owned(),
            (Some(_), true) => format!("LATE: {durable} of {held} are durable, by a backup that is older than 7 days."),
            (Some(_), false) => format!("{durable} of {held} are durable."),
        };
        let copied = match forks.len() {
            0 => String::new(),
            count => format!("\n{count} devices were copied or put back from a backup; look at them."),
        };
        format!(
            "Change {n}, epoch {epoch}. {devices} devices in use, {revoked} revoked. They have sent {held} records. \
             {drill}{copied}"
        )
    });
    Ok(Exit::Done)
}
