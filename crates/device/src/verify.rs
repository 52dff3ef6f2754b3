//! Proof that this device's records are whole.

use wire::Fault;

use crate::device::Device;
use crate::vault::Verified;

impl Device {
    /// Recomputes the chain from the bodies and the book from the events, and compares both with what is
    /// stored. Nothing is changed.
    ///
    /// # Errors
    /// While locked; where the vault cannot be read.
    pub fn verify(&mut self) -> Result<Verified, Fault> {
        let verified = self.opened().and_then(|(_, open)| open.vault.verify());
        verified.map_err(|error| self.fault(error))
    }
}
