//! One run of the trained method over a set of records: block, compare, weigh.

use crate::block::{self, Across};
use crate::company::{Standing, Weighed};
use crate::compare::pair::{Compared, compare_all};
use crate::judge::judge;
use crate::link::{Proposal, Scope};
use crate::people::People;
use crate::record::Record;
use crate::rivals;
use crate::train;
use crate::weigh::Rarities;
use crate::weighted::Weighted;
use crate::worth;

/// A pair less likely than this is two people, and is told so by its absence.
const WORTH_A_THOUGHT: f64 = 0.001;

/// Records made ready in the order of their ids, and the pairs worth weighing.
pub(crate) struct Run<'a> {
    people: People,
    order: &'a [usize],
    second: Option<Vec<bool>>,
    pairs: Vec<Compared>,
}

impl<'a> Run<'a> {
    /// `order` lists the records by id.
    pub(crate) fn new(records: &[Record], order: &'a [usize], scope: Scope) -> Self {
        let second = match scope {
            Scope::Within => None,
            Scope::Across { left } => Some(order.iter().map(|&index| index >= left).collect()),
        };
        let mut run = Self { people: People::new(records, order), order, second, pairs: Vec::new() };
        let candidates = block::candidates(&run.people, run.across());
        run.pairs = compare_all(&run.people, &candidates, worth::a_look);
        run
    }

    fn across(&self) -> Across<'_> {
        self.second.as_deref().map_or(Across::One, Across::Two)
    }

    pub(crate) fn train(&self) -> Weighted {
        train::train(&self.people, self.across(), &self.pairs)
    }

    pub(crate) fn propose(&self, weights: &Weighted) -> Vec<Proposal> {
        let rarities = Rarities::new(weights, &self.people, &self.pairs);
        let mut weighed = weighed(weights, &rarities, &self.pairs);
        let standing = Standing::new(self.people.all.len(), &weighed);
        for pair in &mut weighed {
            pair.probability = weights.company.heed(&standing, pair);
        }
        rivals::heed(&standing, &mut weighed);
        weighed
            .iter()
            .map(|pair| Proposal {
                left: self.order[pair.left as usize],
                right: self.order[pair.right as usize],
                probability: pair.probability,
            })
            .filter(|proposal| proposal.probability >= WORTH_A_THOUGHT)
            .collect()
    }
}

/// Every pair by its own fields alone.
pub(crate) fn weighed(weights: &Weighted, rarities: &Rarities<'_>, pairs: &[Compared]) -> Vec<Weighed> {
    pairs
        .iter()
        .map(|pair| Weighed {
            left: pair.left,
            right: pair.right,
            probability: judge(weights, pair, &rarities.of(pair)).same,
        })
        .collect()
}
