//! One record, from all that is known about it.

use std::collections::BTreeSet;

use domain::{Actor, EventId, Fact, Problem};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;
use uuid::Uuid;

use crate::column::{self, Bytes, Id};
use crate::entry::{self, Entry, Standing, Told};
use crate::error::BookError;
use crate::kind::Kind;
use crate::project::{self, Stated};
use crate::resolution::{self, Resolution};
use crate::withdrawal;

/// A row of `record`.
struct Row<'a> {
    id: Uuid,
    kind: Kind,
    n: i64,
    on: String,
    champion: Option<Bytes>,
    standing: &'static str,
    disputed: Option<String>,
    payload: Option<String>,
    mentions: &'a BTreeSet<Uuid>,
}

/// Writes a record of which only its first words are known, just now: nothing of it needs to be read or deleted.
pub(super) fn begin(tx: &Connection, entry: &Entry, fact: &Fact) -> Result<Kind, BookError> {
    let kind = Kind::of(fact).ok_or(BookError::damaged("book_entry"))?;
    let id = entry.event.id.uuid();
    let body = &entry.event.body;
    let champion = match body.actor {
        Actor::Champion(champion) => Some(champion.bytes()),
        Actor::Desk(_) | Actor::Centre => None,
    };
    let on = column::date(body.activity_date);
    let voided = withdrawal::is_elsewhere(tx, id)?;
    write(
        tx,
        &Row {
            id,
            kind,
            n: column::position(entry.n)?,
            on: on.clone(),
            champion,
            standing: standing(voided),
            disputed: None,
            payload: None,
            mentions: &BTreeSet::new(),
        },
    )?;
    if !voided {
        project::insert(tx, &Stated { id, on: &on, stream: entry.stream, fact })?;
    }
    Ok(kind)
}

const fn standing(voided: bool) -> &'static str {
    if voided { "voided" } else { "stands" }
}

/// Works out a record anew. None where there is nothing to work out, and nothing was there.
pub(super) fn again(
    tx: &Connection,
    id: Uuid,
    quarantined: &mut Vec<(EventId, Problem)>,
) -> Result<Option<Kind>, BookError> {
    let was = delete(tx, id)?;
    let told = entry::told(tx, EventId::from_uuid(id))?;
    let now = match told.as_slice() {
        [original] if original.standing == Standing::Record => Some(resolved(tx, original, quarantined)?),
        [] | [_] => None,
        several => conflicting(tx, id, several)?,
    };
    Ok(now.or(was))
}

fn resolved(
    tx: &Connection,
    told: &Told,
    quarantined: &mut Vec<(EventId, Problem)>,
) -> Result<Kind, BookError> {
    let Resolution { id, kind, plain, record, corrections, doubtful } = resolution::of(tx, told)?;
    let (named, n) = resolution::named(tx, id, &[&plain])?;
    keep_doubts(tx, id, &corrections, doubtful, quarantined)?;
    let on = column::date(told.said.on);
    let payload = record.fact.payload();
    let voided = record.voided || withdrawal::is_elsewhere(tx, id)?;
    write(
        tx,
        &Row {
            id,
            kind,
            n: n.max(told.n),
            on: on.clone(),
            champion: told.champion,
            standing: standing(voided),
            disputed: (!record.disputed.is_empty()).then(|| Value::from(record.disputed.clone()).to_string()),
            payload: (record.fact != plain).then(|| payload.to_string()),
            mentions: &named,
        },
    )?;
    if !voided {
        project::insert(tx, &Stated { id, on: &on, stream: told.stream, fact: &record.fact })?;
        if !corrections.is_empty() {
            project::assertions(tx, id, &record.assertions)?;
        }
    }
    Ok(kind)
}

/// Replaces the doubts about a record's corrections, and tells of those that are new.
fn keep_doubts(
    tx: &Connection,
    record: Uuid,
    corrections: &[Told],
    doubtful: Vec<(EventId, Problem)>,
    quarantined: &mut Vec<(EventId, Problem)>,
) -> Result<(), BookError> {
    let before: BTreeSet<EventId> = {
        let mut statement = tx.prepare_cached("SELECT event_id FROM quarantine WHERE about = ?1")?;
        let ids = statement.query_map([record.bytes()], |row| column::id(row, 0))?;
        ids.collect::<rusqlite::Result<_>>()?
    };
    forget_doubts(tx, record)?;
    for (id, problem) in doubtful {
        let Some(told) = corrections.iter().find(|correction| correction.said.by == id) else { continue };
        entry::quarantine(tx, id, &told.hash, Some(record), &problem)?;
        if !before.contains(&id) {
            quarantined.push((id, problem));
        }
    }
    Ok(())
}

fn forget_doubts(tx: &Connection, record: Uuid) -> Result<(), BookError> {
    tx.prepare_cached("DELETE FROM quarantine WHERE about = ?1")?.execute([record.bytes()])?;
    Ok(())
}

/// Two bodies claim one record. Its row stays, so that a pull can tell devices to forget it; what it is said to be
/// is taken from the least hash, so that the order of arrival decides nothing.
fn conflicting(tx: &Connection, id: Uuid, several: &[Told]) -> Result<Option<Kind>, BookError> {
    let facts = several.iter().filter(|told| told.standing != Standing::Moot);
    let facts: Vec<(&Told, Kind, Fact)> = facts
        .filter_map(|told| {
            let fact = told.fact().ok()?;
            Some((told, Kind::of(&fact)?, fact))
        })
        .collect();
    forget_doubts(tx, id)?;
    let Some((first, kind, _)) = facts.first() else { return Ok(None) };
    let all: Vec<&Fact> = facts.iter().map(|(_, _, fact)| fact).collect();
    let (mentions, n) = resolution::named(tx, id, &all)?;
    write(
        tx,
        &Row {
            id,
            kind: *kind,
            n: several.iter().map(|told| told.n).fold(n, i64::max),
            on: column::date(first.said.on),
            champion: first.champion,
            standing: "quarantined",
            disputed: None,
            payload: None,
            mentions: &mentions,
        },
    )?;
    Ok(Some(*kind))
}

fn write(tx: &Connection, row: &Row<'_>) -> Result<(), BookError> {
    let Row { id, kind, n, on, champion, standing, disputed, payload, mentions } = row;
    tx.prepare_cached(
        "INSERT INTO record (id, kind, n, on_date, champion, standing, disputed, payload)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![id.bytes(), kind.word(), n, on, champion, standing, disputed, payload])?;
    for target in *mentions {
        tx.prepare_cached("INSERT INTO mention (target, record) VALUES (?1, ?2)")?
            .execute([target.bytes(), id.bytes()])?;
    }
    Ok(())
}

/// Takes a record out of every table, but for its entries and the doubts about its corrections.
fn delete(tx: &Connection, id: Uuid) -> Result<Option<Kind>, BookError> {
    let kind: Option<String> = tx
        .prepare_cached("DELETE FROM record WHERE id = ?1 RETURNING kind")?
        .query_row([id.bytes()], |row| row.get(0))
        .optional()?;
    let Some(kind) = kind else {
        forget_doubts(tx, id)?;
        return Ok(None);
    };
    let kind = Kind::of_word(&kind).ok_or(BookError::damaged("record"))?;
    tx.prepare_cached("DELETE FROM mention WHERE record = ?1")?.execute([id.bytes()])?;
    project::delete(tx, kind, id)?;
    Ok(Some(kind))
}
