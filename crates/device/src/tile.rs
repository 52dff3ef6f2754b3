//! People and sessions as a screen shows them.

use book::{PersonCard, SessionOnDay};
use chrono::{Datelike as _, NaiveDate};
use domain::reference::Slot;
use domain::{Private, Role, Session, SlotId};
use rusqlite::Connection;
use wire::app::{PersonTile, SessionCard};
use wire::words::SessionStatus;

use crate::error::DeviceError;

/// A person on a tile, as old as they are on `today`.
pub(crate) fn person(card: PersonCard, today: Option<NaiveDate>) -> PersonTile {
    let PersonCard { id, card, source: _ } = card;
    let book::Card { role, family, given_name, surname, birth, postcode: _, relation: _ } = card;
    let initial = surname.and_then(|surname| surname.reveal().as_str().chars().next());
    let age = birth.filter(|_| role == Role::Child).zip(today);
    PersonTile {
        id,
        role: role.into(),
        given_name: given_name.map(|name| Private::new(name.reveal().as_str().to_owned())),
        initial: initial.map(|letter| Private::new(letter.to_uppercase().to_string())),
        family,
        age_months: age.and_then(|(birth, today)| months_between(birth.latest(), today)),
    }
}

/// Whole months from one day to another; none backwards.
fn months_between(from: NaiveDate, to: NaiveDate) -> Option<u32> {
    let month = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0);
    let whole = month(to) - month(from) - i32::from(to.day() < from.day());
    u32::try_from(whole).ok()
}

/// A session that was opened.
pub(crate) fn opened(connection: &Connection, one: &SessionOnDay) -> Result<SessionCard, DeviceError> {
    let SessionOnDay { id, records: _, on, session, source: _ } = one;
    let Session { venue, slot, activity, starts, ends, status, cancelled_because: _, professionals: _ } =
        session;
    Ok(SessionCard {
        session: Some(*id),
        slot: *slot,
        date: on.to_string(),
        venue_name: venue_name(connection, *venue)?,
        activity: (*activity).into(),
        starts: starts.to_string(),
        ends: ends.to_string(),
        status: (*status).into(),
        people: book::register(connection, *id)?.total(),
    })
}

/// A session that the timetable plans and nobody opened yet.
pub(crate) fn planned(
    connection: &Connection,
    id: SlotId,
    slot: &Slot,
    on: NaiveDate,
) -> Result<SessionCard, DeviceError> {
    let Slot { venue, activity, weekday: _, starts, ends, valid_from: _, valid_to: _ } = slot;
    Ok(SessionCard {
        session: None,
        slot: Some(id),
        date: on.to_string(),
        venue_name: venue_name(connection, *venue)?,
        activity: (*activity).into(),
        starts: starts.to_string(),
        ends: ends.to_string(),
        status: SessionStatus::Held,
        people: 0,
    })
}

fn venue_name(connection: &Connection, venue: domain::VenueId) -> Result<Option<String>, DeviceError> {
    let venues = book::venues(connection)?;
    Ok(venues.into_iter().find(|(id, _)| *id == venue).map(|(_, venue)| venue.name.as_str().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_in_whole_months() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let between = |from, to| months_between(day(from), day(to));
        assert_eq!(between("2025-11-17", "2026-11-16"), Some(11), "a day short of a year");
        assert_eq!(between("2025-11-16", "2026-11-16"), Some(12), "a birthday");
        assert_eq!(between("2026-11-30", "2026-11-16"), None, "not born yet");
    }
}
