//! Records into people, by a model and by what people decided.

use std::collections::{BTreeMap, BTreeSet};

use domain::{PersonId, Verdict};
use linkage::{Decisions, Model, link};
use reach::facts::{DecisionFact, LinkageFacts, MeasuredLinkage, PersonFacts, ReviewPair};
use rusqlite::Connection;

use super::person::Loaded;
use crate::column;
use crate::error::BookError;

/// The people that these records are, each once, and how that was found.
pub(super) fn join(
    connection: &Connection,
    loaded: Vec<Loaded>,
    model: &Model,
    measured: Option<MeasuredLinkage>,
) -> Result<(Vec<PersonFacts>, LinkageFacts), BookError> {
    let (mut facts, records): (Vec<_>, Vec<_>) =
        loaded.into_iter().map(|Loaded { facts, compared }| (facts, compared)).unzip();
    let ids: Vec<PersonId> = facts.iter().map(|record| record.id).collect();
    let place: BTreeMap<PersonId, usize> = ids.iter().enumerate().map(|(index, id)| (*id, index)).collect();

    let decisions = standing(connection)?;
    // A decision on somebody voided, or not known here, says nothing about those who are.
    let decisions: Vec<DecisionFact> = decisions
        .into_iter()
        .filter(|decision| place.contains_key(&decision.left) && place.contains_key(&decision.right))
        .collect();
    let mut decided = Decisions::default();
    for DecisionFact { id: _, left, right, verdict } in &decisions {
        let pair = (place[left], place[right]);
        match verdict {
            Verdict::Same => decided.same.push(pair),
            Verdict::Different => decided.different.push(pair),
        }
    }

    let linked = link(&records, &decided, model);
    // Both write the lesser id first.
    let told: BTreeSet<(PersonId, PersonId)> =
        decisions.iter().map(|decision| (decision.left, decision.right)).collect();
    let review = linked
        .pairs
        .iter()
        .filter(|pair| {
            pair.probability < linkage::LINK_AT && !told.contains(&(ids[pair.left], ids[pair.right]))
        })
        .map(|pair| ReviewPair { left: ids[pair.left], right: ids[pair.right] })
        .collect();

    for (record, certain) in facts.iter_mut().zip(&linked.certain) {
        record.certain = ids[*certain];
    }
    let mut people: BTreeMap<PersonId, PersonFacts> = BTreeMap::new();
    for (record, cluster) in facts.into_iter().zip(&linked.clusters) {
        let id = ids[*cluster];
        people.entry(id).or_insert_with(|| PersonFacts { id, records: Vec::new() }).records.push(record);
    }
    let linkage =
        LinkageFacts { model: model.name(), model_sha256: model.hash_hex(), measured, decisions, review };
    Ok((people.into_values().collect(), linkage))
}

/// People's decisions that stand, in order of id.
fn standing(connection: &Connection) -> Result<Vec<DecisionFact>, BookError> {
    let mut statement =
        connection.prepare_cached("SELECT id, \"left\", \"right\", verdict FROM link ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut decisions = Vec::new();
    while let Some(row) = rows.next()? {
        decisions.push(DecisionFact {
            id: column::id(row, 0)?,
            left: column::id(row, 1)?,
            right: column::id(row, 2)?,
            verdict: column::read(row, 3)?,
        });
    }
    Ok(decisions)
}
