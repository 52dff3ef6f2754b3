//! Which pairs are worth comparing: a union of keys, so that a pair is missed only where all of them fail.

use rayon::prelude::*;

use crate::normalise::birth::Birth;
use crate::normalise::postcode::Postcode;
use crate::normalise::sound::sound;
use crate::people::{People, Person};
use crate::words::{Word, number};

/// A block of more people than this is parted by further keys before its pairs are taken: pairs grow with the
/// square, and a key that so many share says little.
pub(crate) const BLOCK_PEOPLE_MAX: usize = 30;
/// A parted block that is still larger than this is passed over: among 200 people who share two keys, those who are
/// one person share a third key too.
pub(crate) const PARTED_BLOCK_PEOPLE_MAX: usize = 200;

/// Blocks that one thread takes at a time: most are of two or three.
const BLOCKS_PER_CHUNK: usize = 4_096;

/// A key of everything: whoever shares it is all but certainly one person, so each is held against the first only,
/// however many there are.
const EVERYTHING: u64 = 30;

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

/// The pairs that share at least one key, each once, ordered by their places.
pub(crate) fn candidates(people: &People, across: Across<'_>) -> Vec<(u32, u32)> {
    let sounds = Sounds::new(people);
    let keyed = keyed(people, &sounds);
    let blocks: Vec<&[(u64, u32)]> =
        keyed.chunk_by(|one, other| one.0 == other.0).filter(|block| block.len() > 1).collect();
    let of_blocks = blocks.par_chunks(BLOCKS_PER_CHUNK).flat_map_iter(|blocks| {
        let mut pairs: Vec<Packed> = Vec::new();
        blocks.iter().for_each(|block| take_block(people, &sounds, block, across, &mut pairs));
        pairs
    });
    let mut pairs: Vec<Packed> = of_blocks.collect();
    take_alike(people, across, &mut pairs);
    pairs.par_sort_unstable();
    pairs.dedup();
    let place = |half: u64| u32::try_from(half & u64::from(u32::MAX)).expect("half of 64 bits");
    pairs.into_iter().map(|pair| (place(pair >> 32), place(pair))).collect()
}

/// The pairs of one block, which is parted first where it is large.
fn take_block(
    people: &People,
    sounds: &Sounds,
    block: &[(u64, u32)],
    across: Across<'_>,
    pairs: &mut Vec<Packed>,
) {
    if block.len() <= BLOCK_PEOPLE_MAX {
        return take_pairs(block, across, pairs);
    }
    let keys_of = |&(_, place): &(u64, u32)| {
        let person = &people.all[place as usize];
        let (given, surname) = (sounds.of(person.given), sounds.of(person.surname));
        parting_keys(person, given, surname).into_iter().map(move |key| (key, place))
    };
    let mut parted: Vec<(u64, u32)> = block.iter().flat_map(keys_of).collect();
    parted.sort_unstable();
    parted.dedup();
    for part in parted.chunk_by(|one, other| one.0 == other.0) {
        if part.len() <= PARTED_BLOCK_PEOPLE_MAX && part.len() < block.len() {
            take_pairs(part, across, pairs);
        }
    }
}

/// Everybody under each of their keys, sorted by key.
fn keyed(people: &People, sounds: &Sounds) -> Vec<(u64, u32)> {
    let mut keyed: Vec<(u64, u32)> = people
        .all
        .par_iter()
        .enumerate()
        .with_min_len(512)
        .flat_map_iter(|(place, person)| {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            keys(person, sounds.of(person.given), sounds.of(person.surname))
                .into_iter()
                .map(move |key| (key, place))
        })
        .collect();
    keyed.par_sort_unstable();
    keyed.dedup();
    keyed
}

/// People by their keys, kept to look one person up among many.
pub(crate) struct Index {
    keyed: Vec<(u64, u32)>,
}

impl Index {
    pub(crate) fn new(people: &People) -> Self {
        Self { keyed: keyed(people, &Sounds::new(people)) }
    }

    /// Places of those who share a key with the one person of `wanted`. A block of very many is passed over: whoever
    /// of it is likely shares a narrower key too, such as a name and a part of the date.
    pub(crate) fn near(&self, wanted: &People) -> Vec<usize> {
        let sounds = Sounds::new(wanted);
        let mut near = Vec::new();
        for key in wanted
            .all
            .iter()
            .flat_map(|person| keys(person, sounds.of(person.given), sounds.of(person.surname)))
        {
            let from = self.keyed.partition_point(|(of, _)| *of < key);
            let count = self.keyed[from..].partition_point(|(of, _)| *of == key);
            if count <= PARTED_BLOCK_PEOPLE_MAX {
                near.extend(self.keyed[from..from + count].iter().map(|(_, place)| *place as usize));
            }
        }
        near.sort_unstable();
        near.dedup();
        near
    }
}

fn take_pairs(block: &[(u64, u32)], across: Across<'_>, pairs: &mut Vec<Packed>) {
    for (at, &(_, left)) in block.iter().enumerate() {
        for &(_, right) in &block[at + 1..] {
            if across.allows(left as usize, right as usize) {
                pairs.push(u64::from(left.min(right)) << 32 | u64::from(left.max(right)));
            }
        }
    }
}

