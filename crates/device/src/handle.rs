//! The one door for a shell with a screen: a command in, a reply out, both plain values, so that whoever owns
//! the device may be a thread on a desktop or a worker in a browser.

use wire::app::{Command, Enrol, RecordAll, RecordOne, Reply};
use wire::draft::DraftLine;
use wire::{Code, Fault};

use crate::device::Device;

/// What a command comes to.
#[derive(Debug, PartialEq)]
pub enum Handled {
    /// It is done.
    Done(Reply),
    /// It waits for the network. The shell goes on with [`Device::enrol`].
    Enrol(Enrol),
    /// It waits for the network. The shell goes on with [`Device::sync_step`], and lets whatever else is asked
    /// come first between two steps: a running sync holds up no tap.
    Sync,
}

impl Device {
    /// Does what is asked, or says what the shell has to do for it.
    ///
    /// # Errors
    /// As the task itself.
    pub fn handle(&mut self, command: Command) -> Result<Handled, Fault> {
        let reply = match command {
            Command::Enrol(enrol) => return Ok(Handled::Enrol(enrol)),
            Command::Sync => return Ok(Handled::Sync),
            Command::Status => self.status().map(Reply::Status),
            Command::Unlock { secret } => self.unlock(&secret).map(|_mended| Reply::Done),
            Command::Lock => {
                self.lock();
                Ok(Reply::Done)
            }
            Command::Today => self.today().map(Reply::Today),
            Command::Register { session } => self.register(session).map(Reply::Register),
            Command::People { typed } => self.people(&typed).map(Reply::People),
            Command::Alike { draft } => self.hints(&draft).map(Reply::People),
            Command::Families => self.families().map(Reply::Families),
            Command::Directory => self.directory().map(Reply::Directory),
            Command::Surveys => self.surveys().map(Reply::Surveys),
            Command::Enquiries => self.enquiries().map(Reply::Enquiries),
            Command::Record(all) => self.record_all(all),
            Command::Keep(keep) => self.keep(&keep).map(|()| Reply::Done),
            Command::Kept { key } => self.kept(&key).map(Reply::Kept),
            Command::Records(page) => self.records(page).map(Reply::Records),
            Command::Weekly { week } => self.weekly(week.as_deref()).map(Reply::Weekly),
            Command::RescuePlaces => Ok(Reply::RescuePlaces { places: self.rescue_places() }),
            Command::Rescue { place } => self.rescue(&place).map(Reply::Rescued),
        }?;
        Ok(Handled::Done(reply))
    }

    fn record_all(&mut self, all: RecordAll) -> Result<Reply, Fault> {
        let RecordAll { records } = all;
        if records.is_empty() {
            return Err(Fault::new(Code::Malformed, "There is nothing to record.").about("records"));
        }
        let of_several = records.len() > 1;
        let recorded = records.into_iter().enumerate().map(|(at, record)| {
            let RecordOne { id, date, draft } = record;
            let recorded = self.record(&DraftLine { id, label: None, date, draft });
            recorded.map_err(|mut fault| {
                if of_several && let Some(field) = &mut fault.field {
                    field.insert_str(0, &format!("{at}."));
                }
                fault
            })
        });
        Ok(Reply::Recorded { records: recorded.collect::<Result<_, _>>()? })
    }
}
