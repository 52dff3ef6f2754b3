//! What is on today, and which of it is meant.

use book::SessionOnDay;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Timelike as _};
use domain::reference::Slot;
use domain::{IsoWeek, Recorded, SlotId, VenueId};
use rusqlite::Connection;
use wire::Fault;
use wire::app::{SessionCard, Today, Unfinished, VenueChoice};

use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::{tile, when};

/// How many days back a session is offered for what is written up later.
const EARLIER_DAYS: u64 = 14;
/// How long before it begins and after it ends a session is still the one that is meant, in minutes: chairs are
/// put out, and names are written down when the last family has gone.
const AROUND_MIN: u16 = 60;

/// A session of today, opened or only planned.
struct OfToday {
    card: SessionCard,
    venue: VenueId,
    starts_min: u16,
    ends_min: u16,
}

impl Device {
    /// What a champion sees first.
    ///
    /// # Errors
    /// While locked; where the book cannot be read.
    pub fn today(&self) -> Result<Today, Fault> {
        let now = self.shell.clock.now();
        let today = self.reading().and_then(|open| of(open, &now));
        today.map_err(|error| self.fault(error))
    }
}

fn of(open: &Open, now: &Recorded) -> Result<Today, DeviceError> {
    let connection = open.vault.connection();
    let doubtful = when::is_doubtful(now, open.vault.contact()?.server_ms);
    let date = when::today(now).filter(|_| !doubtful);
    let (sessions, earlier) = match date {
        Some(date) => (on_day(connection, date)?, earlier(connection, date)?),
        None => (Vec::new(), Vec::new()),
    };
    let minute = minute_of_day(now).filter(|_| !doubtful);
    let suggested = minute.and_then(|minute| guess(&sessions, minute, last_venue(&earlier)));
    let champion = open.enrolment.certificate.says.champion;
    let champions = book::champions(connection)?;
    Ok(Today {
        date: date.map(|date| date.to_string()),
        week: date.map(|date| IsoWeek::of(date).to_string()),
        champion: champions
            .into_iter()
            .find(|(one, _)| *one == champion)
            .map(|(_, one)| one.name.as_str().to_owned()),
        suggested: suggested.and_then(|at| u32::try_from(at).ok()),
        sessions: sessions.into_iter().map(|one| one.card).collect(),
        earlier: earlier.iter().map(|one| tile::opened(connection, one)).collect::<Result<_, _>>()?,
        venues: book::venues(connection)?
            .into_iter()
            .map(|(id, venue)| VenueChoice { id, name: venue.name.as_str().to_owned() })
            .collect(),
        unfinished: open
            .vault
            .kept_screens()?
            .into_iter()
            .map(|(key, at_ms)| Unfinished { key, at_ms })
            .collect(),
        week_to_close: week_to_close(connection, date)?,
    })
}

/// Opened sessions, and the lines of the timetable that nobody opened yet, by hour.
fn on_day(connection: &Connection, date: NaiveDate) -> Result<Vec<OfToday>, DeviceError> {
    let opened = book::sessions_on(connection, date)?;
    let mut all: Vec<OfToday> = Vec::new();
    for (id, slot) in book::slots_on(connection, date)? {
        if !opened.iter().any(|one| fulfils(one, id, &slot)) {
            let Slot { venue, starts, ends, .. } = &slot;
            let (venue, starts_min, ends_min) = (*venue, starts.minutes(), ends.minutes());
            all.push(OfToday {
                card: tile::planned(connection, id, &slot, date)?,
                venue,
                starts_min,
                ends_min,
            });
        }
    }
    for one in &opened {
        all.push(OfToday {
            card: tile::opened(connection, one)?,
            venue: one.session.venue,
            starts_min: one.session.starts.minutes(),
            ends_min: one.session.ends.minutes(),
        });
    }
    all.sort_by(|one, other| {
        (one.starts_min, &one.card.venue_name, one.venue).cmp(&(
            other.starts_min,
            &other.card.venue_name,
            other.venue,
        ))
    });
    Ok(all)
}

/// Whether an opened session is the one that this line of the timetable plans.
fn fulfils(one: &SessionOnDay, id: SlotId, slot: &Slot) -> bool {
    one.session.slot == Some(id)
        || (one.session.venue == slot.venue
            && one.session.activity == slot.activity
            && one.session.starts == slot.starts)
}

