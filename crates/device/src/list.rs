//! What this device knows, with ids: for choosing from, on a screen or a command line.

use book::{PersonCard, SessionOnDay};
use chrono::NaiveDate;
use domain::reference::{Form, Service, Slot, Venue};
use domain::{FormId, ServiceId, SlotId, VenueId};
use wire::Fault;

use crate::device::Device;
use crate::error::DeviceError;
use crate::vault::Aside;

impl Device {
    /// Places, by name.
    ///
    /// # Errors
    /// While locked; where the book cannot be read.
    pub fn venues(&self) -> Result<Vec<(VenueId, Venue)>, Fault> {
        self.listed(|connection| Ok(book::venues(connection)?))
    }
    /// The timetable, by day and hour.
    ///
    /// # Errors
    /// As [`Device::venues`].
    pub fn slots(&self) -> Result<Vec<(SlotId, Slot)>, Fault> {
        self.listed(|connection| Ok(book::slots(connection)?))
    }
    /// Services that families are told about, by name.
    ///
    /// # Errors
    /// As [`Device::venues`].
    pub fn services(&self) -> Result<Vec<(ServiceId, Service)>, Fault> {
        self.listed(|connection| Ok(book::services(connection)?))
    }
    /// Published forms.
    ///
    /// # Errors
    /// As [`Device::venues`].
    pub fn forms(&self) -> Result<Vec<(FormId, Form)>, Fault> {
        self.listed(|connection| Ok(book::forms(connection)?))
    }
    /// The people last recorded or seen here, the latest first, at most `limit`.
    ///
    /// # Errors
    /// As [`Device::venues`].
    pub fn recent_people(&self, limit: usize) -> Result<Vec<PersonCard>, Fault> {
        self.listed(|connection| Ok(book::recent_people(connection, limit)?))
    }
    /// Everybody known here: those last recorded or seen, then whom else the centre sent, by name; at most `limit`.
    ///
    /// # Errors
    /// As [`Device::venues`].
    pub fn known_people(&self, limit: usize) -> Result<Vec<PersonCard>, Fault> {
        self.listed(|connection| Ok(book::known_people(connection, limit)?))
    }
    /// People whose names have words that begin as those typed do, at most `limit`.
    ///
    /// # Errors
    /// As [`Device::venues`].
    pub fn find_people(&self, typed: &str, limit: usize) -> Result<Vec<PersonCard>, Fault> {
        self.listed(|connection| Ok(book::find_people(connection, typed, limit)?))
    }
    /// The sessions of a day, own and others', by hour.
    ///
    /// # Errors
    /// As [`Device::venues`].
    pub fn sessions_on(&self, day: NaiveDate) -> Result<Vec<SessionOnDay>, Fault> {
        self.listed(|connection| Ok(book::sessions_on(connection, day)?))
    }
    /// The sessions of the last `days` days to today by this device's clock, the latest first; none where the
    /// clock shows no date.
    ///
    /// # Errors
    /// As [`Device::venues`].
    pub fn recent_sessions(&self, days: u32) -> Result<Vec<SessionOnDay>, Fault> {
        let Some(today) = crate::when::today(&self.shell.clock.now()) else { return Ok(Vec::new()) };
        self.listed(|connection| {
            let mut sessions = Vec::new();
            // A day ahead, for whoever records across a date line.
            let mut day = today.succ_opt();
            for _ in 0..=days {
                let Some(on) = day else { break };
                sessions.extend(book::sessions_on(connection, on)?.into_iter().rev());
                day = on.pred_opt();
            }
            Ok(sessions)
        })
    }

    /// Own events that the centre keeps aside, with the reason and what mends each, the latest first.
    ///
    /// # Errors
    /// As [`Device::venues`].
    pub fn kept_aside(&self) -> Result<Vec<Aside>, Fault> {
        self.reading().and_then(|open| open.vault.aside()).map_err(|error| self.fault(error))
    }

    pub(crate) fn listed<T>(
        &self,
        task: impl FnOnce(&rusqlite::Connection) -> Result<T, DeviceError>,
    ) -> Result<T, Fault> {
        let listed = self.reading().and_then(|open| task(open.vault.connection()));
        listed.map_err(|error| self.fault(error))
    }
}
