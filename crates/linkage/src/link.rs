//! The one door: records, decisions and a model in; who is who out.

use rayon::prelude::*;

use crate::company::Likeness;
use crate::decisions::Decisions;
use crate::model::Model;
use crate::record::Record;
use crate::resolve::resolve;
use crate::run::Run;
use crate::worth;

/// From this probability on two records are linked without a person's look.
pub const LINK_AT: f64 = 0.95;
/// From this probability up to [`LINK_AT`] a person reviews the pair; below it the records stay apart.
pub const REVIEW_AT: f64 = 0.50;
/// From this probability by itself on a pair may join two groups, where all that is known of these makes it likelier than not.
pub(crate) const HEARD_FROM: f64 = 0.20;
/// A pair of records that a model thinks are one person, by index.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Proposal {
    pub(crate) left: usize,
    pub(crate) right: usize,
    pub(crate) probability: f64,
    pub(crate) likeness: Likeness,
}

/// A pair of records at or above [`REVIEW_AT`], by index; the left one has the lesser id.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Index of the record with the lesser id.
    pub left: usize,
    /// Index of the record with the greater id.
    pub right: usize,
    /// How likely they are one person after all that is known, 0.5 to 1: their own fields, the other records of their
    /// cluster, and what people decided.
    pub probability: f64,
}

/// Who is who.
#[derive(Clone, Debug, PartialEq)]
pub struct Linked {
    /// One entry per record: the index of the record with the least id in its cluster (its own where it is alone).
    /// Joined are pairs decided the same and pairs at or above [`REVIEW_AT`]: each is more likely one person than
    /// two, so this is the best count of heads.
    pub clusters: Vec<usize>,
    /// The same with only what is decided or at or above [`LINK_AT`]: what may be shown as one person before a
    /// review. Its count is the upper end of the interval around the head count.
    pub certain: Vec<usize>,
    /// Every pair of each cluster, ordered by the ids of the records. A pair that is all but certain by itself and was cut,
    /// because all that is known of the two is likelier of two people, is not among them.
    pub pairs: Vec<Pair>,
    /// How many pairs wait for a person: in [[`REVIEW_AT`], [`LINK_AT`]) and not decided.
    pub review: usize,
}

impl Linked {
    /// How many people the records stand for.
    pub fn heads(&self) -> usize {
        self.clusters.iter().enumerate().filter(|(index, representative)| index == *representative).count()
    }
}

/// Which pairs may be one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Any two records.
    Within,
    /// Only a record among the first `left` and one after them: two lists.
    Across {
        /// How many records the first list has.
        left: usize,
    },
}

impl Scope {
    /// Whether a pair of records, by index, may be one person.
    pub(crate) fn allows(self, one: usize, other: usize) -> bool {
        match self {
            Self::Within => true,
            Self::Across { left } => (one < left) != (other < left),
        }
    }
}

/// Finds who is who. The answer is the same for the same records in any order.
///
/// Edges are taken by descending probability, those that people decided first, ties by ids; an edge that would
/// bring two people decided different into one cluster is cut. So is one between two records made together under
/// unlike first names, unless somebody decided it.
pub fn link(records: &[Record], decisions: &Decisions, model: &Model) -> Linked {
    let (order, rank) = ranks(records);
    let proposals = match model {
        Model::ExactKey(rule) => rule.propose(records),
        Model::Weighted(weights) => {
            let run = Run::new(records, &order, Scope::Within, weights.worth);
            run.propose(weights, &run.weigh(weights))
        }
    };
    resolve(records, &rank, decisions, Scope::Within, proposals)
}

/// Learns a model from the records alone, without anybody saying who is who.
pub fn train(records: &[Record], scope: Scope) -> Model {
    let (order, _) = ranks(records);
    let (weights, _) = Run::new(records, &order, scope, worth::least(records.len())).train();
    Model::Weighted(Box::new(weights))
}

/// What [`train`] and [`link`] do, with each pair compared once, and across two lists if asked.
pub fn train_and_link(records: &[Record], decisions: &Decisions, scope: Scope) -> (Model, Linked) {
    let (order, rank) = ranks(records);
    let run = Run::new(records, &order, scope, worth::least(records.len()));
    let (weights, weighed) = run.train();
    let proposals = run.propose(&weights, &weighed);
    let linked = resolve(records, &rank, decisions, scope, proposals);
    (Model::Weighted(Box::new(weights)), linked)
}

/// The records by id, and each record's place: ids are compared once, and no answer depends on the order in which
/// the records came.
pub(crate) fn ranks(records: &[Record]) -> (Vec<usize>, Vec<usize>) {
    // Ids are told apart by their first bytes as a rule, and these lie side by side.
    let mut order: Vec<(u128, usize)> =
        records.iter().enumerate().map(|(index, record)| (first_bytes(&record.id), index)).collect();
    order.par_sort_unstable_by(|one, other| {
        let ids = || records[one.1].id.cmp(&records[other.1].id).then(one.1.cmp(&other.1));
        one.0.cmp(&other.0).then_with(ids)
    });
    let order: Vec<usize> = order.into_iter().map(|(_, index)| index).collect();
    let mut rank = vec![0; records.len()];
    for (place, &index) in order.iter().enumerate() {
        rank[index] = place;
    }
    (order, rank)
}

/// The beginning of an id as a number that sorts as it does.
fn first_bytes(id: &str) -> u128 {
    let mut bytes = [0; 16];
    let taken = id.len().min(bytes.len());
    bytes[..taken].copy_from_slice(&id.as_bytes()[..taken]);
    u128::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::{Settings, families};

    #[test]
    fn the_answer_is_the_same_on_any_number_of_threads() {
        let records = families(&Settings { families: 200, seed: 4, ..Settings::default() }).records;
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let (model, linked) =
                pool.install(|| train_and_link(&records, &Decisions::default(), Scope::Within));
            (model.hash_hex(), linked)
        };
        assert_eq!(on(1), on(2));
        assert_eq!(on(1), on(7));
    }
}
