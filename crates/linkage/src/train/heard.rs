//! The pairs that training hears, over and over.
//!
//! Most look alike in one of some hundred ways: the levels of their four fields. For such a pair the model's part of the
//! weights is worked out once a round for each way, and only what is the pair's own, how rare its values are, is
//! multiplied to it. The few with names crosswise, without a first name or with more of an address are judged as
//! everywhere else.

use rayon::iter::Either;
use rayon::prelude::*;

use crate::compare::birth::BirthLevel;
use crate::compare::name::NameLevel;
use crate::compare::pair::{BLANK, Compared};
use crate::compare::postcode::PostcodeLevel;
use crate::compare::together::TogetherLevel;
use crate::judge::{Judged, Parts, Plainly, judge};
use crate::people::EXTRAS;
use crate::train::expect::Found;
use crate::weigh::Rarity;
use crate::weighted::Weighted;

const PLAIN_PER_CHUNK: usize = 131_072;
const OTHER_PER_CHUNK: usize = 4_096;

/// How many ways there are for the levels to come together, a blank being one more level of each field.
const WAYS: usize =
    NAMES * NAMES * (BirthLevel::COUNT + 1) * (PostcodeLevel::COUNT + 1) * (TogetherLevel::COUNT + 1);
const NAMES: usize = NameLevel::COUNT + 1;

/// The pairs that are still heard.
pub(super) struct Heard<'a> {
    pairs: &'a [Compared],
    rarities: &'a [Rarity],
    plain: Vec<Plain>,
    /// Pairs to be judged each by itself.
    other: Vec<(Compared, Rarity, u32)>,
}

/// What is a pair's own, beside the way in which it is alike.
#[derive(Clone, Copy)]
struct Plain {
    parts: Parts,
    at: u32,
    way: u16,
}

impl<'a> Heard<'a> {
    /// Those that `teach` are heard.
    pub(super) fn new(
        pairs: &'a [Compared],
        rarities: &'a [Rarity],
        teach: impl Fn(&Compared) -> bool + Sync,
    ) -> Self {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let each = pairs.par_iter().zip(rarities).enumerate().with_min_len(4_096);
        let taught = each.filter(|(_, (pair, _))| teach(pair));
        let (plain, other) = taught.partition_map(|(at, (pair, rarity))| {
            if is_plain(pair) {
                Either::Left(Plain { parts: Parts::of(rarity), at: number(at), way: way_of(pair) })
            } else {
                Either::Right((pair.clone(), *rarity, number(at)))
            }
        });
        Self { pairs, rarities, plain, other }
    }

    /// Puts other levels and rarities in the place of some pairs.
    pub(super) fn replace(&mut self, by: Vec<(u32, Compared, Rarity)>) {
        let mut is_replaced = vec![false; self.pairs.len()];
        by.iter().for_each(|(at, _, _)| is_replaced[*at as usize] = true);
        self.plain.retain(|pair| !is_replaced[pair.at as usize]);
        self.other.retain(|(_, _, at)| !is_replaced[*at as usize]);
        for (at, pair, rarity) in by {
            if is_plain(&pair) {
                self.plain.push(Plain { parts: Parts::of(&rarity), at, way: way_of(&pair) });
            } else {
                self.other.push((pair, rarity, at));
            }
        }
    }

    /// Hears no longer those that are less likely than this one person or of one household.
    pub(super) fn keep(&mut self, model: &Weighted, least: f64) {
        let weights = weights(model);
        let hopeful = self.plain.par_iter().with_min_len(4_096).filter(|pair| {
            let (same, kin) = weights[usize::from(pair.way)].judge(&pair.parts);
            same + kin >= least
        });
        self.plain = hopeful.copied().collect();
        let other = std::mem::take(&mut self.other).into_par_iter().with_min_len(1_024);
        let hopeful = other.filter(|(pair, rarity, _)| {
            let Judged { same, crossed: _, kin } = judge(model, pair, rarity);
            same + kin >= least
        });
        self.other = hopeful.collect();
    }

