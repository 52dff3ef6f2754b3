//! Who moved between which postcodes, kept while records come and go.

use std::collections::{BTreeSet, HashMap};

use super::{Near, Place, Roll};
use crate::link::REVIEW_AT;
use crate::moves::{HINTS_AT, Travel, Way, others_moved};

/// The pairs that may have moved, by their way, and the ways whose pairs have changed since they were last heeded.
#[derive(Default)]
pub(super) struct Ways {
    pairs: HashMap<Way, BTreeSet<Travel>>,
    changed: BTreeSet<Way>,
}

impl Roll {
    /// Remembers a pair.
    pub(super) fn set_near(&mut self, one: Place, other: Place, near: Near) {
        self.near[one as usize].insert(other, near);
        self.near[other as usize].insert(one, near);
        if near.either.is_some() {
            let (way, travel) = self.way(one, other);
            self.ways.pairs.entry(way).or_default().insert(travel);
            self.ways.changed.insert(way);
        }
    }

    /// Forgets a pair; says whether it was known.
    pub(super) fn forget_near(&mut self, one: Place, other: Place) -> bool {
        self.near[other as usize].remove(&one);
        let Some(near) = self.near[one as usize].remove(&other) else { return false };
        if near.either.is_some() {
            let (way, travel) = self.way(one, other);
            if let Some(pairs) = self.ways.pairs.get_mut(&way) {
                pairs.remove(&travel);
            }
            self.ways.changed.insert(way);
        }
        true
    }

    /// Brings up to date which pairs moved with their household; whoever's pair is another than before is added to those
    /// `reached`, who hold everybody with a pair that came or went.
    pub(super) fn heed_moves(&mut self, reached: &mut BTreeSet<Place>) {
        // A record that is one person with a traveller, or no longer, may make that one a fellow or a stranger.
        for &place in &*reached {
            for (&other, near) in &self.near[place as usize] {
                if near.either.is_some() {
                    self.ways.changed.insert(self.way(place, other).0);
                }
            }
        }
        for way in std::mem::take(&mut self.ways.changed) {
            let Some(pairs) = self.ways.pairs.get(&way) else { continue };
            let own = |from: Place, to: Place| self.near[from as usize].get(&to).map_or(0.0, |near| near.own);
            let with_own = pairs.iter().map(|&(from, to)| ((from, to), own(from, to)));
            let travels: Vec<(Travel, f64)> = with_own.filter(|(_, own)| *own >= HINTS_AT).collect();
            let is_one = |one: Place, other: Place| own(one, other) >= REVIEW_AT;
            let others: Vec<(Travel, f64)> =
                pairs.iter().map(|&travel| (travel, others_moved(&travels, travel, is_one))).collect();
            if pairs.is_empty() {
                self.ways.pairs.remove(&way);
            }
            for ((from, to), others) in others {
                for (one, other) in [(from, to), (to, from)] {
                    if let Some(near) = self.near[one as usize].get_mut(&other) {
                        let moved = near.either.filter(|_| others > 0.0);
                        let probability = moved.map_or(near.own, |either| either.given(others));
                        if near.probability != probability {
                            near.probability = probability;
                            reached.extend([one, other]);
                        }
                    }
                }
            }
        }
    }

    fn way(&self, one: Place, other: Place) -> (Way, Travel) {
        let postcode = |place: Place| self.people.all[place as usize].postcode;
        let (first, second) = (postcode(one), postcode(other));
        if first <= second { ((first, second), (one, other)) } else { ((second, first), (other, one)) }
    }
}
