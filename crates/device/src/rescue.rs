//! The rescue file: what is handed over, put where somebody can carry it away from a device whose disk fails.

use chrono::DateTime;
use wire::app::{RescuePlace, Rescued};
use wire::{Code, Fault};

use crate::device::Device;
use crate::error::DeviceError;
use crate::shell::FileFault;

/// The field that a screen shows the refusal at.
const FIELD: &str = "place";

impl Device {
    /// Where a rescue file can be put now.
    #[must_use]
    pub fn rescue_places(&self) -> Vec<RescuePlace> {
        self.shell.elsewhere.places()
    }

    /// Puts a rescue file there: the file of [`Device::hand_over`]. The vault need not be open, and nothing is written beside
    /// it.
    ///
    /// # Errors
    /// `NotFound` where there is no such place now; `DiskFull` and `DiskFails`, about the place, where it does not take the
    /// file; as [`Device::hand_over`].
    pub fn rescue(&self, key: &str) -> Result<Rescued, Fault> {
        let places = self.rescue_places();
        let Some(place) = places.into_iter().find(|place| place.key == key) else {
            let gone = "This place is not there any more. Plug it in again, or choose another.";
            return Err(Fault::new(Code::NotFound, gone).about(FIELD));
        };
        let made = self.hand_over()?;
        let name = self.rescue_name().map_err(|error| self.fault(error))?;
        self.shell.elsewhere.put(&place, &name, &made.bytes).map_err(refused)?;
        Ok(Rescued { place, file: name, records: made.records })
    }

    /// A name that says what the file is and of which day, and nothing of anybody.
    fn rescue_name(&self) -> Result<String, DeviceError> {
        let now = self.shell.clock.now();
        let local_ms = i64::try_from(now.wall_ms).unwrap_or(0) + i64::from(now.utc_offset_min) * 60_000;
        let day = DateTime::from_timestamp_millis(local_ms).unwrap_or_default().format("%Y-%m-%d");
        let chance = domain::text::to_hex(&self.shell.random::<4>()?);
        Ok(format!("doorstep-rescue-{day}-{chance}"))
    }
}

fn refused(fault: FileFault) -> Fault {
    let fault = match fault {
        FileFault::Full => Fault::new(Code::DiskFull, "There is no room at that place. Choose another."),
        FileFault::System(_) => {
            Fault::new(Code::DiskFails, "That place does not take the file. Choose another.")
        }
    };
    fault.about(FIELD)
}
