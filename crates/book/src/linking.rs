//! The book's people as linkage is told of them, and who is whom by a model and by what people decided.

use std::collections::{BTreeMap, BTreeSet};

use domain::{FamilyId, PersonId, Verdict};
use linkage::{Decided, Decisions, Linked, Model, Record, Role, Roll};
use reach::facts::DecisionFact;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::column;
use crate::error::BookError;

/// Who is whom. Indices of `linked` are places in `ids`.
pub(crate) struct Linking {
    /// Records that stand, in order.
    pub(crate) ids: Vec<PersonId>,
    /// The same, as linkage compared them.
    pub(crate) records: Vec<Record>,
    /// Decisions that stand on records that stand, in order of id.
    pub(crate) decisions: Vec<DecisionFact>,
    pub(crate) linked: Linked,
}

/// People kept linked from one question to the next: only what changed in the book is linked anew, and the answer is the
/// one that linking all of them from scratch would give.
pub struct Linker {
    model: Model,
    roll: Roll,
    records: BTreeMap<PersonId, Record>,
    decided: BTreeMap<(PersonId, PersonId), Decided>,
}

impl Linker {
    /// Nobody is linked yet.
    #[must_use]
    pub fn new(model: Model) -> Self {
        Self { roll: Roll::new(model.clone()), model, records: BTreeMap::new(), decided: BTreeMap::new() }
    }

    /// By which model.
    #[must_use]
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// Follows the book to where it stands now, wherever it stood before.
    pub(crate) fn follow(&mut self, connection: &Connection) -> Result<Linking, BookError> {
        let now: BTreeMap<PersonId, Record> = comparable(connection)?.into_iter().collect();
        if self.records.is_empty() {
            self.roll = Roll::of(now.values().cloned().collect(), self.model.clone());
            self.decided.clear();
        } else {
            let gone: Vec<String> =
                self.records.keys().filter(|id| !now.contains_key(id)).map(PersonId::to_string).collect();
            self.roll.remove(&gone.iter().map(String::as_str).collect::<Vec<_>>());
            let changed = now.iter().filter(|(id, record)| self.records.get(id) != Some(record));
            let changed: Vec<Record> = changed.map(|(_, record)| record.clone()).collect();
            if !changed.is_empty() {
                self.roll.put(changed);
            }
        }
        let decisions = standing(connection, |person| now.contains_key(&person))?;
        let decided = decided(&decisions);
        let pairs: BTreeSet<_> = self.decided.keys().chain(decided.keys()).copied().collect();
        for pair in pairs {
            let (was, is) = (self.decided.get(&pair), decided.get(&pair));
            if was != is {
                self.roll.decide(&pair.0.to_string(), &pair.1.to_string(), is.copied());
            }
        }
        let linked = self.roll.linked();
        self.decided = decided;
        let (ids, records) = now.iter().map(|(id, record)| (*id, record.clone())).unzip();
        self.records = now;
        Ok(Linking { ids, records, decisions, linked })
    }
}

/// What the decisions on each pair come to: one that tells two apart goes before any that joins them.
fn decided(decisions: &[DecisionFact]) -> BTreeMap<(PersonId, PersonId), Decided> {
    let mut decided = BTreeMap::new();
    for DecisionFact { id: _, left, right, verdict } in decisions {
        let verdict = match verdict {
            Verdict::Same => Decided::Same,
            Verdict::Different => Decided::Different,
        };
        let held = decided.entry((*left, *right)).or_insert(verdict);
        *held = verdict.max(*held);
    }
    decided
}

/// What people decided of these people, by their place among them.
fn decisions_among(connection: &Connection, ids: &[PersonId]) -> Result<Decisions, BookError> {
    let place: BTreeMap<PersonId, usize> = ids.iter().enumerate().map(|(index, id)| (*id, index)).collect();
    let mut said = Decisions::default();
    for DecisionFact { id: _, left, right, verdict } in
        standing(connection, |person| place.contains_key(&person))?
    {
        let pair = (place[&left], place[&right]);
        match verdict {
            Verdict::Same => said.same.push(pair),
            Verdict::Different => said.different.push(pair),
        }
    }
    Ok(said)
}

/// A hash of all that linkage is told: two books that print one hash have the same people under the same model.
pub(crate) fn compares(connection: &Connection) -> Result<[u8; 32], BookError> {
    let mut hash = Sha256::new();
    let mut take = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    };
    for (_, record) in comparable(connection)? {
        let Record { id, given_name, surname, birth, postcode, address: _, together, household, role } =
            &record;
        [id, given_name, surname, birth, postcode, household]
            .into_iter()
            .chain(together)
            .for_each(|text| take(text));
        take(role.word());
        take("");
    }
    for DecisionFact { id: _, left, right, verdict } in standing(connection, |_| true)? {
        take(&left.to_string());
        take(&right.to_string());
        take(&column::word(&verdict));
    }
    Ok(hash.finalize().into())
}

