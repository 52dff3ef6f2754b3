//! The device of this computer or phone: a vault in the app's own folder, the system's clocks and key store, and
//! HTTPS to the centre.

use std::path::PathBuf;

use chrono::{Local, Offset as _, TimeZone as _};
use device::native::{self, Owner};
use device::shell::FileFault;
use device::{Device, http::Http};
use wire::{Code, Fault};

/// Starts the owner of the device whose vault is in `folder`; the vault itself stays locked. Where the folder cannot
/// be used, whatever is asked is answered with the reason.
pub(crate) fn open(folder: PathBuf) -> Owner {
    Owner::start(
        move || Ok(Device::new(native::shell(&folder, utc_offset_min).map_err(unusable)?)),
        Http::new,
    )
}

/// What local time adds to UTC at an instant, in minutes, as the system's time zone has it.
fn utc_offset_min(at_ms: u64) -> i32 {
    let at = i64::try_from(at_ms).unwrap_or(i64::MAX);
    Local.timestamp_millis_opt(at).single().map_or(0, |at| at.offset().fix().local_minus_utc() / 60)
}

fn unusable(fault: FileFault) -> Fault {
    match fault {
        FileFault::Full => Fault::new(Code::DiskFull, "The disk is full. Nothing was lost."),
        FileFault::System(why) => {
            Fault::new(Code::Internal, format!("The folder of the record book cannot be used: {why}."))
        }
    }
}
