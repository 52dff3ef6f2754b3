//! Which pairs are worth comparing: a union of keys, so that a pair is missed only where all of them fail.

use rayon::prelude::*;

use crate::keys::Keyed;
use crate::people::People;
use crate::scattered::{Scattered, TASKS, share_of};

/// A block of more people than this is parted by further keys before its pairs are taken: pairs grow with the
/// square, and a key that so many share says little.
pub(crate) const BLOCK_PEOPLE_MAX: usize = 30;
/// A parted block that is still larger than this is passed over: among 200 people who share two keys, those who are
/// one person share a third key too.
pub(crate) const PARTED_BLOCK_PEOPLE_MAX: usize = 200;

/// About as many as a person has who is known by all four fields; a seventh more.
const KEYS_PER_PERSON: usize = 20;
/// About as many as a person has with others who share a key, one for each key shared.
const PAIRS_PER_PERSON: usize = 24;
/// Keys are sorted in pieces by their first eight bits, which the mixing makes as good as drawn.
const KEY_PIECES: usize = 256;
/// Pairs are sorted in up to so many pieces, by ranges of their left places.
const PAIR_PIECES: usize = 128;

/// Two places in [`People`], the lesser in the upper half: pairs sort and part from duplicates as plain numbers.
type Packed = u64;

/// Which pairs count: all, or those across two sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Across<'a> {
    One,
    /// For each person, whether they are of the second source.
    Two(&'a [bool]),
}

impl Across<'_> {
    pub(crate) fn allows(&self, left: usize, right: usize) -> bool {
        match self {
            Self::One => true,
            Self::Two(second) => second[left] != second[right],
        }
    }

    /// How many pairs there are in all, compared or not.
    pub(crate) fn pairs(&self, people: usize) -> f64 {
        let count = |people: usize| people as f64;
        match self {
            Self::One => count(people) * (count(people) - 1.0) / 2.0,
            Self::Two(second) => {
                let of_second = second.iter().filter(|second| **second).count();
                count(of_second) * count(people - of_second)
            }
        }
    }
}

/// The pairs that share at least one key, in pieces that are made one at a time: all of them at once would fill the memory.
pub(crate) struct Candidates {
    pairs: Scattered<Packed>,
}

impl Candidates {
    /// How many pieces there are.
    pub(crate) const PIECES: usize = PAIR_PIECES;

    /// The pairs of one piece, each once, ordered by their places; all of a later piece come after these.
    pub(crate) fn piece(&self, at: usize) -> impl Iterator<Item = (u32, u32)> {
        let place = |half: Packed| u32::try_from(half & u64::from(u32::MAX)).expect("half of 64 bits");
        self.pairs.piece(at).into_iter().map(move |pair| (place(pair >> 32), place(pair)))
    }
}

/// Finds the pairs that share at least one key.
pub(crate) fn candidates(people: &People, across: Across<'_>) -> Candidates {
    let keys = Keyed::new(people);
    let keyed = scatter(people, &keys);
    let shift = usize::BITS - (people.all.len() / PAIR_PIECES).leading_zeros();
    let each = people.all.len() * PAIRS_PER_PERSON / (TASKS * PAIR_PIECES);
    let pairs = Scattered::fill(PAIR_PIECES, each, |task, pieces| {
        let mut take = |one: u32, other: u32| {
            if across.allows(one as usize, other as usize) {
                let (left, right) = (one.min(other), one.max(other));
                pieces[(left >> shift) as usize].push(u64::from(left) << 32 | u64::from(right));
            }
        };
        for piece in share_of(task, KEY_PIECES) {
            let blocks = keyed.piece(piece);
            let blocks = blocks.chunk_by(|one, other| one.0 == other.0).filter(|block| block.len() > 1);
            blocks.for_each(|block| take_block(&keys, block, &mut take));
        }
        if task == 0 {
            take_alike(people, &keys, &mut take);
        }
    });
    Candidates { pairs }
}

/// The pairs of one block, which is parted first where it is large.
fn take_block(keys: &Keyed<'_>, block: &[(u64, u32)], take: &mut impl FnMut(u32, u32)) {
    if block.len() <= BLOCK_PEOPLE_MAX {
        return take_pairs(block, take);
    }
    let mut parted: Vec<(u64, u32)> = Vec::new();
    for &(_, place) in block {
        keys.each_parting(place, |key| parted.push((key, place)));
    }
    parted.sort_unstable();
    parted.dedup();
    for part in parted.chunk_by(|one, other| one.0 == other.0) {
        if part.len() <= PARTED_BLOCK_PEOPLE_MAX && part.len() < block.len() {
            take_pairs(part, take);
        }
    }
}

/// Everybody under each of their keys.
fn scatter(people: &People, keys: &Keyed<'_>) -> Scattered<(u64, u32)> {
    let each = people.all.len() * KEYS_PER_PERSON / (TASKS * KEY_PIECES);
    Scattered::fill(KEY_PIECES, each, |task, pieces| {
        for place in share_of(task, people.all.len()) {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            keys.each(place, |key| pieces[usize::from(key.to_be_bytes()[0])].push((key, place)));
        }
    })
}

/// People by their keys, kept to look one person up among many.
pub(crate) struct Index {
    keyed: Vec<(u64, u32)>,
}

impl Index {
    pub(crate) fn new(people: &People) -> Self {
        let keyed = scatter(people, &Keyed::new(people));
        Self { keyed: (0..KEY_PIECES).into_par_iter().flat_map_iter(|piece| keyed.piece(piece)).collect() }
    }

    /// Places of those who share a key with the one person of `wanted`. A block of very many is passed over: whoever
    /// of it is likely shares a narrower key too, such as a name and a part of the date.
    pub(crate) fn near(&self, wanted: &People) -> Vec<usize> {
        let mut near = Vec::new();
        Keyed::new(wanted).each(0, |key| {
            let from = self.keyed.partition_point(|(of, _)| *of < key);
            let count = self.keyed[from..].partition_point(|(of, _)| *of == key);
            if count <= PARTED_BLOCK_PEOPLE_MAX {
                near.extend(self.keyed[from..from + count].iter().map(|(_, place)| *place as usize));
            }
        });
        near.sort_unstable();
        near.dedup();
        near
    }
}

fn take_pairs(block: &[(u64, u32)], take: &mut impl FnMut(u32, u32)) {
    for (at, &(_, one)) in block.iter().enumerate() {
        block[at + 1..].iter().for_each(|&(_, other)| take(one, other));
    }
}

/// Records alike in every field, of which a block may hold too many to compare all.
fn take_alike(people: &People, keys: &Keyed<'_>, take: &mut impl FnMut(u32, u32)) {
    let places = 0..u32::try_from(people.all.len()).unwrap_or(u32::MAX);
    let mut alike: Vec<(u64, u32)> =
        places.filter_map(|place| Some((keys.everything(place)?, place))).collect();
    alike.sort_unstable();
    let blocks = alike.chunk_by(|one, other| one.0 == other.0);
    for block in blocks.filter(|block| block.len() > BLOCK_PEOPLE_MAX) {
        block[1..].iter().for_each(|&(_, other)| take(block[0].1, other));
    }
}
