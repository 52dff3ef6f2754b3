//! This device's own provisional return of a week, offline: counts of its own book, no rates.

use std::collections::BTreeMap;

use domain::IsoWeek;
use reach::Parameters;
use reach::facts::DeviceFact;
use reach::weekly::{Preparation, WeeklyReturn, weekly};
use wire::app::{WeekFigure, Weekly};
use wire::{Code, Fault};

use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::typed::read;
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

    /// The figures of that return for a screen; the present week where none is named.
    ///
    /// # Errors
    /// As [`Device::provisional_return`]; `DraftProblem` for what is no week, `DateNeeded` where none is named and
    /// the clock cannot be right.
    pub fn weekly(&self, week: Option<&str>) -> Result<Weekly, Fault> {
        let today = self.day();
        let week = match week {
            Some(typed) => read("week", typed).map_err(|error| self.fault(error))?,
            None => today.map(IsoWeek::of).ok_or_else(|| {
                Fault::new(Code::DateNeeded, "This device's clock cannot be right. Set its date and time.")
            })?,
        };
        let drawn = self.provisional_return(week)?;
        let closed = self
            .reading()
            .and_then(|open| Ok(book::is_week_closed(open.vault.connection(), week)?))
            .map_err(|error| self.fault(error))?;
        let period = week.period();
        let figure =
            |row: &reach::weekly::Row| WeekFigure { key: row.key.clone(), count: row.week.value.numerator };
        Ok(Weekly {
            week: week.to_string(),
            first: period.first.to_string(),
            last: period.last.to_string(),
            begun: today.is_none_or(|today| period.first <= today),
            closed,
            figures: drawn.rows().filter(|row| row.week.value.denominator.is_none()).map(figure).collect(),
        })
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
        let streams = open.vault.marks()?.into_iter();
        let asked = book::Asked {
            as_of: today,
            devices: vec![device],
            streams: streams.map(|marks| (marks.stream, says.device)).collect::<BTreeMap<_, _>>(),
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
