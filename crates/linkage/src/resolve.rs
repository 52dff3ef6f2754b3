//! Proposals and decisions become clusters, and the pairs of each cluster are stated with them.

use std::borrow::Borrow;

use rayon::prelude::*;

use crate::apart::Known;
use crate::cluster::{Clusters, Edge, Joining};
use crate::compare::name::NameLevel;
use crate::decisions::Decisions;
use crate::evidence::Evidence;
use crate::link::{HEARD_FROM, LINK_AT, Linked, Pair, Proposal, REVIEW_AT, Scope};
use crate::record::Record;

/// The most that a model may claim where only a person can tell. Jon and John at one session may be one boy written
/// twice or two brothers. "Baby Smith" and the later named child may be one, or twins of whom one was named first.
pub(crate) const ASK_MAX: f64 = 0.94;

/// So few records are resolved by the thread that asks: to wake another would take longer.
const ALONE_MAX: usize = 2_000;

/// `rank` is each record's place by id.
pub(crate) fn resolve(
    records: &[impl Borrow<Record> + Sync],
    rank: &[usize],
    decisions: &Decisions,
    scope: Scope,
    mut proposals: Vec<Proposal>,
) -> Linked {
    let ordered =
        |left: usize, right: usize| if rank[left] <= rank[right] { (left, right) } else { (right, left) };
    let known = Known::new(records, decisions, ordered);
    heed(&mut proposals, &known, ordered);
    let evidence = Evidence::new(&proposals, rank);
    let mut likely: Vec<&Proposal> =
        proposals.iter().filter(|proposal| proposal.probability >= HEARD_FROM).collect();
    likely.retain(|proposal| !known.is_decided((proposal.left, proposal.right)));
    let join = |from: f64, at: f64, states: bool| {
        let said = known.same.iter().map(|&(left, right)| Edge { left, right, weight: f64::INFINITY });
        let held = likely.iter().filter(|proposal| proposal.probability >= from);
        let held =
            held.map(|&&Proposal { left, right, probability: weight, .. }| Edge { left, right, weight });
        let mut clusters = Clusters::new(rank);
        clusters.join(said.chain(held), &Heeding { known: &known, evidence: &evidence, at, states });
        clusters
    };
    let best = || join(HEARD_FROM, REVIEW_AT, true);
    let certain = || join(LINK_AT, LINK_AT, false).representatives();
    let (best, certain) =
        if records.len() <= ALONE_MAX { (best(), certain()) } else { rayon::join(best, certain) };

    let clusters = best.representatives();
    let stated = best.stated().iter().map(|&(one, other, probability)| {
        let (left, right) = ordered(one, other);
        Pair { left, right, probability }
    });
    let mut pairs: Vec<Pair> = stated.filter(|pair| scope.allows(pair.left, pair.right)).collect();
    pairs.par_sort_unstable_by_key(|pair| (rank[pair.left], rank[pair.right]));
    let review = pairs.iter().filter(|pair| pair.probability < LINK_AT).count();
    Linked { clusters, certain, pairs, review }
}

/// Applies what was recorded in one go, and puts each pair in order of ids.
fn heed<R: Borrow<Record> + Sync>(
    proposals: &mut Vec<Proposal>,
    known: &Known<'_, R>,
    ordered: impl Fn(usize, usize) -> (usize, usize),
) {
    proposals.retain_mut(|proposal| {
        (proposal.left, proposal.right) = ordered(proposal.left, proposal.right);
        match known.together(proposal.left, proposal.right) {
            Some(NameLevel::Unlike) => return false,
            Some(NameLevel::Slip | NameLevel::Variant | NameLevel::Slips | NameLevel::Near) => {
                proposal.probability = proposal.probability.min(ASK_MAX);
            }
            Some(NameLevel::Same) | None => {}
        }
        let unnamed = [proposal.left, proposal.right].map(|index| known.is_unnamed(index));
        if unnamed[0] != unnamed[1] {
            proposal.probability = proposal.probability.min(ASK_MAX);
        }
        true
    });
}

/// Joins what is likely enough, and nothing that is known to be apart.
struct Heeding<'a, R> {
    known: &'a Known<'a, R>,
    evidence: &'a Evidence<'a>,
    at: f64,
    states: bool,
}

impl<R: Borrow<Record> + Sync> Joining for Heeding<'_, R> {
    fn states(&self) -> bool {
        self.states
    }

    fn probability(&self, edge: &Edge, one: &[usize], other: &[usize]) -> Option<f64> {
        if self.known.told_apart(one, other) {
            return None;
        }
        if edge.weight.is_infinite() {
            return Some(1.0);
        }
        if self.known.are_child_and_carer(one, other) {
            return None;
        }
        let probability = self.evidence.probability(one, other, |index| self.known.is_nameless(index));
        (probability >= self.at && !self.known.seen_together(one, other)).then_some(probability)
    }
}
