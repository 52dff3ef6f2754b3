//! The one door: records, decisions and a model in; who is who out.

use std::collections::BTreeSet;

use crate::cluster::{Clusters, Edge};
use crate::decisions::Decisions;
use crate::model::Model;
use crate::record::Record;

/// From this probability on two records are linked without a person's look (linkage.md, bands).
pub const LINK_AT: f64 = 0.95;
/// From this probability up to [`LINK_AT`] a person reviews the pair; below it the records stay apart.
pub const REVIEW_AT: f64 = 0.50;

/// A pair of records that a model thinks are one person, by index.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Proposal {
    pub(crate) left: usize,
    pub(crate) right: usize,
    pub(crate) probability: f64,
}

/// A pair of records at or above [`REVIEW_AT`], by index; the left one has the lesser id.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Index of the record with the lesser id.
    pub left: usize,
    /// Index of the record with the greater id.
    pub right: usize,
    /// How likely the model holds them to be one person, 0.5 to 1, whatever people decided.
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
    /// Every pair at or above [`REVIEW_AT`], ordered by the ids of its records.
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

/// Finds who is who. The answer is the same for the same records in any order.
///
/// Edges are taken by descending probability, those that people decided first, ties by ids; an edge that would
/// bring two people decided different into one cluster is cut. So is one between two records made together under
/// unlike first names.
pub fn link(records: &[Record], decisions: &Decisions, model: &Model) -> Linked {
    let rank = ranks(records);
    let ordered =
        |left: usize, right: usize| if rank[left] <= rank[right] { (left, right) } else { (right, left) };
    let stated = |pairs: &[(usize, usize)]| -> BTreeSet<(usize, usize)> {
        let known = |index: usize| index < records.len();
        pairs
            .iter()
            .filter(|(left, right)| known(*left) && known(*right) && left != right)
            .map(|&(left, right)| ordered(left, right))
            .collect()
    };
    let different = stated(&decisions.different);
    let same: BTreeSet<_> = stated(&decisions.same).difference(&different).copied().collect();

    let proposals = match model {
        Model::ExactKey(rule) => rule.propose(records),
    };
    let mut pairs: Vec<Pair> = proposals
        .into_iter()
        .filter(|proposal| proposal.probability >= REVIEW_AT)
        .map(|Proposal { left, right, probability }| {
            let (left, right) = ordered(left, right);
            Pair { left, right, probability }
        })
        .collect();
    pairs.sort_by_key(|pair| (rank[pair.left], rank[pair.right]));

    let decided =
        |pair: &Pair| same.contains(&(pair.left, pair.right)) || different.contains(&(pair.left, pair.right));
    let review = pairs.iter().filter(|pair| pair.probability < LINK_AT && !decided(pair)).count();

    let join = |at: f64| {
        let mut clusters = Clusters::new(&rank, different.iter().copied());
        let said = same.iter().map(|&(left, right)| Edge { left, right, weight: f64::INFINITY });
        let held = pairs.iter().filter(|pair| pair.probability >= at && !decided(pair));
        clusters.join(said.chain(held.map(|pair| Edge {
            left: pair.left,
            right: pair.right,
            weight: pair.probability,
        })));
        clusters.representatives()
    };
    Linked { clusters: join(REVIEW_AT), certain: join(LINK_AT), review, pairs }
}

/// Each record's place by id, so that ids are compared once and no answer depends on the order of the records.
fn ranks(records: &[Record]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.sort_by(|&left, &right| records[left].id.cmp(&records[right].id));
    let mut rank = vec![0; records.len()];
    for (place, &index) in order.iter().enumerate() {
        rank[index] = place;
    }
    rank
}
