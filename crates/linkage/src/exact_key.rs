//! The plain rule: the same given name, surname and whole birth date.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::company::Likeness;
use crate::link::Proposal;
use crate::normalise::birth::Birth;
use crate::normalise::name;
use crate::record::Record;

/// Spelt alike but for case, accents, punctuation and spaces, and all three present: one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExactKey {
    /// Goes up when the rule or its normalisation changes, so that an old figure still names its rule.
    pub version: u32,
}

impl ExactKey {
    /// The rule as this build applies it.
    pub fn current() -> Self {
        Self { version: 1 }
    }

    pub(crate) fn name(&self) -> String {
        format!("exact-key-{}", self.version)
    }

    /// Given name, surname and birth date of a record that has all three.
    pub(crate) fn key(record: &Record) -> Option<(String, String, Birth)> {
        let given = name::letters(&record.given_name);
        let surname = name::letters(&record.surname);
        let birth = Birth::parse(&record.birth);
        let whole = !given.is_empty() && !surname.is_empty() && matches!(birth, Birth::Day { .. });
        whole.then_some((given, surname, birth))
    }

    /// Every pair with equal keys, at certainty. A record without all three parts pairs with none: a blank is no
    /// evidence that two people are one.
    pub(crate) fn propose(&self, records: &[Record]) -> Vec<Proposal> {
        let mut groups: BTreeMap<(String, String, Birth), Vec<usize>> = BTreeMap::new();
        for (index, record) in records.iter().enumerate() {
            if let Some(key) = Self::key(record) {
                groups.entry(key).or_default().push(index);
            }
        }
        let mut proposals = Vec::new();
        for group in groups.values() {
            for (position, &left) in group.iter().enumerate() {
                for &right in &group[position + 1..] {
                    proposals.push(Proposal { left, right, probability: 1.0, likeness: Likeness::UNKNOWN });
                }
            }
        }
        proposals
    }
}
