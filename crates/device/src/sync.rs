//! Sync: what waits goes to the centre, what is new comes back. It never deletes anything.
//!
//! The whole is a state machine without a network: [`Device::sync_step`] takes the last answer and says what to
//! send next, so that a shell may let a tap come first between any two requests, and a simulator needs no time.
//! What to send and what to do about an answer is decided by `protocol::run`, which the simulator runs too; `view` is what
//! it looks at, `hear` judges an answer (pure), the rest applies. [`Device::sync`] is the plain loop.

mod against;
mod batch;
mod deposit;
mod hear;
mod keyless;
mod pull;
mod push;
mod request;
mod run;
mod view;

pub use against::{AgainstCentre, Found, SignedReceipt, StreamAtCentre};
pub(crate) use hear::{Heard, Proof, hear, not_ours};
pub use keyless::Deposited;
pub use run::{Run, Step};

use wire::Fault;
use wire::app::Synced;

use crate::device::Device;
use crate::transport::Transport;

impl Device {
    /// Sends what waits and fetches what is new, until neither is left.
    ///
    /// # Errors
    /// `NoNetwork`, `Unavailable` and `TooMany` with the seconds after which to try again; `Signature` and
    /// `NotPermitted` where the centre does not let this device in; `NotVerified`, `TooLarge`, `UpdateNeeded`.
    /// Whatever it is, what was recorded is kept and what was settled stays settled.
    pub async fn sync(&mut self, transport: &impl Transport) -> Result<Synced, Fault> {
        let mut run = Run::default();
        let mut step = self.sync_step(&mut run, None)?;
        loop {
            match step {
                Step::Send(request) => {
                    let answer = transport.send(&request).await;
                    step = self.sync_step(&mut run, Some(answer))?;
                }
                Step::GoOn => step = self.sync_step(&mut run, None)?,
                Step::Done(synced) => return Ok(synced),
            }
        }
    }
}
