//! People in scope: whoever was seen at one's venues, or seen or recorded by oneself, and their families.
//!
//! Somebody is in scope by one or more ways: an attendance at a session, a visit, their record, each of themselves or
//! of one of their family. A way is open since the greatest change number of the records it leads over. The card
//! came into scope when the first way opened, and changed when the person last did: that is its change number, and
//! so somebody who comes every week is not sent every week.

use std::collections::BTreeMap;

use domain::{FamilyId, PersonId};
use rusqlite::{Connection, params};

use super::{RowKind, Scope, Visible};
use crate::column::{self, Id};
use crate::error::BookError;

pub(super) fn in_scope(connection: &Connection, scope: &Scope) -> Result<Vec<Visible>, BookError> {
    let since = column::date(scope.since);
    let mut open: BTreeMap<PersonId, i64> = BTreeMap::new();
    for venue in &scope.venues {
        seen(
            connection,
            &mut open,
            "SELECT a.person, MIN(MAX(ra.n, rs.n))
             FROM session s JOIN record rs ON rs.id = s.id
             JOIN attendance a ON a.session = s.id JOIN record ra ON ra.id = a.id
             WHERE s.venue = ?1 AND s.on_date >= ?2 AND a.person IS NOT NULL GROUP BY a.person",
            params![venue.bytes(), since],
        )?;
    }
    for sql in [
        "SELECT a.person, MIN(r.n) FROM record r JOIN attendance a ON a.id = r.id
         WHERE r.champion = ?1 AND r.kind = 'attendance' AND r.on_date >= ?2 AND a.person IS NOT NULL
         GROUP BY a.person",
        "SELECT v.person, MIN(r.n) FROM record r JOIN visit_person v ON v.visit = r.id
         WHERE r.champion = ?1 AND r.kind = 'visit' AND r.on_date >= ?2 GROUP BY v.person",
        "SELECT p.id, r.n FROM record r JOIN person p ON p.id = r.id
         WHERE r.champion = ?1 AND r.kind = 'person' AND r.on_date >= ?2",
    ] {
        seen(connection, &mut open, sql, params![scope.champion.bytes(), since])?;
    }
    with_families(connection, open)
}

fn seen(
    connection: &Connection,
    open: &mut BTreeMap<PersonId, i64>,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<(), BookError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    while let Some(row) = rows.next()? {
        let (person, n): (PersonId, i64) = (column::id(row, 0)?, row.get(1)?);
        open.entry(person).and_modify(|before| *before = n.min(*before)).or_insert(n);
    }
    Ok(())
}

/// The people seen, as far as they stand, and those who share a family with one of them.
fn with_families(connection: &Connection, open: BTreeMap<PersonId, i64>) -> Result<Vec<Visible>, BookError> {
    let mut cards: BTreeMap<PersonId, i64> = BTreeMap::new();
    let mut families: BTreeMap<FamilyId, i64> = BTreeMap::new();
    let mut own = connection
        .prepare_cached("SELECT p.family, r.n FROM person p JOIN record r ON r.id = p.id WHERE p.id = ?1")?;
    for (person, since) in open {
        let mut rows = own.query([person.bytes()])?;
        let Some(row) = rows.next()? else { continue };
        let (family, n): (Option<FamilyId>, i64) = (column::maybe_id(row, 0)?, row.get(1)?);
        cards.insert(person, n.max(since));
        if let Some(family) = family {
            let since = n.max(since);
            families.entry(family).and_modify(|before| *before = since.min(*before)).or_insert(since);
        }
    }
    let mut members = connection
        .prepare_cached("SELECT p.id, r.n FROM person p JOIN record r ON r.id = p.id WHERE p.family = ?1")?;
    for (family, since) in families {
        let mut rows = members.query([family.bytes()])?;
        while let Some(row) = rows.next()? {
            let (person, n): (PersonId, i64) = (column::id(row, 0)?, row.get(1)?);
            let n = n.max(since);
            cards.entry(person).and_modify(|before| *before = n.min(*before)).or_insert(n);
        }
    }
    Ok(cards.into_iter().map(|(person, n)| Visible { n, kind: RowKind::Person, id: person.uuid() }).collect())
}
