//! Which of the records known on a device are one person, as the centre said: a screen shows one of them.

use std::collections::{BTreeMap, BTreeSet};

use domain::PersonId;
use rusqlite::Connection;

use crate::card::PersonCard;
use crate::error::BookError;
use crate::people::person;
use crate::pulled;

/// Records that are one person, by the one under which the centre shows them.
#[derive(Debug, Default)]
pub(crate) struct OnePerson {
    least: BTreeMap<PersonId, PersonId>,
    records: BTreeMap<PersonId, BTreeSet<PersonId>>,
}

impl OnePerson {
    /// As the centre last said; nothing at the centre itself, whose book pulls nothing.
    pub(crate) fn load(connection: &Connection) -> Result<Self, BookError> {
        let mut all = Self { least: pulled::linkage(connection)?.same, ..Self::default() };
        for (record, least) in &all.least {
            all.records.entry(*least).or_insert_with(|| BTreeSet::from([*least])).insert(*record);
        }
        Ok(all)
    }

    /// Every record of the person that this record is of, itself among them.
    pub(crate) fn records_of(&self, record: PersonId) -> BTreeSet<PersonId> {
        let least = self.least.get(&record).copied().unwrap_or(record);
        self.records.get(&least).cloned().unwrap_or_else(|| BTreeSet::from([record]))
    }

    /// The record under which a person is shown here: an own one, which is whole, before a pulled one; then the least.
    /// None where none of the person's records is known here.
    pub(crate) fn shown(
        &self,
        connection: &Connection,
        record: PersonId,
    ) -> Result<Option<PersonCard>, BookError> {
        let mut known = Vec::new();
        for record in self.records_of(record) {
            known.extend(person(connection, record)?);
        }
        Ok(known.into_iter().min_by_key(|card| (card.source, card.id)))
    }

    /// The same list with each person once, at their first place.
    pub(crate) fn fold(
        &self,
        connection: &Connection,
        cards: Vec<PersonCard>,
    ) -> Result<Vec<PersonCard>, BookError> {
        if self.least.is_empty() {
            return Ok(cards);
        }
        let (mut seen, mut folded) = (BTreeSet::new(), Vec::with_capacity(cards.len()));
        for card in cards {
            let card = self.shown(connection, card.id)?.unwrap_or(card);
            if seen.insert(card.id) {
                folded.push(card);
            }
        }
        Ok(folded)
    }
}
