//! `doorstep champion`: what a champion does, without a screen.

mod backup;
pub(crate) mod enrol;
mod hand_over;
mod labels;
mod list;
mod record;
mod status;
mod sync;
mod weekly;

use chrono::{Local, Offset as _, TimeZone as _};
use device::Device;
use std::path::Path;
use wire::app::VaultState;
use wire::{Code, Fault};

pub(crate) use backup::{BackupArgs, RestoreArgs};
pub(crate) use hand_over::{HandOverFileArgs, LockedArgs};

use crate::args::{ChampionTask, VaultArgs};
use crate::exit::Exit;
use crate::output::Output;
use crate::secret;

/// Does what was asked.
///
/// # Errors
/// As the task says.
pub(crate) fn run(task: ChampionTask, output: Output) -> Result<Exit, Fault> {
    match task {
        ChampionTask::Enrol(args) => enrol::run(&args, output),
        ChampionTask::Record(args) => record::run(&args, output),
        ChampionTask::Sync(args) => sync::run(&args, output),
        ChampionTask::Status(args) => status::run(&args, output),
        ChampionTask::List(args) => list::run(&args, output),
        ChampionTask::Backup(args) => backup::backup(&args, output),
        ChampionTask::Restore(args) => backup::restore(&args, output),
        ChampionTask::HandOver(args) => hand_over::file(&args, output),
        ChampionTask::Deposit(args) => hand_over::deposit(&args, output),
        ChampionTask::Return(args) => weekly::run(&args, output),
    }
}

/// The device of this folder, still locked.
///
/// # Errors
/// `NotFound` where the folder cannot be used.
pub(crate) fn locked(args: &VaultArgs) -> Result<Device, Fault> {
    in_folder(&args.vault)
}

fn in_folder(folder: &Path) -> Result<Device, Fault> {
    let shell = device::native::shell(folder, utc_offset_min).map_err(|_| {
        Fault::new(Code::NotFound, format!("{} cannot be used as the folder of a vault.", folder.display()))
    })?;
    Ok(Device::new(shell))
}

/// The device of a folder that must be there, still locked.
///
/// # Errors
/// `NotEnrolled` where there is no such folder.
fn of_folder(folder: &Path) -> Result<Device, Fault> {
    if !folder.exists() {
        return Err(Fault::new(
            Code::NotEnrolled,
            "There is no vault in this folder. `champion enrol` makes one.",
        ));
    }
    in_folder(folder)
}

/// How a new secret is asked for on this device.
fn asking_for(device: &Device) -> Result<&'static str, Fault> {
    Ok(if device.status()?.by_pin {
        "A new PIN of six digits or more"
    } else {
        "A new passphrase of four words or more"
    })
}

/// A wall clock's time as a day here.
fn day_of(wall_ms: u64) -> String {
    let at = i64::try_from(wall_ms).ok().and_then(|ms| Local.timestamp_millis_opt(ms).single());
    at.map_or_else(|| "a day that its clock did not know".to_owned(), |at| at.format("%Y-%m-%d").to_string())
}

/// The device of this folder, opened with its secret.
///
/// # Errors
/// `NotEnrolled` before anything is asked; as [`Device::unlock`].
pub(crate) fn open(args: &VaultArgs) -> Result<Device, Fault> {
    let mut device = of_folder(&args.vault)?;
    let status = device.status()?;
    if status.vault == VaultState::NotEnrolled {
        return Err(Fault::new(
            Code::NotEnrolled,
            "There is no vault in this folder. `champion enrol` makes one.",
        ));
    }
    let secret = secret::read(args.secret_fd, if status.by_pin { "PIN" } else { "Passphrase" })?;
    device.unlock(&secret).map_err(|fault| or_rescue(fault, &args.vault))?;
    Ok(device)
}

/// The same fault, and where the disk is what fails, the very command that saves what is on it.
fn or_rescue(mut fault: Fault, vault: &Path) -> Fault {
    if fault.code == Code::DiskFails {
        let vault = vault.display();
        let command = format!("doorstep champion hand-over --vault {vault} --to FILE");
        fault
            .message
            .push_str(&format!(" `{command}` writes it; it needs no PIN, and FILE is on another disk."));
    }
    fault
}

/// What local time adds to UTC at an instant, in minutes, as this system's time zone has it.
fn utc_offset_min(wall_ms: u64) -> i32 {
    let at = i64::try_from(wall_ms).ok().and_then(|ms| Local.timestamp_millis_opt(ms).single());
    at.map_or(0, |at| at.offset().fix().local_minus_utc() / 60)
}