/// Records alike in every field, of which a block may hold too many to compare all.
fn take_alike(people: &People, across: Across<'_>, pairs: &mut Vec<Packed>) {
    let mut alike: Vec<(u64, u32)> = people
        .all
        .iter()
        .enumerate()
        .filter_map(|(place, person)| Some((everything(people, person)?, u32::try_from(place).ok()?)))
        .collect();
    alike.sort_unstable();
    for block in alike.chunk_by(|one, other| one.0 == other.0).filter(|block| block.len() > BLOCK_PEOPLE_MAX)
    {
        for &other in &block[1..] {
            take_pairs(&[block[0], other], across, pairs);
        }
    }
}

/// The key of all that a record says, where it says enough to be somebody.
fn everything(people: &People, person: &Person) -> Option<u64> {
    let Person { given, surname, birth, postcode, extras: _, together: _ } = person;
    let letters = |word: Option<u32>| word.map(|word| people.words.get(word).letters_key);
    let names = (letters(*given)?, letters(*surname)?);
    (*birth != Birth::Unknown).then(|| key(EVERYTHING, [number(&names), number(birth), number(postcode)]))
}

/// Every key of one record, for an index that is kept while records come and go.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    /// Whoever shares one of these is compared, unless too many do.
    pub(crate) blocks: Vec<u64>,
    /// What a block of too many is parted by.
    pub(crate) parting: Vec<u64>,
    /// All that the record says.
    pub(crate) alike: Option<u64>,
}

/// The keys of the person at this place.
pub(crate) fn keys_of(people: &People, place: usize) -> Keys {
    let person = &people.all[place];
    let sounds = |word: Option<u32>| word.map_or_else(Vec::new, |word| sounds_of(people.words.get(word)));
    let (given, surname) = (sounds(person.given), sounds(person.surname));
    let each_once = |mut keys: Vec<u64>| {
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    Keys {
        blocks: each_once(keys(person, &given, &surname)),
        parting: each_once(parting_keys(person, &given, &surname)),
        alike: everything(people, person),
    }
}

/// For each spelling the numbers of the sounds that it may be found by: its own and those of its parts.
struct Sounds {
    of_word: Vec<Vec<u64>>,
}

impl Sounds {
    fn new(people: &People) -> Self {
        let of_word = (0..people.words.len())
            .into_par_iter()
            .with_min_len(256)
            .map(|id| sounds_of(people.words.get(u32::try_from(id).unwrap_or(u32::MAX))))
            .collect();
        Self { of_word }
    }

    fn of(&self, word: Option<u32>) -> &[u64] {
        word.map_or(&[], |id| &self.of_word[id as usize])
    }
}

fn sounds_of(word: &Word) -> Vec<u64> {
    let mut sounds = vec![word.sound_key];
    let parts = word.parts.iter().filter(|part| part.chars().count() >= 3);
    sounds.extend(parts.map(|part| number(sound(part).as_str())));
    sounds.sort_unstable();
    sounds.dedup();
    sounds
}

/// Mixes the kind of key and its parts into one number.
fn key(kind: u64, parts: [u64; 3]) -> u64 {
    parts.iter().fold(kind.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15), |mixed, part| {
        (mixed.rotate_left(23) ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

/// A postcode whatever the order of its characters, so that exchanged neighbours meet.
fn loose(postcode: &Postcode) -> Option<u64> {
    postcode.is_known().then(|| {
        let mut bytes = postcode.as_bytes().to_vec();
        bytes.sort_unstable();
        number(&bytes)
    })
}

fn keys(person: &Person, given: &[u64], surname: &[u64]) -> Vec<u64> {
    let mut keys = Vec::with_capacity(24);
    let postcode = loose(&person.postcode);
    let parts = match person.birth {
        Birth::Day { year, month, day } => {
            let (year, month, day) = (u64::from(year), u64::from(month), u64::from(day));
            keys.push(key(1, [year, month, day]));
            // Day and month may have been exchanged.
            vec![
                (2, year, month.min(day), month.max(day)),
                (3, year, month, 0),
                (4, year, 0, day),
                (5, 0, month, day),
            ]
        }
        Birth::Month { year, month } => vec![(3, u64::from(year), u64::from(month), 0)],
        Birth::Unknown | Birth::Year { .. } | Birth::Span { .. } => Vec::new(),
    };
    for &(kind, year, month, day) in &parts {
        let date = key(kind, [year, month, day]);
        for &sound in given.iter().chain(surname) {
            keys.push(key(6, [sound, date, 0]));
        }
        if let Some(postcode) = postcode {
            keys.push(key(7, [postcode, date, 0]));
        }
    }
    for &sound in given.iter().chain(surname) {
        if let Some(postcode) = postcode {
            keys.push(key(8, [sound, postcode, 0]));
        }
    }
    for &one in given {
        for &other in surname {
            keys.push(key(9, [one.min(other), one.max(other), 0]));
        }
    }
    keys
}

/// What a large block is parted by; whoever is one person shares at least one of these as a rule.
fn parting_keys(person: &Person, given: &[u64], surname: &[u64]) -> Vec<u64> {
    let mut keys = Vec::with_capacity(8);
    for &sound in given.iter().chain(surname) {
        keys.push(key(20, [sound, 0, 0]));
    }
    if let Some(postcode) = loose(&person.postcode) {
        keys.push(key(21, [postcode, 0, 0]));
    }
    if let Birth::Day { year, month, day } = person.birth {
        keys.push(key(22, [year.into(), month.into(), 0]));
        keys.push(key(23, [0, month.into(), day.into()]));
        keys.push(key(24, [year.into(), 0, day.into()]));
    }
    keys
}
