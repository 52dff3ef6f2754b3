//! What was decided about pairs, by whom, and whether it was taken back.

use chrono::NaiveDate;
use domain::{AccountId, Actor, ChampionId, EventId, Fact, Linked, PersonId, Verdict};
use rusqlite::{Connection, Row, params};

use crate::column::{self, Id};
use crate::error::BookError;
use crate::stated;

/// A decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecisionMade {
    /// The event.
    pub id: EventId,
    /// One record.
    pub left: PersonId,
    /// The other.
    pub right: PersonId,
    /// What was decided.
    pub verdict: Verdict,
    /// On which day.
    pub on: NaiveDate,
    /// By whom.
    pub by: Actor,
    /// By whom and on which day it was taken back; none while it stands.
    pub taken_back: Option<(Actor, NaiveDate)>,
}

/// The decisions with the latest word first, at most `limit`.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn decisions(connection: &Connection, limit: usize) -> Result<Vec<DecisionMade>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT r.id, e.kind, e.payload, e.on_date, e.champion, e.account, r.standing
         FROM record r JOIN book_entry e ON e.event_id = r.id
         WHERE r.kind = 'link' AND r.standing IN ('stands', 'voided') ORDER BY r.n DESC, r.id LIMIT ?1",
    )?;
    let mut rows = statement.query([i64::try_from(limit).unwrap_or(i64::MAX)])?;
    let mut decisions = Vec::new();
    while let Some(row) = rows.next()? {
        let (kind, payload): (String, String) = (row.get(1)?, row.get(2)?);
        let Fact::Linked(Linked { left, right, verdict }) = stated::fact(&kind, &payload)? else {
            return Err(BookError::damaged("record"));
        };
        let id = column::id(row, 0)?;
        let taken_back =
            if row.get::<_, String>(6)? == "voided" { Some(taken_back(connection, id)?) } else { None };
        decisions.push(DecisionMade {
            id,
            left,
            right,
            verdict,
            on: column::read(row, 3)?,
            by: actor(row, 4)?,
            taken_back: taken_back.flatten(),
        });
    }
    Ok(decisions)
}

/// The latest correction of a decision that was taken back.
fn taken_back(connection: &Connection, id: EventId) -> Result<Option<(Actor, NaiveDate)>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT on_date, champion, account FROM book_entry
         WHERE about = ?1 AND standing = 'correction' AND kind IN ('people.unlinked@1', 'record.voided@1')
         ORDER BY n DESC LIMIT 1",
    )?;
    let mut rows = statement.query(params![id.bytes()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some((actor(row, 1)?, column::read(row, 0)?)))
}

/// From two columns in a row: the champion and the account.
fn actor(row: &Row<'_>, from: usize) -> rusqlite::Result<Actor> {
    if let Some(champion) = column::maybe_id::<ChampionId>(row, from)? {
        return Ok(Actor::Champion(champion));
    }
    Ok(column::maybe_id::<AccountId>(row, from + 1)?.map_or(Actor::Centre, Actor::Desk))
}
