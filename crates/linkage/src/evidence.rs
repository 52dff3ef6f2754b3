//! What all pairs between two clusters say, and not only the one that would join them.

use std::collections::HashMap;

use crate::link::Proposal;

/// No single pair speaks louder than this, in natural logarithms of odds: fifty to one.
const VOICE_MAX: f64 = 4.0;
/// Two clusters are joined where their pairs say on average at least this.
const JOINED_AT: f64 = -1.0;
/// Of larger clusters only this many records are heard, those with the least ids: they are one person by what
/// joined them, and to hear all takes time with the square.
const HEARD_MAX: usize = 12;

/// The odds of all pairs worth a thought. A pair that is not among them is all but certainly two people.
#[derive(Default)]
pub(crate) struct Evidence {
    odds: HashMap<(usize, usize), f64>,
}

impl Evidence {
    pub(crate) fn new(proposals: &[Proposal]) -> Self {
        let voice = |probability: f64| (probability / (1.0 - probability)).ln().clamp(-VOICE_MAX, VOICE_MAX);
        let odds = proposals
            .iter()
            .map(|pair| ((pair.left.min(pair.right), pair.left.max(pair.right)), voice(pair.probability)));
        Self { odds: odds.collect() }
    }

    /// Whether the pairs between two clusters speak against joining them. A record alone may join by its best pair:
    /// it is held against the others only through the slips that they do not share.
    pub(crate) fn is_against(&self, one: &[usize], other: &[usize]) -> bool {
        if one.len() == 1 || other.len() == 1 {
            return false;
        }
        let (mut heard, mut said) = (0.0, 0.0);
        for &left in one.iter().take(HEARD_MAX) {
            for &right in other.iter().take(HEARD_MAX) {
                heard += 1.0;
                said += self.odds.get(&(left.min(right), left.max(right))).copied().unwrap_or(-VOICE_MAX);
            }
        }
        said < JOINED_AT * heard
    }
}
