//! A household that moved takes all of its children along.
//!
//! Two records of one child who moved disagree in the postcode, and where names are common too little is left to know
//! them by. But a brother or sister, whose records found each other, shows that somebody moved between just these two
//! postcodes; among strangers that is about as rare as one and the same postcode. How rare, and how often it is seen
//! between two records of one person or of two of one household, is learnt like any other level of likeness.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::company::{DOUBT_MIN, Weighed};
use crate::compare::pair::{BLANK, Compared};
use crate::compare::postcode::PostcodeLevel;
use crate::judge::{Judged, judge};
use crate::link::REVIEW_AT;
use crate::normalise::postcode::Postcode;
use crate::people::People;
use crate::rarities::Rarities;
use crate::rounded::rounded;
use crate::weigh::{Rarity, Values, rarity};
use crate::weighted::Weighted;

/// Two postcodes, the lesser first.
pub(crate) type Way = (Postcode, Postcode);
/// Two places of people, in the order of the way's postcodes.
pub(crate) type Travel = (u32, u32);

/// The way between the postcodes of a pair, and the pair in its order; none where the two have one postcode, one that is
/// a slip of the pen for the other, or one of them none.
pub(crate) fn way(people: &People, pair: &Compared) -> Option<(Way, Travel)> {
    let is_way = pair.postcode > PostcodeLevel::Moved as u8 && pair.postcode != BLANK;
    is_way.then(|| {
        let postcode = |place: u32| people.all[place as usize].postcode;
        let (one, other) = (postcode(pair.left), postcode(pair.right));
        if one <= other {
            ((one, other), (pair.left, pair.right))
        } else {
            ((other, one), (pair.right, pair.left))
        }
    })
}

/// A pair less likely than this by its own fields says nothing of a move.
pub(crate) const HINTS_AT: f64 = 0.01;

/// A pair as it looks by its own fields, and as it would had others of its household moved between its postcodes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Either {
    own: Judged,
    moved: Judged,
}

impl Either {
    pub(crate) fn new(
        model: &Weighted,
        people: &People,
        values: &impl Values,
        pair: &Compared,
        own: Judged,
    ) -> Self {
        let moved = Compared { postcode: PostcodeLevel::Moved as u8, ..pair.clone() };
        Self { own, moved: judge(model, &moved, &rarity(model, people, values, &moved)) }
    }

    /// How likely the pair is one person where it is this likely that others moved.
    pub(crate) fn given(&self, others: f64) -> f64 {
        let odds = |judged: &Judged| {
            let strangers = (1.0 - judged.same - judged.kin).max(1e-15);
            [judged.same / strangers, judged.kin / strangers]
        };
        let (own, moved) = (odds(&self.own), odds(&self.moved));
        let [same, kin] = [0, 1].map(|of| others * moved[of] + (1.0 - others) * own[of]);
        same / (same + kin + 1.0)
    }
}

/// Pairs that may have moved along one way, each with how likely it is one person by its own fields.
pub(crate) type Travels = [(Travel, f64)];

/// How likely it is that somebody else than either of the two moved along the way of this pair; nought where nobody
/// may have. `is_one` says whether two records are one person more likely than not.
pub(crate) fn others_moved(travels: &Travels, (from, to): Travel, is_one: impl Fn(u32, u32) -> bool) -> f64 {
    let others = travels.iter().filter(|((one, other), _)| {
        *one != from
            && *other != to
            && !is_one((*one).min(from), (*one).max(from))
            && !is_one((*other).min(to), (*other).max(to))
    });
    others.fold(0.0, |most, (_, probability)| probability.max(most))
}

/// Every pair by its own fields and by the moves of others, but for those that are never worth a thought.
pub(crate) fn weigh(
    model: &Weighted,
    people: &People,
    values: &Rarities<'_>,
    pairs: &[Compared],
    rarities: &[Rarity],
) -> Vec<Weighed> {
    let mut probabilities = by_own_fields(model, pairs, rarities);
    let hints = pairs.iter().zip(probabilities.iter().copied());
    for (at, others) in Ways::new(people, hints).moved(people, pairs) {
        let own = judge(model, &pairs[at], &rarities[at]);
        probabilities[at] = Either::new(model, people, values, &pairs[at], own).given(others);
    }
    let each = pairs.par_iter().with_min_len(4_096).zip(probabilities);
    let each = each.filter(|(_, probability)| *probability >= DOUBT_MIN);
    each.map(|(pair, probability)| Weighed::new(pair, probability)).collect()
}

