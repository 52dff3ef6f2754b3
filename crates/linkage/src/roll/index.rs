//! The blocks of `block`, kept while records come and go: who is to be compared with whom, at every moment as if all
//! had been blocked at once.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Place;
use super::parted::Parted;
use crate::block::{BLOCK_PEOPLE_MAX, PARTED_BLOCK_PEOPLE_MAX};
use crate::keys::Keys;

/// Everybody under each of their keys.
pub(super) struct Index {
    /// From more people than this on a block is parted.
    whole_max: usize,
    /// By place; a place that was given up has no keys.
    keys: Vec<Keys>,
    ids: Vec<String>,
    blocks: Parted<u64, Block>,
    /// Those alike in everything.
    alike: Parted<u64, Vec<Place>>,
}

/// Everybody under one key; of more than `whole_max` those too who share a further key, so that one more is a matter of
/// that one's keys however many there are.
#[derive(Default)]
struct Block {
    members: Vec<Place>,
    parts: Option<FxHashMap<u64, Vec<Place>>>,
}

/// Pairs of whom one change ended or made that one of their keys brings them together, each with the lesser place first.
#[derive(Default)]
pub(super) struct Touched {
    pub(super) parted: FxHashSet<(Place, Place)>,
    pub(super) joined: FxHashSet<(Place, Place)>,
}

impl Index {
    /// Under a plain rule no block is too large.
    pub(super) fn new(is_plain: bool) -> Self {
        Self {
            whole_max: if is_plain { usize::MAX } else { BLOCK_PEOPLE_MAX },
            keys: Vec::new(),
            ids: Vec::new(),
            blocks: Parted::default(),
            alike: Parted::default(),
        }
    }

    /// Adds a record at the next place, and looks at no pair. After the last of them [`Index::is_loaded`] has to be said.
    pub(super) fn load(&mut self, id: &str, keys: Keys) {
        let place = Place::try_from(self.keys.len()).unwrap_or(Place::MAX);
        for &key in &keys.blocks {
            self.blocks.at(key).members.push(place);
        }
        if let Some(key) = keys.alike {
            self.alike.at(key).push(place);
        }
        self.keys.push(keys);
        self.ids.push(id.to_owned());
    }

    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, more: usize) {
        self.keys.reserve(more);
        self.ids.reserve(more);
    }

    /// Parts every block that is too large.
    pub(super) fn is_loaded(&mut self) {
        for block in self.blocks.values_mut().filter(|block| block.members.len() > self.whole_max) {
            block.part(&self.keys);
        }
    }

    /// Adds a record at the next place, without keys yet.
    pub(super) fn come(&mut self, id: &str) {
        self.keys.push(Keys::default());
        self.ids.push(id.to_owned());
    }

    /// Gives a record keys, whatever it had before. Who is compared with it is found by [`Index::candidates`]; the pairs of
    /// others that change on the way are added to `touched`.
    pub(super) fn put(&mut self, place: Place, keys: Keys, touched: &mut Touched) {
        if self.keys[place as usize] == keys {
            return;
        }
        self.remove(place, touched);
        self.keys[place as usize] = keys.clone();
        for &key in &keys.blocks {
            let block = self.blocks.at(key);
            block.push(place, self.whole_max, &self.keys, touched);
        }
        if let Some(key) = keys.alike {
            let before = self.first_alike(key);
            self.alike.at(key).push(place);
            self.compare_alike(key, before, touched);
        }
    }

    /// Takes a record out, as [`Index::put`] puts one in.
    pub(super) fn remove(&mut self, place: Place, touched: &mut Touched) {
        let keys = self.keys[place as usize].clone();
        for key in &keys.blocks {
            if let Some(block) = self.blocks.get_mut(key) {
                block.remove(place, self.whole_max, &self.keys, touched);
            }
        }
        if let Some(key) = keys.alike {
            let before = self.first_alike(key);
            if let Some(group) = self.alike.get_mut(&key) {
                group.retain(|other| *other != place);
            }
            self.compare_alike(key, before, touched);
        }
        self.keys[place as usize] = Keys::default();
    }

    /// All who are to be compared with this one, in order of place.
    pub(super) fn candidates(&self, place: Place) -> Vec<Place> {
        let keys = &self.keys[place as usize];
        let mut found = Vec::new();
        for block in keys.blocks.iter().filter_map(|key| self.blocks.get(key)) {
            match &block.parts {
                None => found.extend(&block.members),
                Some(parts) => found.extend(
                    keys.parting
                        .iter()
                        .filter_map(|key| parts.get(key))
                        .filter(|part| block.is_live(part))
                        .flatten(),
                ),
            }
        }
        if let Some(key) = keys.alike
            && let Some(first) = self.first_alike(key)
        {
            if first == place {
                found.extend(self.alike.get(&key).into_iter().flatten());
            } else {
                found.push(first);
            }
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|other| *other != place);
        found
    }

    /// Whether the two are to be compared.
    pub(super) fn brings_together(&self, one: Place, other: Place) -> bool {
        let (mine, theirs) = (&self.keys[one as usize], &self.keys[other as usize]);
        let shared = mine.blocks.iter().filter(|key| theirs.blocks.contains(key));
        let by_block = shared.filter_map(|key| self.blocks.get(key)).any(|block| match &block.parts {
            None => true,
            Some(parts) => {
                let shared = mine.parting.iter().filter(|key| theirs.parting.contains(key));
                shared.filter_map(|key| parts.get(key)).any(|part| block.is_live(part))
            }
        });
        by_block
            || mine.alike.is_some_and(|key| {
                mine.alike == theirs.alike
                    && self.first_alike(key).is_some_and(|first| first == one || first == other)
            })
    }

    /// The first by id of those alike in everything, where there are so many that the others are compared with no
    /// one else.
    fn first_alike(&self, key: u64) -> Option<Place> {
        let group = self.alike.get(&key).filter(|group| group.len() > BLOCK_PEOPLE_MAX)?;
        group.iter().copied().min_by_key(|&place| &self.ids[place as usize])
    }

    fn compare_alike(&self, key: u64, before: Option<Place>, touched: &mut Touched) {
        let after = self.first_alike(key);
        if before != after {
            for (first, pairs) in [(before, &mut touched.parted), (after, &mut touched.joined)] {
                let Some(first) = first else { continue };
                let others = self.alike.get(&key).into_iter().flatten().filter(|other| **other != first);
                pairs.extend(others.map(|&other| (first.min(other), first.max(other))));
            }
        }
    }
}

