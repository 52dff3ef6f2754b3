//! How safe what is held is, in a few numbers: for the desk and for whoever runs the centre.

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::{Drilled, ForkRow, Owner};

/// A drill of a backup older than this is a red line: 7 days.
const LATE_MS: u64 = 7 * 24 * 60 * 60 * 1000;

/// Where the centre stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Status {
    /// The ledger's change number.
    pub n: u64,
    /// The epoch: how often it was restored, and one.
    pub epoch: u64,
    /// Devices in use.
    pub devices: u64,
    /// Devices that were revoked.
    pub revoked: u64,
    /// Events of devices that are held.
    pub held: u64,
    /// Of these, how many are in a backup that was restored in a drill.
    pub durable: u64,
    /// When that backup was made, milliseconds since 1970.
    pub durable_made_ms: Option<u64>,
    /// Something is held, and no backup of the last 7 days was restored in a drill.
    pub durable_is_late: bool,
    /// Devices of which a second history was seen.
    pub forks: Vec<Forked>,
}

/// A device of which a second history was seen: it was restored from a backup, or copied.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Forked {
    /// Which device.
    pub device: String,
    /// Which of its streams.
    pub stream: String,
    /// Where it was seen to differ.
    pub at_seq: u64,
    /// When, milliseconds since 1970.
    pub seen_ms: u64,
}

impl Centre {
    /// Where the centre stands now.
    ///
    /// # Errors
    /// `Ledger`.
    pub async fn status(&self) -> Result<Status, CentralError> {
        let authority = self.authority.id;
        let devices = self.ledger.devices(authority).await?;
        let streams = self.ledger.streams(authority).await?;
        let of_devices = || streams.iter().filter(|row| row.owner != Owner::Centre);
        let held = of_devices().map(|row| row.head.seq).sum();
        let durable = of_devices().map(|row| row.durable_seq).sum();
        let drill = self.ledger.drill(authority).await?;
        let forks = self.ledger.forks(authority).await?;
        let revoked = devices.iter().filter(|device| device.revoked.is_some()).count();
        let n = self.ledger.head(authority).await?;
        Ok(Status {
            n,
            epoch: self.authority.epoch,
            devices: (devices.len() - revoked) as u64,
            revoked: revoked as u64,
            held,
            durable,
            durable_made_ms: drill.as_ref().map(|drill| drill.made_ms),
            durable_is_late: is_late(drill.as_ref(), n, self.env.wall_ms()),
            forks: forks.iter().map(Forked::from).collect(),
        })
    }
}

/// Only what is held can be lost: an empty centre is never late.
fn is_late(drill: Option<&Drilled>, n: u64, now_ms: u64) -> bool {
    n > 0 && drill.is_none_or(|drill| now_ms.saturating_sub(drill.made_ms) > LATE_MS)
}

impl From<&ForkRow> for Forked {
    fn from(row: &ForkRow) -> Self {
        let ForkRow { stream, device, at_seq, seen_ms } = *row;
        Self { device: device.to_string(), stream: stream.to_string(), at_seq, seen_ms }
    }
}
