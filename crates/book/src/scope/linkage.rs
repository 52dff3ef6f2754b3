//! Which of a scope's people are one, and what its champion is asked about two.
//!
//! The whole of it goes as one row whenever it differs from what the device was told: a person who is no longer one
//! with another is then told apart without anybody keeping track of what changed, and two nodes at one change number
//! say the same.

use std::collections::{BTreeMap, BTreeSet};

use domain::{EnquiryId, PersonId, Private};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Row, RowKind, Scope, Visible, card};
use crate::column::{self, Id};
use crate::error::BookError;
use crate::same_person::least_of;

/// The view of linkage within a scope.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PulledLinkage {
    /// For each record that is shown under another of the same person: that other, the least in this scope. Nobody
    /// outside the scope is named.
    #[serde(default)]
    pub same: BTreeMap<PersonId, PersonId>,
    /// What the coordinator asks this champion.
    #[serde(default)]
    pub enquiries: Vec<PulledEnquiry>,
}

/// "Are these two the same?"
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PulledEnquiry {
    /// Which question.
    pub id: EnquiryId,
    /// One record.
    pub left: PersonId,
    /// The other.
    pub right: PersonId,
}

impl PulledLinkage {
    /// 0 where there is nothing to tell, and never 0 else. It stands in the row in place of a change number, so that the
    /// digest that both sides make of their rows is of what is said; hence no greater than a column holds.
    pub(super) fn hash(&self) -> u64 {
        if *self == Self::default() {
            return 0;
        }
        let json = serde_json::to_vec(self).unwrap_or_default();
        let hash: [u8; 32] = Sha256::digest(json).into();
        let mut first = [0; 8];
        first.copy_from_slice(&hash[..8]);
        (u64::from_be_bytes(first) >> 1).max(1)
    }

    /// The row that says it; where there is nothing to tell, the word to forget what was told.
    pub(super) fn row(&self) -> Result<Row, BookError> {
        let n = self.hash();
        let body = serde_json::to_string(self).map_err(|_| BookError::damaged("same_person"))?;
        Ok(Row { kind: RowKind::Linkage, id: Uuid::nil(), n, body: (n > 0).then(|| Private::new(body)) })
    }
}

/// Whether a device of this scope is given all of these people.
///
/// # Errors
/// `Sqlite` only.
pub fn is_in_scope(connection: &Connection, scope: &Scope, people: &[PersonId]) -> Result<bool, BookError> {
    let given: BTreeSet<Uuid> = card::in_scope(connection, scope)?.into_iter().map(|row| row.id).collect();
    Ok(people.iter().all(|person| given.contains(&person.uuid())))
}

/// What this scope is told, given the rows in it.
pub(super) fn in_scope(
    connection: &Connection,
    scope: &Scope,
    rows: &[Visible],
) -> Result<PulledLinkage, BookError> {
    let people: BTreeSet<PersonId> = rows
        .iter()
        .filter(|row| row.kind == RowKind::Person)
        .map(|row| PersonId::from_uuid(row.id))
        .collect();
    let mut shown: BTreeMap<PersonId, PersonId> = BTreeMap::new();
    let mut same = BTreeMap::new();
    for person in &people {
        // In order of id, so the first of each is the least in scope.
        match shown.entry(least_of(connection, *person)?) {
            std::collections::btree_map::Entry::Vacant(first) => {
                first.insert(*person);
            }
            std::collections::btree_map::Entry::Occupied(first) => {
                same.insert(*person, *first.get());
            }
        }
    }
    let mut statement = connection.prepare_cached(
        "SELECT q.id, q.\"left\", q.\"right\" FROM enquiry q WHERE q.champion = ?1
         AND NOT EXISTS (SELECT 1 FROM enquiry_answer a JOIN record r ON r.id = a.id
             WHERE a.enquiry = q.id AND r.champion = q.champion)
         AND NOT EXISTS (SELECT 1 FROM link l WHERE l.\"left\" = q.\"left\" AND l.\"right\" = q.\"right\")
         ORDER BY q.id",
    )?;
    let asked = statement.query_map([scope.champion.bytes()], |row| {
        Ok(PulledEnquiry { id: column::id(row, 0)?, left: column::id(row, 1)?, right: column::id(row, 2)? })
    })?;
    let mut enquiries = asked.collect::<rusqlite::Result<Vec<_>>>()?;
    enquiries.retain(|enquiry| people.contains(&enquiry.left) && people.contains(&enquiry.right));
    Ok(PulledLinkage { same, enquiries })
}