    /// How likely each pair that is still heard is one person, with its place among all.
    pub(super) fn probabilities(&self, model: &Weighted) -> Vec<(u32, &'a Compared, f64)> {
        let at = |at: u32| (&self.pairs[at as usize], &self.rarities[at as usize]);
        let heard = self.plain.iter().map(|pair| pair.at).chain(self.other.iter().map(|(_, _, at)| *at));
        let heard: Vec<u32> = heard.collect();
        let each = heard.par_iter().with_min_len(1_024).map(|one| {
            let (pair, rarity) = at(*one);
            (*one, pair, judge(model, pair, rarity).same)
        });
        each.collect()
    }

    /// Counts what the pairs look like. Chunks are counted side by side and added in order, so that the sums are the
    /// same whatever the number of threads.
    pub(super) fn expect(&self, model: &Weighted) -> Found {
        let weights = weights(model);
        let sums = self.plain.par_chunks(PLAIN_PER_CHUNK).map(|chunk| {
            let mut sums = vec![(0.0, 0.0); WAYS];
            for pair in chunk {
                let (same, kin) = weights[usize::from(pair.way)].judge(&pair.parts);
                let sum = &mut sums[usize::from(pair.way)];
                *sum = (sum.0 + same, sum.1 + kin);
            }
            sums
        });
        let mut found = Found::default();
        let mut all = vec![(0.0, 0.0); WAYS];
        for sums in sums.collect::<Vec<_>>() {
            all.iter_mut().zip(sums).for_each(|(all, sum)| *all = (all.0 + sum.0, all.1 + sum.1));
        }
        for (way, (same, kin)) in all.into_iter().enumerate().filter(|(_, sum)| sum.0 + sum.1 > 0.0) {
            found.hear(&pair_of(way), Judged { same, crossed: [0.0; 2], kin });
        }
        let chunks = self.other.par_chunks(OTHER_PER_CHUNK).map(|chunk| {
            let mut found = Found::default();
            for (pair, rarity, _) in chunk {
                found.hear(pair, judge(model, pair, rarity));
            }
            found
        });
        chunks.collect::<Vec<_>>().into_iter().fold(found, Found::add)
    }
}

fn is_plain(pair: &Compared) -> bool {
    !pair.is_crossed() && pair.given != BLANK && pair.extras == [BLANK; EXTRAS]
}

/// The number of the way in which a pair is alike.
fn way_of(pair: &Compared) -> u16 {
    let level = |level: u8, count: usize| if level == BLANK { count } else { usize::from(level) };
    let mut way = level(pair.given, NameLevel::COUNT);
    way = way * NAMES + level(pair.surname, NameLevel::COUNT);
    way = way * (BirthLevel::COUNT + 1) + level(pair.birth, BirthLevel::COUNT);
    way = way * (PostcodeLevel::COUNT + 1) + level(pair.postcode, PostcodeLevel::COUNT);
    way = way * (TogetherLevel::COUNT + 1) + level(pair.together, TogetherLevel::COUNT);
    u16::try_from(way).unwrap_or(u16::MAX)
}

/// A pair of nobody that is alike in this way.
fn pair_of(mut way: usize) -> Compared {
    let mut level = |count: usize| {
        let level = way % (count + 1);
        way /= count + 1;
        if level == count { BLANK } else { u8::try_from(level).unwrap_or(BLANK) }
    };
    let (together, postcode) = (level(TogetherLevel::COUNT), level(PostcodeLevel::COUNT));
    let (birth, surname) = (level(BirthLevel::COUNT), level(NameLevel::COUNT));
    Compared {
        left: 0,
        right: 0,
        given: level(NameLevel::COUNT),
        surname,
        crossed: [BLANK; 2],
        birth,
        postcode,
        extras: [BLANK; EXTRAS],
        together,
    }
}

/// The model's part of the weights, by way.
fn weights(model: &Weighted) -> Vec<Plainly> {
    (0..WAYS).map(|way| Plainly::new(model, &pair_of(way))).collect()
}
