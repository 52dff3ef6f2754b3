//! Records into people, by a model and by what people decided.

use std::collections::{BTreeMap, BTreeSet};

use domain::PersonId;
use linkage::Model;
use reach::facts::{LinkageFacts, MeasuredLinkage, PersonFacts, RecordFacts, ReviewPair};

use crate::linking::Linking;

/// The people that these records are, each once, and how that was found. Both list the same records, by id.
pub(super) fn join(
    mut facts: Vec<RecordFacts>,
    linking: Linking,
    model: &Model,
    measured: Option<MeasuredLinkage>,
) -> (Vec<PersonFacts>, LinkageFacts) {
    let Linking { ids, records: _, decisions, linked } = linking;
    // Both write the lesser id first.
    let told: BTreeSet<(PersonId, PersonId)> =
        decisions.iter().map(|decision| (decision.left, decision.right)).collect();
    let waits = |pair: &&::linkage::Pair| {
        pair.probability < ::linkage::LINK_AT && !told.contains(&(ids[pair.left], ids[pair.right]))
    };
    let review = linked.pairs.iter().filter(waits);
    let review = review.map(|pair| ReviewPair { left: ids[pair.left], right: ids[pair.right] }).collect();

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
    (people.into_values().collect(), linkage)
}
