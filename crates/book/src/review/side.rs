//! One record as a coordinator sees it beside another: all that helps to tell, and nothing else.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{ChampionId, EventId, Fact, Line, Name, Person, PersonId, Private, TeamId};
use rusqlite::{Connection, OptionalExtension};

use crate::column::{self, Id};
use crate::error::BookError;
use crate::record::{record, resolved};

/// The most relatives named beside a record.
const RELATIVES_MAX: usize = 8;

/// One record.
#[derive(Debug, Clone)]
pub struct Side {
    /// Which.
    pub id: PersonId,
    /// As it stands.
    pub person: Person,
    /// The day of the record.
    pub recorded_on: NaiveDate,
    /// Who recorded it; none where the centre did.
    pub champion: Option<Line>,
    /// The teams of whoever recorded or met them.
    pub teams: BTreeSet<TeamId>,
    /// First names of others of the same family.
    pub relatives: Vec<Name>,
    /// On how many days they were seen under this record.
    pub days_seen: u64,
    /// The last of them.
    pub last_seen: Option<NaiveDate>,
}

/// A field on which corrections disagree.
#[derive(Debug, Clone)]
pub struct Dispute {
    /// Whose.
    pub side: Side,
    /// The field's name in the payload.
    pub field: String,
    /// What is said of it, in order of time.
    pub values: Vec<Value>,
    /// The corrections that whoever settles it has in front of them.
    pub seen: Vec<EventId>,
}

/// One word in a dispute.
#[derive(Debug, Clone)]
pub struct Value {
    /// The event that says so.
    pub by: EventId,
    /// The day of that event.
    pub on: NaiveDate,
    /// What it says; none where it takes the value out.
    pub value: Option<Private<String>>,
    /// Who says it; none for the centre.
    pub champion: Option<Line>,
}

/// A person that stands; none for another.
pub(super) fn side(connection: &Connection, id: PersonId) -> Result<Option<Side>, BookError> {
    let Some(record) = record(connection, id.into())? else { return Ok(None) };
    let Fact::Person(person) = record.resolved.fact else { return Ok(None) };
    if record.resolved.voided {
        return Ok(None);
    }
    let (days_seen, last_seen) = connection
        .prepare_cached(
            "SELECT COUNT(DISTINCT on_date), MAX(on_date) FROM (
                 SELECT on_date FROM attendance WHERE person = ?1
                 UNION SELECT v.on_date FROM visit v JOIN visit_person p ON p.visit = v.id
                 WHERE p.person = ?1 AND v.outcome = 'done')",
        )?
        .query_row([id.bytes()], |row| Ok((row.get::<_, i64>(0)?.cast_unsigned(), column::maybe(row, 1)?)))?;
    Ok(Some(Side {
        id,
        recorded_on: record.on,
        champion: champion(connection, id.into())?,
        teams: teams(connection, id)?,
        relatives: relatives(connection, id, &person)?,
        days_seen,
        last_seen,
        person,
    }))
}

/// Every identity field of a person on which corrections disagree, by person and field.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn disputes(connection: &Connection) -> Result<Vec<Dispute>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM record WHERE kind = 'person' AND standing = 'stands' AND disputed IS NOT NULL ORDER BY id",
    )?;
    let ids = statement.query_map([], |row| column::id::<PersonId>(row, 0))?;
    let mut disputes = Vec::new();
    for id in ids.collect::<rusqlite::Result<Vec<_>>>()? {
        let Some(known) = resolved(connection, id.into())? else { continue };
        for field in known.disputed.iter().filter(|field| Person::IDENTITY_FIELDS.contains(&field.as_str())) {
            let Some(side) = side(connection, id)? else { continue };
            let assertions = known.assertions.get(field).map(Vec::as_slice).unwrap_or_default();
            let mut values = Vec::new();
            for assertion in assertions.iter().filter(|assertion| assertion.stands) {
                values.push(Value {
                    by: assertion.said.by,
                    on: assertion.said.on,
                    value: assertion.value.as_str().map(|text| Private::new(text.to_owned())),
                    champion: champion(connection, assertion.said.by)?,
                });
            }
            disputes.push(Dispute { side, field: field.clone(), values, seen: known.seen.clone() });
        }
    }
    Ok(disputes)
}

/// Who said something, by name.
fn champion(connection: &Connection, event: EventId) -> Result<Option<Line>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT c.name FROM book_entry e JOIN champion c ON c.id = e.champion WHERE e.event_id = ?1",
    )?;
    Ok(statement.query_row([event.bytes()], |row| column::read(row, 0)).optional()?)
}

/// The teams of whoever recorded or met a person; none where no such person stands.
///
/// # Errors
/// `Sqlite` only.
pub fn teams_of(connection: &Connection, person: PersonId) -> Result<Option<BTreeSet<TeamId>>, BookError> {
    let stands = connection.prepare_cached("SELECT 1 FROM person WHERE id = ?1")?.exists([person.bytes()])?;
    if stands { teams(connection, person).map(Some) } else { Ok(None) }
}

/// The champions who recorded or met one of these people, in order of id.
///
/// # Errors
/// `Sqlite` only.
pub fn recorders_of(
    connection: &Connection,
    left: PersonId,
    right: PersonId,
) -> Result<BTreeSet<ChampionId>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT champion FROM record WHERE id IN (?1, ?2) AND champion IS NOT NULL
         UNION SELECT r.champion FROM attendance a JOIN record r ON r.id = a.id
             WHERE a.person IN (?1, ?2) AND r.champion IS NOT NULL
         UNION SELECT r.champion FROM visit_person v JOIN record r ON r.id = v.visit
             WHERE v.person IN (?1, ?2) AND r.champion IS NOT NULL",
    )?;
    let champions = statement.query_map([left.bytes(), right.bytes()], |row| column::id(row, 0))?;
    Ok(champions.collect::<rusqlite::Result<_>>()?)
}

fn teams(connection: &Connection, person: PersonId) -> Result<BTreeSet<TeamId>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT c.team FROM champion c WHERE c.id IN (
             SELECT champion FROM record WHERE id = ?1
             UNION SELECT r.champion FROM attendance a JOIN record r ON r.id = a.id WHERE a.person = ?1
             UNION SELECT r.champion FROM visit_person v JOIN record r ON r.id = v.visit WHERE v.person = ?1)",
    )?;
    let teams = statement.query_map([person.bytes()], |row| column::id(row, 0))?;
    Ok(teams.collect::<rusqlite::Result<_>>()?)
}

fn relatives(connection: &Connection, id: PersonId, person: &Person) -> Result<Vec<Name>, BookError> {
    let Some(family) = person.family else { return Ok(Vec::new()) };
    let members = crate::people::family_members(connection, family)?;
    let others = members.into_iter().filter(|member| member.id != id);
    Ok(others.filter_map(|member| member.card.given_name).take(RELATIVES_MAX).collect())
}
