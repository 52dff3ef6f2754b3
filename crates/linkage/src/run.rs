//! One run of the trained method over a set of records: block, compare, weigh.

use rayon::prelude::*;

use crate::beside;
use crate::block::{self, Across};
use crate::company::{Standing, Weighed};
use crate::compare::pair::{Compared, compare_all};
use crate::judge::judge;
use crate::laid_out::found;
use crate::link::{Proposal, Scope};
use crate::moves::{self, Either};
use crate::people::People;
use crate::rarities::Rarities;
use crate::record::Record;
use crate::rivals;
use crate::train;
use crate::weigh::Common;
use crate::weighted::Weighted;
use crate::worth;

/// A pair less likely than this is two people, and is told so by its absence.
pub(crate) const WORTH_A_THOUGHT: f64 = 0.001;

/// Records made ready in the order of their ids, and the pairs worth weighing.
pub(crate) struct Run<'a> {
    people: People,
    order: &'a [usize],
    second: Option<Vec<bool>>,
    pairs: Vec<Compared>,
}

impl<'a> Run<'a> {
    /// `order` lists the records by id; `least` is what a pair must be worth to be weighed (`worth::least`).
    pub(crate) fn new(records: &[Record], order: &'a [usize], scope: Scope, least: f64) -> Self {
        let second = match scope {
            Scope::Within => None,
            Scope::Across { left } => Some(order.iter().map(|&index| index >= left).collect()),
        };
        let mut run = Self { people: People::new(records, order), order, second, pairs: Vec::new() };
        let candidates = block::candidates(&run.people, run.across());

        run.pairs = compare_all(&run.people, &candidates, |pair| worth::is_worth(pair, least));
        run
    }

    fn across(&self) -> Across<'_> {
        self.second.as_deref().map_or(Across::One, Across::Two)
    }

    /// A model learnt from these records, and how it weighs each of their pairs.
    pub(crate) fn train(&self) -> (Weighted, Vec<Weighed>) {
        train::train(&self.people, self.across(), &self.pairs)
    }

    /// Every pair by its own fields and by the moves of its household.
    pub(crate) fn weigh(&self, weights: &Weighted) -> Vec<Weighed> {
        let values = Rarities::new(weights, &Common::new(weights), &self.people, &self.pairs);
        moves::weigh(weights, &self.people, &values, &self.pairs, &values.of_all(&self.pairs))
    }

    /// Every pair by its own fields alone, and both ways where its household may have moved.
    pub(crate) fn weigh_apart(&self, weights: &Weighted) -> Vec<(Weighed, Option<Either>)> {
        let values = Rarities::new(weights, &Common::new(weights), &self.people, &self.pairs);
        let each = self.pairs.par_iter().with_min_len(1_024).zip(values.of_all(&self.pairs));
        each.map(|(pair, rarity)| {
            let own = judge(weights, pair, &rarity);
            let is_open = moves::is_open(&self.people, pair, own.same);
            let either = is_open.then(|| Either::new(weights, &self.people, &values, pair, own));
            (Weighed::new(pair, own.same), either)
        })
        .collect()
    }

    /// What to join.
    pub(crate) fn propose(&self, weights: &Weighted, weighed: &[Weighed]) -> Vec<Proposal> {
        heed(weights, self.people.all.len(), weighed)
            .iter()
            .map(|pair| Proposal {
                left: self.order[pair.left as usize],
                right: self.order[pair.right as usize],
                probability: pair.probability,
                likeness: pair.likeness,
            })
            .collect()
    }

    /// The people of the run, in the order of their ids.
    pub(crate) fn into_people(self) -> People {
        self.people
    }
}

/// Each pair by its own fields, by who stands alone, and by who else would fit. Pairs that are then not worth a
/// thought are left out.
pub(crate) fn heed(weights: &Weighted, people: usize, weighed: &[Weighed]) -> Vec<Weighed> {
    let company = &weights.company;
    let mut weighed = found(weighed, |_, pair| company.may_matter(pair.probability).then_some(*pair));
    beside::heed(people, &mut weighed);
    let standing = Standing::new(people, &weighed);
    let mut weighed = found(&weighed, |_, pair| {
        let probability = company.heed(&standing, pair);
        (probability >= WORTH_A_THOUGHT).then_some(Weighed { probability, ..*pair })
    });
    rivals::heed(&standing, &mut weighed);
    weighed
}
