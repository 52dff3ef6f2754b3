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

/// What is heard of two groups of records, and what it says of their being one person. The weights are those of a logistic
/// regression on what is true of such groups in made-up families of 120 seeds (201 to 320, with and without who was written
/// down together), rounded, and moved towards joining as far as calibration allows: a head count is right where as many are
/// joined that are two as are left apart that are one. linkage.md has what they come to on other seeds.
struct Line {
    constant: f64,
    /// By the odds of the pair that speaks most for it.
    best: f64,
    /// By the average of all pairs.
    said: f64,
    /// Where neither of two first names speaks: by the odds of pairs that a person is to be asked about, which say less than
    /// they know.
    nameless: f64,
    /// Where it is known who else was written down with either: whoever has a brother or sister to speak for them is beyond
    /// doubt by then, and what is left in doubt is likelier two.
    witnessed: f64,
}

/// Two records that stand alone.
const ALONE: Line = Line { constant: -0.4, best: 1.15, said: 0.0, nameless: 0.6, witnessed: 0.0 };
/// One record, and the records of somebody.
const ONE_MORE: Line = Line { constant: -0.2, best: 0.6, said: 0.75, nameless: 1.4, witnessed: -0.2 };
/// Two people who were each written down twice or more.
const TWO_ALREADY: Line = Line { constant: 2.2, best: 0.45, said: 1.2, nameless: 0.0, witnessed: -1.3 };
/// By the logarithm of the number of pairs between two such: the more records stand on both sides, the sooner they would
/// have found each other.
const EACH_MORE: f64 = -2.1;
/// Where they have two first names or two dates of birth that are each written down more than once. That is seldom a slip of
/// the pen, but it is one where all else agrees.
const TWICE_WRITTEN: f64 = -2.8;

/// A pair that nobody thought worth a thought.
const UNLIKE: (f64, Differ) =
    (-BEST_MAX, Differ { given: true, birth: true, nameless: false, beside: false, witnessed: true });

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

    /// How likely two clusters are one person: by the best of their pairs, which proposes it, and the average of
    /// all, which may doubt it. They are never surer than the surest of their pairs.
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
        let (mut heard, mut said, mut best) = (0.0_f64, 0.0, -BEST_MAX);
        let (mut given_differs, mut birth_differs, mut is_witnessed) = (true, true, true);
        for &left in one.iter().take(HEARD_MAX) {
            for &right in other.iter().take(HEARD_MAX) {
                let (odds, differ) =
                    self.odds.get(&(left.min(right), left.max(right))).copied().unwrap_or(UNLIKE);
                given_differs &= differ.given;
                birth_differs &= differ.birth;
                is_witnessed &= differ.witnessed;
                heard += 1.0;
                said += odds.clamp(-VOICE_MAX, VOICE_MAX);
                if !by_name || !(is_nameless(left) || is_nameless(right)) {
                    best = odds.max(best);
                }
            }
        }
        let (line, so_many) = match (one.len(), other.len()) {
            (1, 1) => (&ALONE, 0.0),
            (1, _) | (_, 1) => (&ONE_MORE, 0.0),
            _ => {
                let twice_written = if given_differs || birth_differs { TWICE_WRITTEN } else { 0.0 };
                (&TWO_ALREADY, EACH_MORE * heard.ln() + twice_written)
            }
        };
        let odds = line.constant
            + line.best * best
            + line.said * (said / heard)
            + if by_name { 0.0 } else { line.nameless }
            + if is_witnessed { line.witnessed } else { 0.0 }
            + so_many;
        let odds = odds.min(best);
        1.0 / (1.0 + (-odds).exp())
    }
}
