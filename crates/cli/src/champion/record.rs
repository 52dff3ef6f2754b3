//! `doorstep champion record`: drafts in, one line of JSON out for each, once it is durable.

use std::io::BufRead as _;

use device::Device;
use wire::draft::DraftLine;
use wire::recorded::{Recorded, RecordedLine};
use wire::{Code, Fault};

use super::labels::Labels;
use crate::args::VaultArgs;
use crate::exit::Exit;
use crate::output::Output;

/// What some editors put before the first line of a file; it is no part of the draft.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) fn run(args: &VaultArgs, output: Output) -> Result<Exit, Fault> {
    let mut device = super::open(args)?;
    let mut labels = Labels::default();
    let mut exit = Exit::Done;
    for (number, read) in (1_u64..).zip(std::io::stdin().lock().split(b'\n')) {
        let unreadable = |_| Fault::new(Code::Malformed, "Standard input ended in the middle of a line.");
        let mut read = read.map_err(unreadable)?;
        if number == 1 && read.starts_with(BYTE_ORDER_MARK) {
            read.drain(..BYTE_ORDER_MARK.len());
        }
        if read.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        if number > 1 {
            // Between two lines there is time for what no single one needs.
            device.get_ready();
        }
        let parsed = parse(&read);
        let label = parsed.as_ref().ok().and_then(|line| line.label.clone());
        let answer = match parsed.and_then(|line| record(&mut device, &mut labels, line)) {
            Ok(recorded) => RecordedLine::Recorded { line: number, label, recorded },
            Err(fault) if is_about_this_line(fault.code) => {
                exit = Exit::Refused;
                RecordedLine::Refused { line: number, label, fault }
            }
            // What is wrong with the vault or the disk is wrong for every line that follows: stop and say so.
            Err(fault) => return Err(super::or_rescue(fault, &args.vault)),
        };
        output.value(&answer);
    }
    Ok(exit)
}

fn parse(line: &[u8]) -> Result<DraftLine, Fault> {
    let text =
        std::str::from_utf8(line).map_err(|_| Fault::new(Code::Malformed, "This line is not UTF-8 text."))?;
    DraftLine::parse(text)
}

fn record(device: &mut Device, labels: &mut Labels, line: DraftLine) -> Result<Recorded, Fault> {
    let DraftLine { id, label, date, draft } = line;
    let draft = labels.resolve(draft)?;
    let recorded = device.record(&DraftLine { id, label: None, date, draft })?;
    if let Some(label) = label {
        labels.name(label, recorded.id.to_string());
    }
    Ok(recorded)
}

/// Whether another line may fare better.
const fn is_about_this_line(code: Code) -> bool {
    match code {
        Code::AlreadyRecordedOtherwise
        | Code::DateNeeded
        | Code::DraftProblem
        | Code::Malformed
        | Code::NotFound
        | Code::NotPermitted
        | Code::TooLarge => true,
        Code::AlreadyOpen
        | Code::Damaged
        | Code::DiskFails
        | Code::DiskFull
        | Code::Fork
        | Code::Gap
        | Code::Internal
        | Code::InvitationRefused
        | Code::NoNetwork
        | Code::NotEnrolled
        | Code::NotVerified
        | Code::Revoked
        | Code::SecretLocked
        | Code::SecretTooWeak
        | Code::SecretWrong
        | Code::SignInNeeded
        | Code::SignInRefused
        | Code::Signature
        | Code::StepUpNeeded
        | Code::TooMany
        | Code::Unavailable
        | Code::UpdateNeeded => false,
    }
}
