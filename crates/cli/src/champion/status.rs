//! `doorstep champion status`.

use wire::Fault;
use wire::app::Status;

use crate::args::VaultArgs;
use crate::exit::Exit;
use crate::output::Output;

pub(super) fn run(args: &VaultArgs, output: Output) -> Result<Exit, Fault> {
    let status = super::open(args)?.status()?;
    output.either(&status, || words(&status));
    Ok(Exit::Done)
}

fn words(status: &Status) -> String {
    let mut lines = vec![format!("Saved on this device: {}.", status.recorded)];
    lines.push(if status.all_sent {
        "Sent: all.".to_owned()
    } else {
        format!("Waiting to be sent: {}. Sent: {}.", status.waiting, status.sent)
    });
    if let Some(phrase) = &status.check_phrase {
        lines.push(format!("This device's check phrase: {phrase}."));
    }
    if status.quarantined > 0 {
        lines.push(format!("Kept aside at the centre, to be mended: {}.", status.quarantined));
    }
    if status.clock_doubtful {
        lines.push("This device's clock cannot be right: give a date with every record.".to_owned());
    }
    lines.join("\n")
}
