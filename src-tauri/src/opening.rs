//! The device of this computer or phone: a vault in the app's own folder, the system's clocks and key store, and
//! HTTPS to the centre.

use std::path::{Path, PathBuf};

use chrono::{Local, Offset as _, TimeZone as _};
use device::native::{self, Owner, Places};
use device::shell::FileFault;
use device::{Device, Shell, http::Http};
use tauri::Runtime;
use tauri::path::PathResolver;
use wire::app::RescueKind;
use wire::{Code, Fault};

/// In which folders systems mount what is plugged in: Linux, macOS, Windows.
const DRIVES_UNDER: [&str; 8] = ["/run/media", "/media", "/mnt", "/Volumes", "D:\\", "E:\\", "F:\\", "G:\\"];

/// Starts the owner of the device whose vault is in `folder`; the vault itself stays locked. Where the folder cannot
/// be used, whatever is asked is answered with the reason.
pub(crate) fn open(folder: PathBuf, places: Places) -> Owner {
    let device = move || {
        let shell = native::shell(&folder, utc_offset_min).map_err(unusable)?;
        Ok(Device::new(Shell { elsewhere: Box::new(places), ..shell }))
    };
    Owner::start(device, Http::new)
}

/// Where this system's owner can find a file again.
pub(crate) fn places<R: Runtime>(system: &PathResolver<R>, vault: &Path) -> Places {
    let folders = [
        (RescueKind::Documents, system.document_dir()),
        (RescueKind::Downloads, system.download_dir()),
        (RescueKind::Home, system.home_dir()),
    ];
    let mut folders: Vec<_> =
        folders.into_iter().filter_map(|(kind, path)| Some((kind, path.ok()?))).collect();
    if folders.iter().any(|(kind, path)| *kind != RescueKind::Home && path.is_dir()) {
        folders.retain(|(kind, _)| *kind != RescueKind::Home);
    }
    Places::new(vault.to_owned(), folders, DRIVES_UNDER.map(PathBuf::from).to_vec())
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
