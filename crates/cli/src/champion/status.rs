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
    match status.caseload_days_left {
        None => {}
        Some(0) => lines.push(
            "What was fetched of the families was dropped, because the centre was not reached for too long. What was \
             recorded here stays; `champion sync` fetches the rest again."
                .to_owned(),
        ),
        Some(days) => lines.push(format!("Sync within {days} days, or what was fetched of the families is dropped.")),
    }
    if status.quarantined > 0 {
        lines.push(format!("Kept aside at the centre, to be mended: {}.", status.quarantined));
    }
    if status.clock_doubtful {
        lines.push("This device's clock cannot be right: give a date with every record.".to_owned());
    }
    lines.join("\n")
}
