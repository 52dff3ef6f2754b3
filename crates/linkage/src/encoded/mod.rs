//! Two lists of encodings: who is on both, found without a name.

mod likely;

use std::collections::HashMap;

use rayon::prelude::*;

use crate::cluster::{Clusters, Edge, Freely};
use crate::encode::{BITS, Encoding, FILTERS};
use likely::Likely;

/// Filters that differ in more than this share of their bits are as good as drawn apart, and are not looked at again:
/// two strangers differ in a half, give or take 0.016.
const DISTANCE_MAX: f64 = 0.42;
/// Of the first quarter of a filter, in which two strangers differ in some 120 bits, give or take 8.
const DIFFERING_AT_FIRST_MAX: u32 = 106;
/// Two encodings of one list that are nearer than this are taken to be one person written down twice.
const TWICE_MAX: f64 = 0.2;

/// One of the left list and one of the right that are likely one person, by index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EncodedPair {
    /// Index into the left list.
    pub left: usize,
    /// Index into the right list.
    pub right: usize,
    /// How likely they are one person.
    pub probability: f64,
}

/// Who is on both lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Encoded {
    /// Pairs by left and then right index, each at 0.5 or more.
    pub pairs: Vec<EncodedPair>,
    /// For each of the left list how likely the likeliest fellow on the right is the same person.
    pub found: Vec<f64>,
    /// The same by the nearest filter alone: it finds those with two errors too, and takes some brothers and sisters
    /// for one child.
    pub possible: Vec<f64>,
}

impl Encoded {
    /// How many of the left list are likely on the right one too, and the interval within which that number lies: from
    /// those who are found beyond doubt to those who may be there by one filter alone, and [`WRITTEN_OTHERWISE_MAX`] more.
    pub fn count(&self) -> (usize, std::ops::RangeInclusive<usize>) {
        let at = |least: f64| self.found.iter().filter(|found| **found >= least).count();
        let may_be = self.found.iter().zip(&self.possible);
        let most = may_be.filter(|(found, possible)| found.max(**possible) > 1.0 - BEYOND_DOUBT).count();
        let more = (most as f64 * WRITTEN_OTHERWISE_MAX).ceil();
        (at(0.5), at(BEYOND_DOUBT)..=(most + (1..).take_while(|count| f64::from(*count) <= more).count()))
    }
}

impl Encoded {
    /// For each of both lists, the left one first, which of all stands for the same person: the first of them.
    pub fn clusters(&self, right: usize) -> Vec<usize> {
        let left = self.found.len();
        let rank: Vec<usize> = (0..left + right).collect();
        let mut clusters = Clusters::new(&rank);
        let edge =
            |pair: &EncodedPair| Edge { left: pair.left, right: left + pair.right, weight: pair.probability };
        clusters.join(self.pairs.iter().map(edge), &Freely);
        clusters.representatives()
    }
}

const BEYOND_DOUBT: f64 = 0.95;
/// Of those on both lists, the share whose records differ in more than any filter bears, such as a baby without a name
/// who has moved: 1 to 4 in 100 of the made-up families at the rates of `families::Settings`.
pub const WRITTEN_OTHERWISE_MAX: f64 = 0.04;

/// Somebody on the right who is nearer to one of the left than strangers are.
#[derive(Clone, Copy)]
struct Fellow {
    place: usize,
    distance: f64,
    nearest: f64,
}

