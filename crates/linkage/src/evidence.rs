//! What all pairs between two clusters say, and not only the one that would join them.

use rustc_hash::FxHashMap;

use crate::company::Differ;
use crate::link::Proposal;

/// In the average no single pair speaks louder than this, in natural logarithms of odds: fifty to one.
const VOICE_MAX: f64 = 4.0;
/// The best pair is heard up to near certainty.
const BEST_MAX: f64 = 27.0;
/// Of larger clusters only this many records are heard, the first to have joined: to hear all takes time with the
/// square.
const HEARD_MAX: usize = 12;

/// Two people who were each written down twice or more are less often one: their records would have found each other.
/// This and the weights of the average were set on made-up families and FEBRL, so that what is stated is true as often
/// as it says.
const TWO_ALREADY: f64 = -1.0;

/// A pair that nobody thought worth a thought.
const UNLIKE: (f64, Differ) =
    (-BEST_MAX, Differ { given: true, birth: true, nameless: false, beside: false });

fn between(said: f64, best: f64, weight: f64) -> f64 {
    weight * best + (1.0 - weight) * said
}

/// The odds of all pairs worth a thought. A pair that is not among them is all but certainly two people.
pub(crate) struct Evidence {
    odds: FxHashMap<(usize, usize), (f64, Differ)>,
}

impl Evidence {
    pub(crate) fn new(proposals: &[Proposal]) -> Self {
        let logarithm =
            |probability: f64| (probability / (1.0 - probability)).ln().clamp(-BEST_MAX, BEST_MAX);
        let odds = proposals.iter().map(|&Proposal { left, right, probability, differ }| {
            ((left.min(right), left.max(right)), (logarithm(probability), differ))
        });
        Self { odds: odds.collect() }
    }

    /// How likely two clusters are one person: between the best of their pairs, which proposes it, and the average of
    /// all, which may doubt it. The more records stand on both sides, the more the average says.
    ///
    /// Two first names, or two dates of birth, that are each written down more than once are no slip of anybody's pen:
    /// they are twins, or two of one name.
    ///
    /// A record without a first name joins nobody to a child of another name: where both sides have first names, pairs of
    /// these propose.
    pub(crate) fn probability(
        &self,
        one: &[usize],
        other: &[usize],
        is_nameless: impl Fn(usize) -> bool,
    ) -> f64 {
        let heard_of = |side: &[usize]| side.iter().take(HEARD_MAX).any(|&at| !is_nameless(at));
        let by_name = heard_of(one) && heard_of(other);
        let (mut heard, mut said, mut best) = (0.0, 0.0, -BEST_MAX);
        let (mut given_differs, mut birth_differs) = (true, true);
        for &left in one.iter().take(HEARD_MAX) {
            for &right in other.iter().take(HEARD_MAX) {
                let (odds, differ) =
                    self.odds.get(&(left.min(right), left.max(right))).copied().unwrap_or(UNLIKE);
                given_differs &= differ.given;
                birth_differs &= differ.birth;
                heard += 1.0;
                said += odds.clamp(-VOICE_MAX, VOICE_MAX);
                if !by_name || !(is_nameless(left) || is_nameless(right)) {
                    best = odds.max(best);
                }
            }
        }
        if one.len() > 1 && other.len() > 1 && (given_differs || birth_differs) {
            return 0.0;
        }
        let said = said / heard;
        let odds = match (one.len(), other.len()) {
            (1, 1) => best,
            (1, _) | (_, 1) => between(said, best, 0.6),
            (2, _) | (_, 2) => TWO_ALREADY + between(said, best, 0.4),
            _ => TWO_ALREADY + between(said, best, 0.25),
        };
        1.0 / (1.0 + (-odds).exp())
    }
}
