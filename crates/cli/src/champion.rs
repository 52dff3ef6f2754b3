//! `doorstep champion`: what a champion does, without a screen.

mod enrol;
mod labels;
mod list;
mod record;
mod status;
mod sync;
mod weekly;

use chrono::{Local, Offset as _, TimeZone as _};
use device::Device;
use wire::app::VaultState;
use wire::{Code, Fault};

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
        ChampionTask::Return(args) => weekly::run(&args, output),
    }
}

/// The device of this folder, still locked.
///
/// # Errors
/// `NotFound` where the folder cannot be used.
pub(crate) fn locked(args: &VaultArgs) -> Result<Device, Fault> {
    let shell = device::native::shell(&args.vault, utc_offset_min).map_err(|_| {
        Fault::new(
            Code::NotFound,
            format!("{} cannot be used as the folder of a vault.", args.vault.display()),
        )
    })?;
    Ok(Device::new(shell))
}

/// The device of this folder, opened with its secret.
///
/// # Errors
/// `NotEnrolled` before anything is asked; as [`Device::unlock`].
pub(crate) fn open(args: &VaultArgs) -> Result<Device, Fault> {
    if !args.vault.exists() {
        return Err(Fault::new(
            Code::NotEnrolled,
            "There is no vault in this folder. `champion enrol` makes one.",
        ));
    }
    let mut device = locked(args)?;
    let status = device.status()?;
    if status.vault == VaultState::NotEnrolled {
        return Err(Fault::new(
            Code::NotEnrolled,
            "There is no vault in this folder. `champion enrol` makes one.",
        ));
    }
    let secret = secret::read(args.secret_fd, if status.by_pin { "PIN" } else { "Passphrase" })?;
    device.unlock(&secret)?;
    Ok(device)
}

/// What local time adds to UTC at an instant, in minutes, as this system's time zone has it.
fn utc_offset_min(wall_ms: u64) -> i32 {
    let at = i64::try_from(wall_ms).ok().and_then(|ms| Local.timestamp_millis_opt(ms).single());
    at.map_or(0, |at| at.offset().fix().local_minus_utc() / 60)
}
