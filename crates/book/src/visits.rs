//! Visits, as whoever plans the next one asks for them.

use chrono::NaiveDate;
use domain::{FamilyId, PersonId, VisitOutcome};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::column::{self, Id};
use crate::error::BookError;

/// The last visit to a family, or to a person of whom no family is known: its day and how it went.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn last_visit(
    connection: &Connection,
    family: Option<FamilyId>,
    people: &[PersonId],
) -> Result<Option<(NaiveDate, VisitOutcome)>, BookError> {
    let mut to_family = connection.prepare_cached(
        "SELECT on_date, outcome FROM visit WHERE family = ?1 ORDER BY on_date DESC, id DESC LIMIT 1",
    )?;
    let mut to_person = connection.prepare_cached(
        "SELECT v.on_date, v.outcome FROM visit_person p JOIN visit v ON v.id = p.visit
         WHERE p.person = ?1 ORDER BY v.on_date DESC, v.id DESC LIMIT 1",
    )?;
    let read = |row: &rusqlite::Row<'_>| Ok((column::read(row, 0)?, column::read(row, 1)?));
    let mut last: Option<(NaiveDate, VisitOutcome)> = None;
    let mut note = |found: Option<(NaiveDate, VisitOutcome)>| {
        if let Some(found) = found
            && last.is_none_or(|(on, _)| on < found.0)
        {
            last = Some(found);
        }
    };
    if let Some(family) = family {
        note(to_family.query_row(params![family.bytes()], read).optional()?);
    }
    for person in people {
        note(to_person.query_row(params![person.bytes()], read).optional()?);
    }
    Ok(last)
}
