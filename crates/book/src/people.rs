//! Finding people: one's own records first, then what was pulled.

use std::collections::BTreeSet;

use domain::{FamilyId, PersonId};
use rusqlite::{Connection, OptionalExtension, params};

use crate::card::{Card, PersonCard, Source};
use crate::column::{self, Id};
use crate::error::BookError;
use crate::one_person::OnePerson;
use crate::search;

/// The most words of what is typed that are looked for.
const WORDS_MAX: usize = 4;

const OWN: &str = "SELECT id, role, family, given_name, surname, birth, postcode, relation FROM person";
/// A pulled card is shown only where there is no own record of that person, even one that was withdrawn.
const PULLED: &str = "SELECT id, body FROM pulled p WHERE kind = 'person' AND NOT EXISTS (SELECT 1 FROM record r WHERE r.id = p.id)";

/// People with a word in their names for each word typed that begins like it, whatever the accents; by name. Nothing
/// typed finds nobody.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn find_people(connection: &Connection, typed: &str, limit: usize) -> Result<Vec<PersonCard>, BookError> {
    let folded = search::folded(std::iter::once(typed));
    let mut words: Vec<String> =
        folded.split_whitespace().take(WORDS_MAX).map(|word| format!(" {word}")).collect();
    let Some(last) = words.last().cloned() else { return Ok(Vec::new()) };
    // A word looked for twice is found where it is found once, so one statement serves any number of words.
    words.resize(WORDS_MAX, last);
    let wanted = "INSTR(search, ?1) AND INSTR(search, ?2) AND INSTR(search, ?3) AND INSTR(search, ?4)";
    let limited = |sql: &str| format!("{sql} {wanted} ORDER BY search, id LIMIT ?5");
    let limit_of = i64::try_from(limit).unwrap_or(i64::MAX);
    let parameters = params![words[0], words[1], words[2], words[3], limit_of];
    let mut found = own(connection, &limited(&format!("{OWN} WHERE")), parameters)?;
    found.extend(pulled(connection, &limited(&format!("{PULLED} AND")), parameters)?);
    found.sort_by_cached_key(|person| (names(&person.card), person.source, person.id));
    let mut found = OnePerson::load(connection)?.fold(connection, found)?;
    found.truncate(limit);
    Ok(found)
}

/// Everybody known here: as [`recent_people`], then whom else was pulled, by name; at most `limit`.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn known_people(connection: &Connection, limit: usize) -> Result<Vec<PersonCard>, BookError> {
    let mut known = recent_people(connection, limit)?;
    let seen: BTreeSet<PersonId> = known.iter().map(|person| person.id).collect();
    let others = pulled(connection, &format!("{PULLED} ORDER BY search, id"), params![])?;
    known.extend(others.into_iter().filter(|person| !seen.contains(&person.id)));
    let mut known = OnePerson::load(connection)?.fold(connection, known)?;
    known.truncate(limit);
    Ok(known)
}

/// The people last recorded or seen by this device, the latest first, as far as they are known here.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn recent_people(connection: &Connection, limit: usize) -> Result<Vec<PersonCard>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT COALESCE(a.person, v.person, p.id) AS who FROM record r
         LEFT JOIN attendance a ON r.kind = 'attendance' AND a.id = r.id
         LEFT JOIN visit_person v ON r.kind = 'visit' AND v.visit = r.id
         LEFT JOIN person p ON r.kind = 'person' AND p.id = r.id
         WHERE r.standing = 'stands' AND r.kind IN ('attendance', 'visit', 'person') AND who IS NOT NULL
         ORDER BY r.n DESC, who",
    )?;
    let mut rows = statement.query([])?;
    let one_person = OnePerson::load(connection)?;
    let (mut seen, mut recent) = (BTreeSet::new(), Vec::new());
    while recent.len() < limit
        && let Some(row) = rows.next()?
    {
        let id: PersonId = column::id(row, 0)?;
        if seen.insert(id) {
            seen.extend(one_person.records_of(id));
            recent.extend(one_person.shown(connection, id)?);
        }
    }
    Ok(recent)
}

/// One person, where they stand here or were pulled.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn person(connection: &Connection, id: PersonId) -> Result<Option<PersonCard>, BookError> {
    let own = own(connection, &format!("{OWN} WHERE id = ?1"), [id.bytes()])?;
    if let Some(found) = own.into_iter().next() {
        return Ok(Some(found));
    }
    Ok(pulled(connection, &format!("{PULLED} AND id = ?1"), [id.bytes()])?.into_iter().next())
}

/// The members of a family, carers first, then by name. Where somebody of it is also in another family under
/// another record, the two are one household.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn family_members(connection: &Connection, family: FamilyId) -> Result<Vec<PersonCard>, BookError> {
    let one_person = OnePerson::load(connection)?;
    let (mut families, mut next) = (BTreeSet::from([family]), vec![family]);
    let mut members = Vec::new();
    while let Some(family) = next.pop() {
        let mut found = own(connection, &format!("{OWN} WHERE family = ?1"), [family.bytes()])?;
        found.extend(pulled(connection, &format!("{PULLED} AND family = ?1"), [family.bytes()])?);
        for other in found.iter().flat_map(|member| one_person.records_of(member.id)) {
            let other = person(connection, other)?.and_then(|other| other.card.family);
            next.extend(other.filter(|family| families.insert(*family)));
        }
        members.extend(found);
    }
    let mut members = one_person.fold(connection, members)?;
    members
        .sort_by_cached_key(|person| (std::cmp::Reverse(person.card.role), names(&person.card), person.id));
    Ok(members)
}

/// What a family recorded here is called; none where it has no name, or is not known here.
///
/// # Errors
/// `Damaged`, `Sqlite`.
pub fn family_label(connection: &Connection, family: FamilyId) -> Result<Option<domain::Name>, BookError> {
    let mut statement = connection.prepare_cached("SELECT label FROM family WHERE id = ?1")?;
    Ok(statement.query_row([family.bytes()], |row| column::maybe(row, 0)).optional()?.flatten())
}

fn names(card: &Card) -> String {
    let names = [&card.given_name, &card.surname];
    search::folded(names.into_iter().flatten().map(|name| name.reveal().as_str()))
}

fn own(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<PersonCard>, BookError> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(parameters, |row| {
        let card = Card {
            role: column::read(row, 1)?,
            family: column::maybe_id(row, 2)?,
            given_name: column::maybe(row, 3)?,
            surname: column::maybe(row, 4)?,
            birth: column::maybe(row, 5)?,
            postcode: column::maybe(row, 6)?,
            relation: column::maybe(row, 7)?,
        };
        Ok(PersonCard { id: column::id(row, 0)?, card, source: Source::Own })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn pulled(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<PersonCard>, BookError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut cards = Vec::new();
    while let Some(row) = rows.next()? {
        // A newer centre may say what this version cannot read: it shows the others.
        if let Ok(card) = serde_json::from_str(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?) {
            cards.push(PersonCard { id: column::id(row, 0)?, card, source: Source::Pulled });
        }
    }
    Ok(cards)
}
