//! A record has one owner: where several people would fit it equally well, each is the less likely.
//!
//! "Oliver Williams" without a birth date fits every Oliver Williams of the borough. Each pair by itself may look
//! good; together they cannot all be right.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::company::{Standing, Weighed};
use crate::laid_out::found;

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
    // Most pairs are of two who belong together beyond doubt, and have no rivals.
    let open = found(pairs, |at, pair| {
        let may_rival = odds(pair.probability) >= RIVALLING_ODDS_MIN;
        (may_rival && standing.group(pair.left) != standing.group(pair.right)).then_some(at)
    });
    let mut candidates: FxHashMap<u32, Vec<(u32, f64)>> = FxHashMap::default();
    for pair in open.iter().map(|at| &pairs[*at]) {
        candidates.entry(pair.left).or_default().push((pair.right, odds(pair.probability)));
        candidates.entry(pair.right).or_default().push((pair.left, odds(pair.probability)));
    }
    for candidates in candidates.values_mut().filter(|candidates| candidates.len() > HEARD_MAX) {
        candidates.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        candidates.truncate(HEARD_MAX);
    }
    let is_candidate = |place: u32| candidates.contains_key(&place);
    let one_person = found(pairs, |_, pair| {
        let is_one = pair.probability >= RIVALS_BELOW && is_candidate(pair.left) && is_candidate(pair.right);
        is_one.then_some((pair.left, pair.right))
    });
    let one_person: FxHashSet<(u32, u32)> = one_person.into_iter().collect();
    // For each group of candidates the best odds count once: five records of one rival are one rival.
    let rivalling = |of: u32, candidate: u32| -> f64 {
        let mut best: FxHashMap<u32, f64> = FxHashMap::default();
        for &(other, odds) in candidates.get(&of).into_iter().flatten() {
            let group = standing.group(other);
            let is_rival = group != standing.group(candidate)
                && !one_person.contains(&(other.min(candidate), other.max(candidate)));
            if is_rival {
                let most = best.entry(group).or_default();
                *most = most.max(odds);
            }
        }
        let mut rivals: Vec<(u32, f64)> = best.into_iter().collect();
        rivals.sort_by_key(|(group, _)| *group);
        rivals.into_iter().map(|(_, odds)| odds).sum()
    };
    let lowered = found(&open, |_, &at| {
        let pair = &pairs[at];
        let rivals = rivalling(pair.left, pair.right) + rivalling(pair.right, pair.left);
        let odds = odds(pair.probability) / (1.0 + rivals);
        Some((at, odds / (1.0 + odds)))
    });
    for (at, probability) in lowered {
        pairs[at].probability = probability;
    }
}
