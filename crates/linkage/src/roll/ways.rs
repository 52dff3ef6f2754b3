//! Who moved between which postcodes, kept while records come and go.

use rustc_hash::{FxHashMap, FxHashSet};

use super::near::Near;
use super::parted::Parted;
use super::{Place, Places, Roll};
use crate::link::REVIEW_AT;
use crate::moves::{self, HINTS_AT, Others, Travel, Way, others_on};

/// The pairs that may have moved, by their way, and what has changed since they were last heeded.
#[derive(Default)]
pub(super) struct Ways {
    pairs: Parted<Way, Vec<Travel>>,
    /// Ways on which a pair that hints at something came or went.
    changed: FxHashSet<Way>,
    /// Pairs that came.
    fresh: Vec<Travel>,
    /// Pairs that came or went and are one person likelier than not.
    turned: Vec<Travel>,
}

impl Roll {
    /// Remembers a pair.
    pub(super) fn set_near(&mut self, one: Place, other: Place, near: &Near) {
        self.near.set(one, other, near);
        for (way, travel) in self.ways(one, other, near) {
            self.ways.pairs.at(way).push(travel);
        }
        self.ways.fresh.push((one.min(other), one.max(other)));
        self.has_turned(one, other, near);
    }

    /// Forgets a pair; says whether it was known.
    pub(super) fn forget_near(&mut self, one: Place, other: Place) -> bool {
        let Some(near) = self.near.forget(one, other) else { return false };
        for (way, travel) in self.ways(one, other, &near) {
            if let Some(pairs) = self.ways.pairs.get_mut(&way) {
                pairs.retain(|known| *known != travel);
                if pairs.is_empty() {
                    self.ways.pairs.remove(&way);
                }
            }
        }
        self.has_turned(one, other, &near);
        true
    }

    /// Has all pairs be new, whoever else they concern.
    pub(super) fn all_are_fresh(&mut self) {
        self.ways.changed.clear();
        self.ways.turned.clear();
    }

    /// Brings up to date which pairs moved with their household; whoever's pair is another than before is added to those
    /// `reached`, who hold everybody with a pair that came or went.
    pub(super) fn heed_moves(&mut self, reached: &mut Places) {
        for (one, other) in std::mem::take(&mut self.ways.turned) {
            self.may_differ(one, other);
        }
        let mut travellers = std::mem::take(&mut self.ways.fresh);
        for way in std::mem::take(&mut self.ways.changed) {
            let pairs = self.ways.pairs.get(&way).into_iter().flatten();
            travellers.extend(pairs.map(|&(one, other)| (one.min(other), one.max(other))));
        }
        travellers.sort_unstable();
        travellers.dedup();
        let mut known: FxHashMap<Way, Vec<(Travel, f64)>> = FxHashMap::default();
        for (one, other) in travellers {
            let Some(near) = self.near.get(one, other) else { continue };
            let Some(either) = &near.either else { continue };
            let is_one = |one: Place, other: Place| self.own(one, other) >= REVIEW_AT;
            let others = self.ways(one, other, near).into_iter().map(|(way, travel)| {
                let travels = known.entry(way).or_insert_with(|| self.travels(way));
                others_on(&self.people, (way, travel), travels, is_one)
            });
            let others = others.fold(Others::default(), Others::and);
            let probability = if others.most() > 0.0 { either.given(others) } else { near.own };
            let likeness = others.seen_in(near.own_likeness);
            if near.probability != probability || near.likeness != likeness {
                let near = Near { probability, likeness, ..near.clone() };
                self.near.set(one, other, &near);
                reached.extend([one, other]);
            }
        }
    }

    /// Remembers whom a pair that came or went may concern.
    fn has_turned(&mut self, one: Place, other: Place, near: &Near) {
        if near.own >= HINTS_AT {
            let ways = self.ways(one, other, near);
            self.ways.changed.extend(ways.into_iter().map(|(way, _)| way));
        }
        if near.own >= REVIEW_AT {
            self.ways.turned.push((one, other));
        }
    }

    /// Two records that are one person, or no longer, make one a fellow or a stranger to the other: on every way on which a
    /// pair of the one hints at something and a pair of the other may heed it.
    fn may_differ(&mut self, one: Place, other: Place) {
        for (one, other) in [(one, other), (other, one)] {
            let hinted: FxHashSet<Way> = self.ways_of(one, HINTS_AT).collect();
            let heeded: Vec<Way> = self.ways_of(other, 0.0).filter(|way| hinted.contains(way)).collect();
            self.ways.changed.extend(heeded);
        }
    }

    /// The ways of a record's pairs that are so likely by their own fields; some twice.
    fn ways_of(&self, place: Place, from: f64) -> impl Iterator<Item = Way> {
        let near = self.near.of(place).iter().filter(move |(_, near)| near.own >= from);
        near.flat_map(move |(other, near)| self.ways(place, *other, near)).map(|(way, _)| way)
    }

    /// Those on a way who say anything of it.
    fn travels(&self, way: Way) -> Vec<(Travel, f64)> {
        let pairs = self.ways.pairs.get(&way).into_iter().flatten();
        let with_own = pairs.map(|&(from, to)| ((from, to), self.own(from, to)));
        with_own.filter(|(_, own)| *own >= HINTS_AT).collect()
    }

    fn own(&self, one: Place, other: Place) -> f64 {
        self.near.get(one, other).map_or(0.0, |near| near.own)
    }

    fn ways(&self, one: Place, other: Place, near: &Near) -> Vec<(Way, Travel)> {
        moves::ways(&self.people, (one, other), near.own_likeness, near.own).collect()
    }
}
