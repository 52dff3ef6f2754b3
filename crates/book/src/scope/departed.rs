//! What may have been in scope and no longer is: the device is told to forget it.
//!
//! Only a correction takes a record out of a scope that itself stays the same, so only records that were corrected
//! since the cursor are looked at, with all that they ever named (`mention`). Whom no word on any record
//! ever tied to this scope is not named to its device, not even to be forgotten.

use std::collections::{BTreeMap, BTreeSet};

use domain::EventId;
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::{RowKind, Scope, Visible};
use crate::column::{self, Id};
use crate::entry;
use crate::error::BookError;
use crate::kind::Kind;

/// Rows to forget among what changed after `after`, given what is in scope now.
pub(super) fn since(
    connection: &Connection,
    scope: &Scope,
    after: i64,
    in_scope: &BTreeSet<(RowKind, Uuid)>,
) -> Result<Vec<Visible>, BookError> {
    let mut gone = Vec::new();
    let mut people: BTreeMap<Uuid, i64> = BTreeMap::new();
    for (id, kind, n) in corrected(connection, after)? {
        if recorded_by(connection, scope, id)? {
            gone.push(Visible { n, kind: RowKind::Withdrawal, id });
        }
        match kind {
            Kind::Authority | Kind::Venue | Kind::Slot | Kind::Service | Kind::Form => {
                gone.extend(RowKind::of(kind).map(|kind| Visible { n, kind, id }));
            }
            Kind::Champion if mentions(connection, id)?.contains(&scope.team.uuid()) => {
                gone.push(Visible { n, kind: RowKind::Champion, id });
            }
            Kind::Session => {
                if ever_at(connection, scope, id)? {
                    gone.push(Visible { n, kind: RowKind::Session, id });
                }
                for attendance in naming(connection, id)? {
                    note(&mut people, named_or_attending(connection, attendance)?, n);
                }
            }
            Kind::Attendance | Kind::Visit => note(&mut people, named_or_attending(connection, id)?, n),
            Kind::Person => note(&mut people, BTreeSet::from([id]), n),
            Kind::Agreement
            | Kind::AreaAdopted
            | Kind::BirthList
            | Kind::BirthListRun
            | Kind::Champion
            | Kind::Enquiry
            | Kind::EnquiryAnswer
            | Kind::Family
            | Kind::FollowUp
            | Kind::Link
            | Kind::ModelAdopted
            | Kind::Registration
            | Kind::Response
            | Kind::ReturnFrozen
            | Kind::Shift
            | Kind::Signpost
            | Kind::Team
            | Kind::WeekClosed => {}
        }
    }
    for (person, n) in households(connection, people)? {
        if !in_scope.contains(&(RowKind::Person, person)) && ever_seen(connection, scope, person)? {
            gone.push(Visible { n, kind: RowKind::Person, id: person });
        }
    }
    gone.retain(|row| !in_scope.contains(&(row.kind, row.id)));
    Ok(gone)
}

/// Records with a word on them after `after`, as far as any correction or doubt was ever said of them.
fn corrected(connection: &Connection, after: i64) -> Result<Vec<(Uuid, Kind, i64)>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, kind, n, standing FROM record r WHERE n > ?1
         AND (standing <> 'stands' OR EXISTS (SELECT 1 FROM mention m WHERE m.record = r.id)
              OR EXISTS (SELECT 1 FROM book_entry b WHERE b.about = r.id))",
    )?;
    let mut rows = statement.query([after])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, n): (Uuid, i64) = (column::id(row, 0)?, row.get(2)?);
        let kind = Kind::of_word(&row.get::<_, String>(1)?).ok_or(BookError::damaged("record"))?;
        if row.get::<_, String>(3)? == "quarantined" {
            // Its bodies may be of several kinds, and which of them a device was given is anybody's guess.
            let bodies = entry::told(connection, EventId::from_uuid(id))?;
            let facts = bodies.iter().filter_map(|told| told.fact().ok());
            all.extend(facts.filter_map(|fact| Some((id, Kind::of(&fact)?, n))));
        } else {
            all.push((id, kind, n));
        }
    }
    Ok(all)
}

fn note(people: &mut BTreeMap<Uuid, i64>, named: BTreeSet<Uuid>, n: i64) {
    for person in named {
        people.entry(person).and_modify(|before| *before = n.max(*before)).or_insert(n);
    }
}

