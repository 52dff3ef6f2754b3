//! `doorstep champion hand-over` and `deposit`: sealed copies leave the device with no PIN, as a file or by the network.

use clap::Args;
use device::http::Http;
use serde_json::json;
use std::path::PathBuf;
use wire::Fault;

use crate::exit::Exit;
use crate::output::Output;

/// A vault that need not be opened. What asks for a secret elsewhere is taken here and not used.
#[derive(Debug, Clone, Args)]
pub(crate) struct LockedArgs {
    /// The folder of the vault.
    #[arg(long, value_name = "FOLDER")]
    pub vault: PathBuf,
    /// Not needed: sealed copies leave without a PIN.
    #[arg(long, value_name = "FD", hide = true)]
    pub secret_fd: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct HandOverFileArgs {
    #[command(flatten)]
    pub vault: LockedArgs,
    /// The file to write, on a stick for instance. One that is there already is not written over.
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
}

pub(super) fn file(args: &HandOverFileArgs, output: Output) -> Result<Exit, Fault> {
    let made = super::of_folder(&args.vault.vault)?.hand_over()?;
    crate::env::write_new(&args.to, &made.bytes)?;
    output.either(&json!({"records": made.records, "bytes": made.bytes.len()}), || {
        format!(
            "{} sealed records are in the file; only the centre can read them. Carry it there: `doorstep central \
             hand-over` takes it in. They stay here too.",
            made.records
        )
    });
    Ok(Exit::Done)
}

pub(super) fn deposit(args: &LockedArgs, output: Output) -> Result<Exit, Fault> {
    let mut device = super::of_folder(&args.vault)?;
    let done = crate::env::block_on(async { device.deposit(&Http::new()?).await })?;
    let value =
        json!({"copies": done.copies, "sent": done.sent, "durable": done.durable, "wiped": done.wiped});
    output.either(&value, || {
        let wiped = if done.wiped {
            "\nThis device's access was ended: its vault is destroyed, and everything in it is at the centre."
        } else {
            ""
        };
        format!(
            "{} of {} sealed records were sent; the centre has all of them.{wiped}",
            done.sent, done.copies
        )
    });
    Ok(Exit::Done)
}
