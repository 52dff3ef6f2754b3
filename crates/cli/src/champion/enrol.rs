//! `doorstep champion enrol`: by the network, or by files that somebody carries to the centre and back.

use clap::Args;
use device::Device;
use device::http::Http;
use serde_json::json;
use std::path::{Path, PathBuf};
use wire::app::Enrol;
use wire::{Code, Fault};

use crate::args::VaultArgs;
use crate::exit::Exit;
use crate::output::Output;
use crate::secret;

/// The largest answer that is read: a page of what the centre has, a few times over.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

#[derive(Debug, Args)]
pub(crate) struct EnrolArgs {
    #[command(flatten)]
    pub vault: VaultArgs,
    /// The centre's address, such as https://doorstep.example.org.
    #[arg(long, required_unless_present = "answer", conflicts_with = "answer")]
    pub centre: Option<String>,
    /// Read the one-time code from this file descriptor instead of asking.
    #[arg(long, value_name = "FD")]
    pub code_fd: Option<u32>,
    /// There is no network here: write the request to this file, to be carried to the centre (`central enrol`).
    #[arg(long, value_name = "FILE", conflicts_with = "answer")]
    pub request: Option<PathBuf>,
    /// Take the centre's answer from this file.
    #[arg(long, value_name = "FILE")]
    pub answer: Option<PathBuf>,
}

pub(super) fn run(args: &EnrolArgs, output: Output) -> Result<Exit, Fault> {
    let mut device = super::locked(&args.vault)?;
    if let Some(answer) = &args.answer {
        return by_answer(&mut device, args, answer, output);
    }
    let address = args.centre.clone().ok_or_else(|| Fault::new(Code::Malformed, "Name the centre."))?;
    let code = secret::read(args.code_fd, "One-time code")?;
    let secret = secret::read_new(args.vault.secret_fd, super::asking_for(&device)?)?;
    let enrol = Enrol { address, code, secret };
    if let Some(request) = &args.request {
        let bytes = device.enrol_request(&enrol)?;
        crate::env::write_new(request, &bytes)?;
        output.either(&json!({"bytes": bytes.len()}), || {
            "The request is written. Carry it to the centre within 24 hours: `doorstep central enrol` answers it."
                .to_owned()
        });
        return Ok(Exit::Done);
    }
    crate::env::block_on(async { device.enrol(&enrol, &Http::new()?).await })?;
    said(&device, output, "`champion sync` fetches the timetable.")
}

fn by_answer(device: &mut Device, args: &EnrolArgs, answer: &Path, output: Output) -> Result<Exit, Fault> {
    let bytes = crate::env::read_file(answer, FILE_BYTES_MAX)?;
    let secret = secret::read(args.vault.secret_fd, "The PIN or passphrase of the request")?;
    device.enrol_answer(&bytes, &secret)?;
    said(device, output, "The timetable is here already: recording needs no network.")
}

fn said(device: &Device, output: Output, next: &str) -> Result<Exit, Fault> {
    let status = device.status()?;
    let value =
        json!({"champion": status.champion, "stream": status.stream, "check_phrase": status.check_phrase});
    output.either(&value, || {
        let phrase = status.check_phrase.as_deref().unwrap_or_default();
        format!("This device is let in, and its vault is made. Its check phrase: {phrase}. {next}")
    });
    Ok(Exit::Done)
}