/// Those who are or may be people, and whoever ever shared a family with one of them.
fn households(
    connection: &Connection,
    mut people: BTreeMap<Uuid, i64>,
) -> Result<BTreeMap<Uuid, i64>, BookError> {
    let mut is_person = connection.prepare_cached(
        "SELECT 1 FROM record WHERE id = ?1 AND (kind = 'person' OR standing = 'quarantined')",
    )?;
    for id in people.keys().copied().collect::<Vec<_>>() {
        if !is_person.exists([id.bytes()])? {
            people.remove(&id);
        }
    }
    let mut all = people.clone();
    for (person, n) in people {
        note(&mut all, household(connection, person)?, n);
    }
    Ok(all)
}

/// Whoever ever shared a family with this person, and the person.
fn household(connection: &Connection, person: Uuid) -> Result<BTreeSet<Uuid>, BookError> {
    let families = ids(
        connection,
        "SELECT family FROM person WHERE id = ?1 AND family IS NOT NULL
         UNION SELECT m.target FROM mention m JOIN record r ON r.id = m.record
         WHERE m.record = ?1 AND (r.kind = 'person' OR r.standing = 'quarantined')",
        person,
    )?;
    let mut members = BTreeSet::from([person]);
    for family in families {
        members.extend(ids(
            connection,
            "SELECT id FROM person WHERE family = ?1
             UNION SELECT m.record FROM mention m JOIN record r ON r.id = m.record
             WHERE m.target = ?1 AND (r.kind = 'person' OR r.standing = 'quarantined')",
            family,
        )?);
    }
    Ok(members)
}

/// Whether somebody of this person's family was ever seen at one of the scope's venues, or by its champion.
fn ever_seen(connection: &Connection, scope: &Scope, person: Uuid) -> Result<bool, BookError> {
    for member in household(connection, person)? {
        let contacts = ids(
            connection,
            "SELECT id FROM attendance WHERE person = ?1
             UNION SELECT visit FROM visit_person WHERE person = ?1
             UNION SELECT record FROM mention WHERE target = ?1
             UNION SELECT id FROM record WHERE id = ?1",
            member,
        )?;
        for contact in contacts {
            if recorded_by(connection, scope, contact)? {
                return Ok(true);
            }
            for session in mentions_or_session(connection, contact)? {
                if ever_at(connection, scope, session)? {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

fn recorded_by(connection: &Connection, scope: &Scope, record: Uuid) -> Result<bool, BookError> {
    let mut statement =
        connection.prepare_cached("SELECT 1 FROM book_entry WHERE event_id = ?1 AND champion = ?2")?;
    Ok(statement.exists(params![record.bytes(), scope.champion.bytes()])?)
}

/// Whether this session was ever said to be at one of the scope's venues, or was recorded by its champion.
fn ever_at(connection: &Connection, scope: &Scope, session: Uuid) -> Result<bool, BookError> {
    let venues = ids(
        connection,
        "SELECT venue FROM session WHERE id = ?1
         UNION SELECT m.target FROM mention m JOIN record r ON r.id = m.record
         WHERE m.record = ?1 AND (r.kind = 'session' OR r.standing = 'quarantined')",
        session,
    )?;
    Ok(scope.venues.iter().any(|venue| venues.contains(&venue.uuid()))
        || (!venues.is_empty() && recorded_by(connection, scope, session)?))
}

fn mentions(connection: &Connection, record: Uuid) -> Result<BTreeSet<Uuid>, BookError> {
    ids(connection, "SELECT target FROM mention WHERE record = ?1", record)
}

fn mentions_or_session(connection: &Connection, contact: Uuid) -> Result<BTreeSet<Uuid>, BookError> {
    ids(
        connection,
        "SELECT target FROM mention WHERE record = ?1 UNION SELECT session FROM attendance WHERE id = ?1",
        contact,
    )
}

/// Attendances that name this session, now or ever.
fn naming(connection: &Connection, session: Uuid) -> Result<BTreeSet<Uuid>, BookError> {
    ids(
        connection,
        "SELECT id FROM attendance WHERE session = ?1 UNION SELECT record FROM mention WHERE target = ?1",
        session,
    )
}

/// Whom this attendance or visit names, now or ever.
fn named_or_attending(connection: &Connection, contact: Uuid) -> Result<BTreeSet<Uuid>, BookError> {
    ids(
        connection,
        "SELECT target FROM mention WHERE record = ?1
         UNION SELECT person FROM attendance WHERE id = ?1 AND person IS NOT NULL
         UNION SELECT person FROM visit_person WHERE visit = ?1",
        contact,
    )
}

fn ids(connection: &Connection, sql: &str, of: Uuid) -> Result<BTreeSet<Uuid>, BookError> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([of.bytes()], |row| column::id(row, 0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