/// Every pair by its own fields alone.
pub(crate) fn by_own_fields(model: &Weighted, pairs: &[Compared], rarities: &[Rarity]) -> Vec<f64> {
    let each = pairs.par_iter().with_min_len(1_024).zip(rarities);
    each.map(|(pair, rarity)| judge(model, pair, rarity).same).collect()
}

/// Who may have moved from where to where.
pub(crate) struct Ways {
    travels: FxHashMap<Way, Vec<(Travel, f64)>>,
    likely: FxHashSet<(u32, u32)>,
    lies_on_a_way: Vec<bool>,
}

impl Ways {
    /// Given how likely each pair is by its own fields; those that hint at nothing may be left out.
    pub(crate) fn new<'a>(people: &People, pairs: impl Iterator<Item = (&'a Compared, f64)>) -> Self {
        let mut travels: FxHashMap<Way, Vec<(Travel, f64)>> = FxHashMap::default();
        let mut likely = FxHashSet::default();
        for (pair, probability) in pairs.filter(|(_, probability)| *probability >= HINTS_AT) {
            if probability >= REVIEW_AT {
                likely.insert((pair.left, pair.right));
            }
            if let Some((way, travel)) = way(people, pair) {
                travels.entry(way).or_default().push((travel, probability));
            }
        }
        let joined: FxHashSet<Postcode> = travels.keys().flat_map(|&(one, other)| [one, other]).collect();
        let lies_on_a_way = people.all.iter().map(|person| joined.contains(&person.postcode)).collect();
        Self { travels, likely, lies_on_a_way }
    }

    /// The pairs along whose way others may have moved, by index, with how likely that is.
    pub(crate) fn moved(&self, people: &People, pairs: &[Compared]) -> Vec<(usize, f64)> {
        let lies = |place: u32| self.lies_on_a_way[place as usize];
        let is_one = |one: u32, other: u32| self.likely.contains(&(one, other));
        let others = |pair: &Compared| {
            let (way, travel) = way(people, pair).filter(|_| lies(pair.left) && lies(pair.right))?;
            let others = others_moved(self.travels.get(&way)?, travel, is_one);
            (others > 0.0).then_some(others)
        };
        let each = pairs.par_iter().enumerate().with_min_len(1_024);
        each.filter_map(|(at, pair)| Some((at, others(pair)?))).collect()
    }

    /// How many times as often two people at random have two postcodes between which somebody moved as they have one
    /// postcode. `person_of` is for each record the first of the same person.
    pub(crate) fn times_as_common(&self, people: &People, person_of: &[usize]) -> f64 {
        let mut at: FxHashMap<Postcode, f64> = FxHashMap::default();
        for (place, person) in people.all.iter().enumerate() {
            if person_of[place] == place && person.postcode.is_known() {
                *at.entry(person.postcode).or_default() += 1.0;
            }
        }
        let count = |postcode: &Postcode| at.get(postcode).copied().unwrap_or(0.0);
        let is_gone = |travels: &Travels| travels.iter().any(|(_, probability)| *probability >= REVIEW_AT);
        let gone = self.travels.iter().filter(|(_, travels)| is_gone(travels));
        // In order, for a sum of floats depends on it.
        let mut gone: Vec<f64> = gone.map(|((one, other), _)| count(one) * count(other)).collect();
        gone.sort_by(f64::total_cmp);
        let mut together: Vec<f64> = at.values().map(|count| count * (count - 1.0) / 2.0).collect();
        together.sort_by(f64::total_cmp);
        let times = gone.iter().sum::<f64>() / together.iter().sum::<f64>().max(1.0);
        rounded(times.clamp(0.1, 100.0))
    }
}
