//! The one door for a shell with a screen: a command in, a reply out, both plain values, so that whoever owns
//! the device may be a thread on a desktop or a worker in a browser.

use wire::Fault;
use wire::app::{Command, Reply};
use wire::draft::DraftLine;

use crate::device::Device;
use crate::transport::Transport;

impl Device {
    /// Does what is asked. Only `Enrol` and `Sync` wait for the network; a shell that wants to record while a
    /// sync is under way drives [`Device::sync_step`] itself.
    ///
    /// # Errors
    /// As the task itself.
    pub async fn handle(&mut self, command: Command, transport: &impl Transport) -> Result<Reply, Fault> {
        match command {
            Command::Enrol(enrol) => self.enrol(&enrol, transport).await.map(|()| Reply::Done),
            Command::Sync => self.sync(transport).await.map(Reply::Synced),
            Command::Status => self.status().map(Reply::Status),
            Command::Unlock { secret } => self.unlock(&secret).map(|_mended| Reply::Done),
            Command::Lock => {
                self.lock();
                Ok(Reply::Done)
            }
            Command::Record { id, date, draft } => {
                self.record(&DraftLine { id, label: None, date, draft }).map(Reply::Recorded)
            }
        }
    }
}