impl Block {
    /// Adds the pairs of others that are no longer brought together, or newly so.
    fn push(&mut self, place: Place, whole_max: usize, keys: &[Keys], touched: &mut Touched) {
        let before = self.members.len();
        self.members.push(place);
        let now = self.members.len();
        if now <= whole_max {
            return;
        }
        let Some(parts) = &mut self.parts else {
            self.part(keys);
            take_pairs(&self.members, &mut touched.parted);
            return;
        };
        for &key in &keys[place as usize].parting {
            let part = parts.entry(key).or_default();
            part.push(place);
            match [is_live(part.len() - 1, before), is_live(part.len(), now)] {
                [true, false] => take_pairs(part, &mut touched.parted),
                [false, true] => take_pairs(part, &mut touched.joined),
                _ => {}
            }
        }
        // A part that was the whole block is one no longer.
        self.take_parts_of(before, place, keys, &mut touched.joined);
    }

    fn remove(&mut self, place: Place, whole_max: usize, keys: &[Keys], touched: &mut Touched) {
        let before = self.members.len();
        self.members.retain(|other| *other != place);
        let now = self.members.len();
        let Some(parts) = &mut self.parts else { return };
        if now <= whole_max {
            self.parts = None;
            take_pairs(&self.members, &mut touched.joined);
            return;
        }
        for key in &keys[place as usize].parting {
            if let Some(part) = parts.get_mut(key) {
                part.retain(|other| *other != place);
                match [is_live(part.len() + 1, before), is_live(part.len(), now)] {
                    [true, false] => take_pairs(part, &mut touched.parted),
                    [false, true] => take_pairs(part, &mut touched.joined),
                    _ => {}
                }
                if part.is_empty() {
                    parts.remove(key);
                }
            }
        }
        // A part of everybody who is left is the whole block now.
        self.take_parts_of(now, place, keys, &mut touched.parted);
    }

    /// The pairs of parts of so many members to which this one does not belong.
    fn take_parts_of(
        &self,
        members: usize,
        place: Place,
        keys: &[Keys],
        pairs: &mut FxHashSet<(Place, Place)>,
    ) {
        // Whatever all share, any of them has among its keys.
        let Some(parts) = self.parts.as_ref().filter(|_| members <= PARTED_BLOCK_PEOPLE_MAX) else { return };
        let Some(any) = self.members.iter().find(|other| **other != place) else { return };
        let others =
            keys[*any as usize].parting.iter().filter(|key| !keys[place as usize].parting.contains(key));
        for part in others.filter_map(|key| parts.get(key)).filter(|part| part.len() == members) {
            take_pairs(part, pairs);
        }
    }

    fn part(&mut self, keys: &[Keys]) {
        let mut parts: FxHashMap<u64, Vec<Place>> = FxHashMap::default();
        for &place in &self.members {
            for &key in &keys[place as usize].parting {
                parts.entry(key).or_default().push(place);
            }
        }
        self.parts = Some(parts);
    }

    fn is_live(&self, part: &[Place]) -> bool {
        is_live(part.len(), self.members.len())
    }
}

/// Whether a part of so many is compared, of a block of so many.
const fn is_live(part: usize, block: usize) -> bool {
    part <= PARTED_BLOCK_PEOPLE_MAX && part < block
}

fn take_pairs(members: &[Place], pairs: &mut FxHashSet<(Place, Place)>) {
    for (at, &one) in members.iter().enumerate() {
        pairs.extend(members[at + 1..].iter().map(|&other| (one.min(other), one.max(other))));
    }
}
