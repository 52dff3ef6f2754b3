//! This device's own provisional return of a week, offline: counts of its own book, no rates.

use std::collections::BTreeMap;

use domain::IsoWeek;
use reach::Parameters;
use reach::facts::DeviceFact;
use reach::weekly::{Preparation, WeeklyReturn, weekly};
use wire::Fault;

use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::when;

impl Device {
    /// The return of a week as far as this device knows it.
    ///
    /// # Errors
    /// While locked; where the book cannot be read.
    pub fn provisional_return(&self, week: IsoWeek) -> Result<WeeklyReturn, Fault> {
        let drawn = self.reading().and_then(|open| self.draw(open, week));
        drawn.map_err(|error| self.fault(error))
    }

    fn draw(&self, open: &Open, week: IsoWeek) -> Result<WeeklyReturn, DeviceError> {
        let connection = open.vault.connection();
        let says = &open.enrolment.certificate.says;
        let now = self.shell.clock.now();
        let doubtful = when::is_doubtful(&now, open.vault.contact()?.server_ms);
        let today = when::today(&now).filter(|_| !doubtful).unwrap_or(week.period().last);
        let issued = i64::try_from(says.enrolled_ms).ok().and_then(chrono::DateTime::from_timestamp_millis);
        let device = DeviceFact {
            id: says.device,
            issued_on: issued.map_or(today, |issued| issued.date_naive()),
            revoked_on: None,
        };
        let asked = book::Asked {
            as_of: today,
            devices: vec![device],
            streams: BTreeMap::from([(open.vault.stream()?.id, says.device)]),
            measured: None,
        };
        let facts = book::facts(connection, &linkage::Model::exact_key(), asked)?;
        let champions = book::champions(connection)?;
        let name = champions.into_iter().find(|(champion, _)| *champion == says.champion);
        let unnamed =
            || domain::Line::new("A champion's device").map_err(|_| DeviceError::Unreadable("name"));
        let preparation = Preparation {
            prepared_by: name.map_or_else(unnamed, |(_, colleague)| Ok(colleague.name))?,
            drawn: reach::weekly::Drawn::OnDevice,
        };
        Ok(weekly(&facts, None, week, &preparation, &Parameters::default()))
    }
}
