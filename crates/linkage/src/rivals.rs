//! A record has one owner: where several people would fit it equally well, each is the less likely.
//!
//! "Oliver Williams" without a birth date fits every Oliver Williams of the borough. Each pair by itself may look
//! good; together they cannot all be right.

use rustc_hash::FxHashMap;

use crate::company::{Standing, Weighed};

/// Two candidates for one record are rivals where they are less likely than this to be one person themselves.
const RIVALS_BELOW: f64 = 0.1;
/// Of more candidates than this only the likeliest are heard: where a hundred fit alike, thirty say so as well, and to hear
/// each of them for each takes time with the square.
const HEARD_MAX: usize = 32;
/// Odds less than this rival nobody.
pub(crate) const RIVALLING_ODDS_MIN: f64 = 0.05;

/// Lowers each pair by its rivals on both sides.
pub(crate) fn heed(standing: &Standing, pairs: &mut [Weighed]) {
    let odds = |probability: f64| probability / (1.0 - probability).max(1e-12);
    let mut candidates: FxHashMap<u32, Vec<(u32, f64)>> = FxHashMap::default();
    let mut known: FxHashMap<(u32, u32), f64> = FxHashMap::default();
    for pair in pairs.iter().filter(|pair| odds(pair.probability) >= RIVALLING_ODDS_MIN) {
        known.insert((pair.left, pair.right), pair.probability);
        if standing.group(pair.left) != standing.group(pair.right) {
            candidates.entry(pair.left).or_default().push((pair.right, odds(pair.probability)));
            candidates.entry(pair.right).or_default().push((pair.left, odds(pair.probability)));
        }
    }
    for candidates in candidates.values_mut().filter(|candidates| candidates.len() > HEARD_MAX) {
        candidates.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        candidates.truncate(HEARD_MAX);
    }
    // For each group of candidates the best odds count once: five records of one rival are one rival.
    let rivalling = |of: u32, candidate: u32| -> f64 {
        let mut best: FxHashMap<u32, f64> = FxHashMap::default();
        for &(other, odds) in candidates.get(&of).into_iter().flatten() {
            let group = standing.group(other);
            let one_person = group == standing.group(candidate)
                || known
                    .get(&(other.min(candidate), other.max(candidate)))
                    .is_some_and(|&probability| probability >= RIVALS_BELOW);
            if !one_person {
                let most = best.entry(group).or_default();
                *most = most.max(odds);
            }
        }
        let mut rivals: Vec<(u32, f64)> = best.into_iter().collect();
        rivals.sort_by_key(|(group, _)| *group);
        rivals.into_iter().map(|(_, odds)| odds).sum()
    };
    let lowered: Vec<f64> = pairs
        .iter()
        .map(|pair| {
            if standing.group(pair.left) == standing.group(pair.right)
                || odds(pair.probability) < RIVALLING_ODDS_MIN
            {
                return pair.probability;
            }
            let rivals = rivalling(pair.left, pair.right) + rivalling(pair.right, pair.left);
            let odds = odds(pair.probability) / (1.0 + rivals);
            odds / (1.0 + odds)
        })
        .collect();
    for (pair, probability) in pairs.iter_mut().zip(lowered) {
        pair.probability = probability;
    }
}
