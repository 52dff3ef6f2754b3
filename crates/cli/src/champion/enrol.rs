//! `doorstep champion enrol`.

use device::http::Http;
use serde_json::json;
use wire::Fault;
use wire::app::Enrol;

use crate::args::EnrolArgs;
use crate::exit::Exit;
use crate::output::Output;
use crate::secret;

pub(super) fn run(args: &EnrolArgs, output: Output) -> Result<Exit, Fault> {
    let mut device = super::locked(&args.vault)?;
    let code = secret::read(args.code_fd, "One-time code")?;
    let ask = if device.status()?.by_pin {
        "A new PIN of six digits or more"
    } else {
        "A new passphrase of four words or more"
    };
    let secret = secret::read_new(args.vault.secret_fd, ask)?;
    let enrol = Enrol { address: args.centre.clone(), code, secret };
    crate::env::block_on(async { device.enrol(&enrol, &Http::new()?).await })?;
    let status = device.status()?;
    output.either(&json!({"champion": status.champion, "stream": status.stream}), || {
        "This device is let in, and its vault is made. `champion sync` fetches the timetable.".to_owned()
    });
    Ok(Exit::Done)
}
