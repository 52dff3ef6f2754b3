//! `doorstep champion sync`.

use device::http::Http;
use wire::Fault;
use wire::app::Synced;

use crate::args::VaultArgs;
use crate::exit::Exit;
use crate::output::Output;

pub(super) fn run(args: &VaultArgs, output: Output) -> Result<Exit, Fault> {
    let mut device = super::open(args)?;
    let synced = crate::env::block_on(async { device.sync(&Http::new()?).await })?;
    output.either(&synced, || words(&synced));
    Ok(Exit::Done)
}

fn words(synced: &Synced) -> String {
    let Synced { sent, pulled, waiting, all_sent } = synced;
    let state = if *all_sent { "Everything is sent.".to_owned() } else { format!("{waiting} still wait.") };
    format!("{sent} records sent, {pulled} changes fetched. {state}")
}
