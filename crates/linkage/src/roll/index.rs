//! The blocks of `block`, kept while records come and go: who is to be compared with whom, at every moment as if all
//! had been blocked at once.

use std::collections::{BTreeSet, HashMap};

use crate::block::{BLOCK_PEOPLE_MAX, Keys, PARTED_BLOCK_PEOPLE_MAX};

/// A place in the roll.
type Place = u32;

/// Everybody under each of their keys.
pub(super) struct Index {
    /// From more people than this on a block is parted.
    whole_max: usize,
    /// By place; a place that was given up has no keys.
    keys: Vec<Keys>,
    ids: Vec<String>,
    blocks: HashMap<u64, Vec<Place>>,
    /// Those alike in everything.
    alike: HashMap<u64, Vec<Place>>,
}

/// Pairs that one change made or ended, each with the lesser place first.
pub(super) type Touched = BTreeSet<(Place, Place)>;

impl Index {
    /// Under a plain rule no block is too large.
    pub(super) fn new(is_plain: bool) -> Self {
        Self {
            whole_max: if is_plain { usize::MAX } else { BLOCK_PEOPLE_MAX },
            keys: Vec::new(),
            ids: Vec::new(),
            blocks: HashMap::new(),
            alike: HashMap::new(),
        }
    }

    /// Adds a record at the next place, and looks at no pair.
    pub(super) fn load(&mut self, id: &str, keys: Keys) {
        let place = Place::try_from(self.keys.len()).unwrap_or(Place::MAX);
        for &key in &keys.blocks {
            self.blocks.entry(key).or_default().push(place);
        }
        if let Some(key) = keys.alike {
            self.alike.entry(key).or_default().push(place);
        }
        self.keys.push(keys);
        self.ids.push(id.to_owned());
    }

    /// Adds a record at the next place. Who is compared with the newcomer is found by [`Index::candidates`]; the pairs
    /// of others that change on the way are added to `touched`.
    pub(super) fn push(&mut self, id: &str, keys: &Keys, touched: &mut Touched) {
        let place = Place::try_from(self.keys.len()).unwrap_or(Place::MAX);
        self.keys.push(keys.clone());
        self.ids.push(id.to_owned());
        for &key in &keys.blocks {
            let before = self.shape(key);
            self.blocks.entry(key).or_default().push(place);
            self.compare_shapes(key, &before, touched);
        }
        if let Some(key) = keys.alike {
            let before = self.first_alike(key);
            self.alike.entry(key).or_default().push(place);
            self.compare_alike(key, before, touched);
        }
    }

    /// Takes a record out, as [`Index::push`] puts one in.
    pub(super) fn remove(&mut self, place: Place, touched: &mut Touched) {
        let keys = self.keys[place as usize].clone();
        for &key in &keys.blocks {
            let before = self.shape(key);
            if let Some(block) = self.blocks.get_mut(&key) {
                block.retain(|other| *other != place);
            }
            self.compare_shapes(key, &before, touched);
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
        let mut found = BTreeSet::new();
        for key in &keys.blocks {
            let block = self.block(*key);
            match self.shape(*key) {
                Shape::Whole => found.extend(block.iter().copied()),
                Shape::Parted(live) => {
                    let shared: Vec<u64> =
                        keys.parting.iter().copied().filter(|key| live.contains(key)).collect();
                    found.extend(block.iter().copied().filter(|&other| {
                        self.keys[other as usize].parting.iter().any(|key| shared.contains(key))
                    }));
                }
            }
        }
        if let Some(key) = keys.alike
            && let Some(first) = self.first_alike(key)
        {
            if first == place {
                found.extend(self.alike.get(&key).into_iter().flatten().copied());
            } else {
                found.insert(first);
            }
        }
        found.remove(&place);
        found.into_iter().collect()
    }

    /// Whether the two are to be compared.
    pub(super) fn brings_together(&self, one: Place, other: Place) -> bool {
        let (mine, theirs) = (&self.keys[one as usize], &self.keys[other as usize]);
        let by_block =
            mine.blocks.iter().filter(|key| theirs.blocks.contains(key)).any(|key| match self.shape(*key) {
                Shape::Whole => true,
                Shape::Parted(live) => {
                    mine.parting.iter().any(|key| live.contains(key) && theirs.parting.contains(key))
                }
            });
        by_block
            || mine.alike.is_some_and(|key| {
                mine.alike == theirs.alike
                    && self.first_alike(key).is_some_and(|first| first == one || first == other)
            })
    }

    fn block(&self, key: u64) -> &[Place] {
        self.blocks.get(&key).map_or(&[], Vec::as_slice)
    }

    fn shape(&self, key: u64) -> Shape {
        let block = self.block(key);
        if block.len() <= self.whole_max {
            return Shape::Whole;
        }
        let mut counts: HashMap<u64, usize> = HashMap::new();
        for key in block.iter().flat_map(|place| &self.keys[*place as usize].parting) {
            *counts.entry(*key).or_default() += 1;
        }
        let live =
            counts.into_iter().filter(|(_, count)| *count <= PARTED_BLOCK_PEOPLE_MAX && *count < block.len());
        Shape::Parted(live.map(|(key, _)| key).collect())
    }

    /// Adds the pairs of a block that are brought together before a change and not after it, or the other way round.
    fn compare_shapes(&self, key: u64, before: &Shape, touched: &mut Touched) {
        let block = self.block(key);
        let mut all_of = |wanted: &dyn Fn(Place) -> bool| {
            let members: Vec<Place> = block.iter().copied().filter(|place| wanted(*place)).collect();
            take_pairs(&members, touched);
        };
        match (before, self.shape(key)) {
            (Shape::Whole, Shape::Whole) => {}
            (Shape::Whole, Shape::Parted(_)) | (Shape::Parted(_), Shape::Whole) => all_of(&|_| true),
            (Shape::Parted(before), Shape::Parted(after)) => {
                for key in before.symmetric_difference(&after) {
                    all_of(&|place| self.keys[place as usize].parting.contains(key));
                }
            }
        }
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
            for first in [before, after].into_iter().flatten() {
                for &other in self.alike.get(&key).into_iter().flatten().filter(|other| **other != first) {
                    touched.insert((first.min(other), first.max(other)));
                }
            }
        }
    }
}

/// How a block is compared: everybody with everybody, or only those who share one of these further keys.
enum Shape {
    Whole,
    Parted(BTreeSet<u64>),
}

fn take_pairs(members: &[Place], touched: &mut Touched) {
    for (at, &one) in members.iter().enumerate() {
        touched.extend(members[at + 1..].iter().map(|&other| (one.min(other), one.max(other))));
    }
}