fn earlier(connection: &Connection, date: NaiveDate) -> Result<Vec<SessionOnDay>, DeviceError> {
    let mut all = Vec::new();
    for back in 1..=EARLIER_DAYS {
        if let Some(day) = date.checked_sub_days(Days::new(back)) {
            all.extend(book::sessions_on(connection, day)?.into_iter().rev());
        }
    }
    Ok(all)
}

/// Where the champion was last.
fn last_venue(earlier: &[SessionOnDay]) -> Option<VenueId> {
    let own = earlier.iter().find(|one| one.source == book::Source::Own);
    own.map(|one| one.session.venue)
}

/// The minute of the local day by the wall clock.
fn minute_of_day(now: &Recorded) -> Option<u16> {
    let utc = DateTime::from_timestamp_millis(i64::try_from(now.wall_ms).ok()?)?;
    let local = utc.naive_utc().checked_add_signed(TimeDelta::minutes(now.utc_offset_min.into()))?;
    u16::try_from(local.hour() * 60 + local.minute()).ok()
}

/// Which session is meant: one that is on now or nearly, else the next, else the last; of several an opened one,
/// and then the one where the champion was last.
fn guess(sessions: &[OfToday], minute: u16, last: Option<VenueId>) -> Option<usize> {
    let rank = |one: &OfToday| {
        let from = one.starts_min.saturating_sub(AROUND_MIN);
        let through = one.ends_min.saturating_add(AROUND_MIN);
        let distance = if minute < from {
            minute.abs_diff(from)
        } else if minute > through {
            // What is over is rarely meant while something is still to come.
            minute.abs_diff(through).saturating_add(12 * 60)
        } else {
            0
        };
        (distance, one.card.session.is_none(), last != Some(one.venue))
    };
    (0..sessions.len()).min_by_key(|&at| rank(&sessions[at]))
}

/// The week before this one, where it has something to say and was not closed.
fn week_to_close(connection: &Connection, date: Option<NaiveDate>) -> Result<Option<String>, DeviceError> {
    let Some(week) = date.and_then(|date| date.checked_sub_days(Days::new(7))).map(IsoWeek::of) else {
        return Ok(None);
    };
    let recorded = book::tally_in(connection, week.period())?;
    let is_open = !recorded.is_empty() && !book::is_week_closed(connection, week)?;
    Ok(is_open.then(|| week.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::words::{Activity, SessionStatus};

    const HALL: VenueId = VenueId::from_uuid(uuid::Uuid::from_u128(1));
    const LIBRARY: VenueId = VenueId::from_uuid(uuid::Uuid::from_u128(2));

    fn at(venue: VenueId, starts_min: u16, ends_min: u16, opened: bool) -> OfToday {
        let session = opened.then(|| domain::SessionId::from_uuid(uuid::Uuid::from_u128(9)));
        OfToday {
            card: SessionCard {
                session,
                slot: None,
                date: String::new(),
                venue_name: None,
                activity: Activity::DropIn,
                starts: String::new(),
                ends: String::new(),
                status: SessionStatus::Held,
                people: 0,
            },
            venue,
            starts_min,
            ends_min,
        }
    }

    #[test]
    fn the_session_that_is_on_now_is_meant() {
        let day = [at(HALL, 570, 690, false), at(LIBRARY, 840, 960, false)];
        assert_eq!(guess(&day, 545, None), Some(0), "chairs are put out before half past nine");
        assert_eq!(guess(&day, 740, None), Some(0), "names are written down after it ended");
        assert_eq!(guess(&day, 765, None), Some(1), "then the next one is nearer than the one that is over");
        assert_eq!(guess(&day, 1400, None), Some(1), "at night it is the last of the day");
        assert_eq!(guess(&[], 600, None), None, "nothing is on");
    }

    #[test]
    fn of_two_at_one_hour_the_opened_one_is_meant_and_then_the_place_of_last_time() {
        let planned = [at(HALL, 570, 690, false), at(LIBRARY, 570, 690, false)];
        assert_eq!(guess(&planned, 600, Some(LIBRARY)), Some(1), "she was at the library last week");
        let opened = [at(HALL, 570, 690, true), at(LIBRARY, 570, 690, false)];
        assert_eq!(guess(&opened, 600, Some(LIBRARY)), Some(0), "what she opened she is at");
    }
}
