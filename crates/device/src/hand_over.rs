//! Handing sealed copies over as a file, with no PIN: for a device that reaches no network, and for one whose vault cannot
//! be opened any more.

use wire::Fault;
use wire::sealed::scan;

use crate::deposit;
use crate::device::Device;
use crate::error::DeviceError;
use crate::sealed::SEALED_FILE;
use crate::shell::Shell;

/// A file to be carried to the centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOverFile {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many records are in it: all whose copies this device still keeps, those that the centre has included.
    pub records: u64,
}

impl Device {
    /// Every sealed copy of this device, as a file that only the centre can read. The vault need not be open, and is not
    /// touched: handing the same over again, by whatever way, changes nothing at the centre.
    ///
    /// # Errors
    /// `NotEnrolled`; where the files or the key store cannot be read.
    pub fn hand_over(&self) -> Result<HandOverFile, Fault> {
        hand_over(&self.shell).map_err(|error| self.fault(error))
    }
}

fn hand_over(shell: &Shell) -> Result<HandOverFile, DeviceError> {
    let depositor = deposit::read(shell)?;
    let mut copies = shell.files.read(SEALED_FILE)?.unwrap_or_default();
    let (places, sound) = scan(&copies);
    // What a power cut left half written belongs to a record that was never said to be saved.
    copies.truncate(sound);
    let made_ms = shell.clock.now().wall_ms;
    let bytes = wire::hand_over::write(depositor.certificate, made_ms, &copies, &depositor.key)?;
    Ok(HandOverFile { bytes, records: places.len() as u64 })
}
