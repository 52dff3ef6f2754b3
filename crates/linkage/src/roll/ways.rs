//! Who moved between which postcodes, kept while records come and go.

use std::collections::{BTreeSet, HashMap};

use super::{Near, Place, Roll};
use crate::link::REVIEW_AT;
use crate::moves::{self, HINTS_AT, Others, Travel, Way, others_on};

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
        for (way, travel) in self.ways(one, other, near) {
            self.ways.pairs.entry(way).or_default().insert(travel);
            self.ways.changed.insert(way);
        }
    }

    /// Forgets a pair; says whether it was known.
    pub(super) fn forget_near(&mut self, one: Place, other: Place) -> bool {
        self.near[other as usize].remove(&one);
        let Some(near) = self.near[one as usize].remove(&other) else { return false };
        for (way, travel) in self.ways(one, other, near) {
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
                self.ways.changed.extend(self.ways(place, other, *near).into_iter().map(|(way, _)| way));
            }
        }
        let mut travellers: BTreeSet<Travel> = BTreeSet::new();
        for way in std::mem::take(&mut self.ways.changed) {
            let Some(pairs) = self.ways.pairs.get(&way) else { continue };
            travellers.extend(pairs.iter().map(|&(one, other)| (one.min(other), one.max(other))));
            if pairs.is_empty() {
                self.ways.pairs.remove(&way);
            }
        }
        let mut known: HashMap<Way, Vec<(Travel, f64)>> = HashMap::new();
        for (one, other) in travellers {
            let Some(&near) = self.near[one as usize].get(&other) else { continue };
            let Some(either) = near.either else { continue };
            let is_one = |one: Place, other: Place| self.own(one, other) >= REVIEW_AT;
            let others = self.ways(one, other, near).into_iter().map(|(way, travel)| {
                let travels = known.entry(way).or_insert_with(|| self.travels(way));
                others_on(&self.people, (way, travel), travels, is_one)
            });
            let others = others.fold(Others::default(), Others::and);
            let probability = if others.most() > 0.0 { either.given(others) } else { near.own };
            let likeness = others.seen_in(near.own_likeness);
            if near.probability != probability || near.likeness != likeness {
                for (one, other) in [(one, other), (other, one)] {
                    self.near[one as usize].insert(other, Near { probability, likeness, ..near });
                }
                reached.extend([one, other]);
            }
        }
    }

    /// Those on a way who say anything of it.
    fn travels(&self, way: Way) -> Vec<(Travel, f64)> {
        let pairs = self.ways.pairs.get(&way).into_iter().flatten();
        let with_own = pairs.map(|&(from, to)| ((from, to), self.own(from, to)));
        with_own.filter(|(_, own)| *own >= HINTS_AT).collect()
    }

    fn own(&self, one: Place, other: Place) -> f64 {
        self.near[one as usize].get(&other).map_or(0.0, |near| near.own)
    }

    fn ways(&self, one: Place, other: Place, near: Near) -> Vec<(Way, Travel)> {
        moves::ways(&self.people, (one, other), near.own_likeness.postcode, near.own).collect()
    }
}