/// Who of the book's people a record from elsewhere is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fellows {
    /// Beyond doubt.
    pub surely: Vec<PersonId>,
    /// More likely than not, those beyond doubt among them.
    pub likely: Vec<PersonId>,
    /// Like enough by themselves to be looked at, whatever else speaks against it.
    pub perhaps: Vec<PersonId>,
}

/// Holds records from elsewhere, such as a birth list, against the book's people under a model and people's decisions;
/// for each in the same order who it is. Their ids must be unlike any person's.
///
/// # Errors
/// `Damaged` where a row does not read back; `Sqlite`.
pub fn held_against(
    connection: &Connection,
    model: &Model,
    others: &[Record],
) -> Result<Vec<Fellows>, BookError> {
    let (ids, records): (Vec<PersonId>, Vec<Record>) = comparable(connection)?.into_iter().unzip();
    let said = decisions_among(connection, &ids)?;
    let people = |places: &[usize]| places.iter().map(|place| ids[*place]).collect();
    let fellows = linkage::hold_against(&records, others, &said, model).into_iter();
    Ok(fellows
        .map(|linkage::Fellows { surely, likely, perhaps }| Fellows {
            surely: people(&surely),
            likely: people(&likely),
            perhaps: people(&perhaps),
        })
        .collect())
}

/// Every person that stands, in order of id, as linkage compares them.
///
/// # Errors
/// `Damaged` where a row does not read back; `Sqlite`.
pub fn comparable(connection: &Connection) -> Result<Vec<(PersonId, Record)>, BookError> {
    let mut sessions = sessions(connection)?;
    let mut statement = connection.prepare_cached(
        "SELECT p.id, p.family, p.given_name, p.surname, p.birth, p.postcode, r.on_date,
             COALESCE(LOWER(HEX(r.champion)), ''), p.role
         FROM person p JOIN record r ON r.id = p.id ORDER BY p.id",
    )?;
    let mut rows = statement.query([])?;
    let mut people = Vec::new();
    while let Some(row) = rows.next()? {
        let id: PersonId = column::id(row, 0)?;
        let family: Option<FamilyId> = column::maybe_id(row, 1)?;
        let text = |column| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
        let (on, hand): (String, String) = (row.get(6)?, row.get(7)?);
        // One family, written down by one hand on one day: brothers and sisters, not one child twice. So are those
        // who came to one session.
        let mut together = sessions.remove(&id).unwrap_or_default();
        let household = family.map(|family| format!("{family}/{on}/{hand}"));
        together.extend(household.clone());
        let record = Record {
            id: id.to_string().into(),
            given_name: text(2)?.into(),
            surname: text(3)?.into(),
            birth: text(4)?.into(),
            postcode: text(5)?.into(),
            together: together.into_iter().map(Into::into).collect(),
            household: household.unwrap_or_default().into(),
            role: match column::read(row, 8)? {
                domain::Role::Child => Role::Child,
                domain::Role::Carer => Role::Carer,
            },
            ..Record::default()
        };
        people.push((id, record));
    }
    Ok(people)
}

/// The sessions that each person came to, by what makes two records of a session one.
fn sessions(connection: &Connection) -> Result<BTreeMap<PersonId, Vec<String>>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT a.person, LOWER(HEX(s.venue)) || '/' || s.on_date || '/' || s.activity || '/' || s.starts
         FROM attendance a JOIN session s ON s.id = a.session WHERE a.person IS NOT NULL ORDER BY 1, 2",
    )?;
    let mut rows = statement.query([])?;
    let mut sessions: BTreeMap<PersonId, Vec<String>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        sessions.entry(column::id(row, 0)?).or_default().push(row.get(1)?);
    }
    Ok(sessions)
}

/// People's decisions that stand on people who do, in order of id. One on somebody voided, or not known here, says
/// nothing about those who are.
fn standing(
    connection: &Connection,
    stands: impl Fn(PersonId) -> bool,
) -> Result<Vec<DecisionFact>, BookError> {
    let mut statement =
        connection.prepare_cached("SELECT id, \"left\", \"right\", verdict FROM link ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut decisions = Vec::new();
    while let Some(row) = rows.next()? {
        let decision = DecisionFact {
            id: column::id(row, 0)?,
            left: column::id(row, 1)?,
            right: column::id(row, 2)?,
            verdict: column::read(row, 3)?,
        };
        if stands(decision.left) && stands(decision.right) {
            decisions.push(decision);
        }
    }
    Ok(decisions)
}
