//! The pairs that training hears, over and over.
//!
//! Most look alike in one of some hundred ways: the levels of their four fields. For such a pair the model's part of the
//! weights is worked out once a round for each way, and only what is the pair's own, how rare its values are, is
//! multiplied to it. The few with names crosswise, without a first name or with more of an address are judged as
//! everywhere else.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::compare::birth::BirthLevel;
use crate::compare::name::NameLevel;
use crate::compare::pair::{BLANK, Compared};
use crate::compare::postcode::PostcodeLevel;
use crate::compare::together::TogetherLevel;
use crate::judge::{Judged, Parts, Plainly, judge};
use crate::laid_out::found;
use crate::people::EXTRAS;
use crate::train::expect::Found;
use crate::weigh::Rarity;
use crate::weighted::Weighted;

const PLAIN_PER_CHUNK: usize = 16_384;
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
    ways: Ways,
    /// Pairs to be judged each by itself.
    other: Vec<(Compared, Rarity, u32)>,
}

/// What is a pair's own, beside the way in which it is alike.
#[derive(Clone, Copy)]
struct Plain {
    parts: Parts,
    at: u32,
    /// The place of its way in [`Ways`].
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
        let is_there: Vec<AtomicBool> = (0..WAYS).map(|_| AtomicBool::new(false)).collect();
        let mut plain = found(pairs, |at, pair| {
            (is_plain(pair) && teach(pair)).then(|| {
                let way = way_of(pair);
                is_there[usize::from(way)].store(true, Ordering::Relaxed);
                Plain { parts: Parts::of(&rarities[at]), at: number(at), way }
            })
        });
        let ways = Ways::new(is_there.into_iter().map(AtomicBool::into_inner));
        plain
            .par_iter_mut()
            .with_min_len(4_096)
            .for_each(|pair| pair.way = ways.places[usize::from(pair.way)]);
        let other = found(pairs, |at, pair| {
            (!is_plain(pair) && teach(pair)).then(|| (*pair, rarities[at], number(at)))
        });
        Self { pairs, rarities, plain, ways, other }
    }

    /// Puts other levels and rarities in the place of some pairs.
    pub(super) fn replace(&mut self, by: Vec<(u32, Compared, Rarity)>) {
        let mut is_replaced = vec![false; self.pairs.len()];
        by.iter().for_each(|(at, _, _)| is_replaced[*at as usize] = true);
        self.plain.retain(|pair| !is_replaced[pair.at as usize]);
        self.other.retain(|(_, _, at)| !is_replaced[*at as usize]);
        for (at, pair, rarity) in by {
            if is_plain(&pair) {
                self.plain.push(Plain { parts: Parts::of(&rarity), at, way: self.ways.place(way_of(&pair)) });
            } else {
                self.other.push((pair, rarity, at));
            }
        }
    }

    /// Hears no longer those that are less likely than this one person or of one household.
    pub(super) fn keep(&mut self, model: &Weighted, least: f64) {
        let weights = self.ways.weights(model);
        self.plain = found(&self.plain, |_, pair| {
            let (same, kin) = weights[usize::from(pair.way)].judge(&pair.parts);
            (same + kin >= least).then_some(*pair)
        });
        self.other = found(&self.other, |_, (pair, rarity, at)| {
            let Judged { same, crossed: _, kin } = judge(model, pair, rarity);
            (same + kin >= least).then_some((*pair, *rarity, *at))
        });
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
        let weights = self.ways.weights(model);
        let sums = self.plain.par_chunks(PLAIN_PER_CHUNK).with_max_len(1).map(|chunk| {
            let mut sums = vec![(0.0, 0.0); weights.len()];
            for pair in chunk {
                let (same, kin) = weights[usize::from(pair.way)].judge(&pair.parts);
                let sum = &mut sums[usize::from(pair.way)];
                *sum = (sum.0 + same, sum.1 + kin);
            }
            sums
        });
        let mut found = Found::default();
        let mut all = vec![(0.0, 0.0); weights.len()];
        for sums in sums.collect::<Vec<_>>() {
            all.iter_mut().zip(sums).for_each(|(all, sum)| *all = (all.0 + sum.0, all.1 + sum.1));
        }
        for (pair, (same, kin)) in self.ways.pairs.iter().zip(all) {
            found.hear(pair, Judged { same, crossed: [0.0; 2], kin });
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

/// The ways in which pairs are alike that there are, most of which nobody ever is.
struct Ways {
    /// By the number of a way its place among those that there are.
    places: Vec<u16>,
    /// By place a pair of nobody that is alike in this way.
    pairs: Vec<Compared>,
}

impl Ways {
    /// Stands for "not there".
    const NOWHERE: u16 = u16::MAX;

    /// Given for each way whether it is there.
    fn new(is_there: impl Iterator<Item = bool>) -> Self {
        let mut ways = Self { places: vec![Self::NOWHERE; WAYS], pairs: Vec::new() };
        for (way, _) in (0..).zip(is_there).filter(|(_, is_there)| *is_there) {
            ways.place(way);
        }
        ways
    }

    /// The place of a way, which is there from now on.
    fn place(&mut self, way: u16) -> u16 {
        let place = &mut self.places[usize::from(way)];
        if *place == Self::NOWHERE {
            *place = u16::try_from(self.pairs.len()).unwrap_or(Self::NOWHERE);
            self.pairs.push(pair_of(way.into()));
        }
        *place
    }

    /// The model's part of the weights, by place.
    fn weights(&self, model: &Weighted) -> Vec<Plainly> {
        self.pairs.iter().map(|pair| Plainly::new(model, pair)).collect()
    }
}