/// Compares every encoding of one list with every one of the other. A person may stand on either list more than once.
///
/// How near is near enough is learnt from the two lists alone: the second-best fellow of each, where it is not the best
/// one over again, is somebody else, and shows how near strangers come.
pub fn compare(left: &[Encoding], right: &[Encoding]) -> Encoded {
    let near: Vec<Vec<Fellow>> =
        left.par_iter().with_min_len(16).map(|one| nearest_first(one, right)).collect();
    let likely = learn(&near, right, |fellow| fellow.distance);
    let by_one: Vec<Vec<Fellow>> = near
        .iter()
        .map(|near| {
            let mut near = near.clone();
            near.sort_by(|one, other| {
                one.nearest.total_cmp(&other.nearest).then(one.place.cmp(&other.place))
            });
            near
        })
        .collect();
    let likely_by_one = learn(&by_one, right, |fellow| fellow.nearest);
    let possible =
        by_one.iter().map(|near| near.first().map_or(0.0, |first| likely_by_one.at(first.nearest)));
    let possible: Vec<f64> = possible.collect();

    // The best fellow of each on the right: who is nearer to somebody else is not one's own.
    let mut best: HashMap<usize, (usize, f64)> = HashMap::new();
    for (place, near) in near.iter().enumerate() {
        for &Fellow { place: other, distance, .. } in near {
            let held = best.entry(other).or_insert((place, distance));
            if distance < held.1 {
                *held = (place, distance);
            }
        }
    }
    let same = |one: &Encoding, other: &Encoding| one.distance(other).is_some_and(|apart| apart <= TWICE_MAX);
    let mut encoded = Encoded { pairs: Vec::new(), found: vec![0.0; left.len()], possible };
    for (place, near) in near.iter().enumerate() {
        let Some(&Fellow { place: own, .. }) = near.first() else { continue };
        for &Fellow { place: other, distance, .. } in near {
            let probability = likely.at(distance);
            let theirs = best.get(&other).map_or(place, |(theirs, _)| *theirs);
            let mutual = (theirs == place || same(&left[theirs], &left[place]))
                && (other == own || same(&right[other], &right[own]));
            if mutual {
                encoded.found[place] = probability.max(encoded.found[place]);
                if probability >= 0.5 {
                    encoded.pairs.push(EncodedPair { left: place, right: other, probability });
                }
            }
        }
    }
    encoded.pairs.sort_by_key(|pair| (pair.left, pair.right));
    encoded
}

/// What a distance means, from the nearest and the second nearest of each.
fn learn(near: &[Vec<Fellow>], list: &[Encoding], distance: impl Fn(&Fellow) -> f64) -> Likely {
    let first: Vec<f64> = near.iter().map(|near| near.first().map_or(DISTANCE_MAX, &distance)).collect();
    let second: Vec<f64> =
        near.iter().map(|near| second_best(near, list).map_or(DISTANCE_MAX, &distance)).collect();
    Likely::learn(&first, &second, DISTANCE_MAX)
}

/// Those of the list who are nearer than strangers are, the nearest first.
fn nearest_first(one: &Encoding, list: &[Encoding]) -> Vec<Fellow> {
    let mut near: Vec<Fellow> = list
        .iter()
        .enumerate()
        .filter(|(_, other)| may_be_near(one, other))
        .filter_map(|(place, other)| {
            let (distance, nearest) = one.distances(other)?;
            (nearest <= DISTANCE_MAX).then_some(Fellow { place, distance, nearest })
        })
        .collect();
    near.sort_by(|one, other| one.distance.total_cmp(&other.distance).then(one.place.cmp(&other.place)));
    near
}

fn may_be_near(one: &Encoding, other: &Encoding) -> bool {
    (0..FILTERS).any(|place| match (&one.filters[place], &other.filters[place]) {
        (Some(one), Some(other)) => one.differing_at_first(other) <= DIFFERING_AT_FIRST_MAX,
        (None, _) | (_, None) => false,
    })
}

/// The nearest who is not the very nearest over again.
fn second_best<'a>(near: &'a [Fellow], list: &[Encoding]) -> Option<&'a Fellow> {
    let (first, others) = near.split_first()?;
    let again = |other: &Fellow| {
        list[first.place].distance(&list[other.place]).is_some_and(|apart| apart <= TWICE_MAX)
    };
    others.iter().find(|other| !again(other))
}

/// A distance in bits, for counting.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of some thousand bits, never below nought"
)]
fn bits(distance: f64) -> usize {
    (distance * BITS as f64) as usize
}
