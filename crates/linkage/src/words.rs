//! Every distinct spelling once, with all that comparing it needs.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};
use std::num::NonZeroU32;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::normalise::nickname;
use crate::normalise::sound::sound;

/// The number of a spelling in [`Words`]; a blank has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordId(NonZeroU32);

impl WordId {
    /// The number of the spelling at this place, while there are not too many.
    fn at(place: usize) -> Option<Self> {
        u32::try_from(place + 1).ok().and_then(NonZeroU32::new).map(Self)
    }

    /// The place among all spellings.
    pub(crate) fn place(self) -> usize {
        self.0.get() as usize - 1
    }

    /// Another number for each, never nought.
    pub(crate) fn number(self) -> u32 {
        self.0.get()
    }
}

/// One spelling.
pub(crate) struct Word {
    /// Letters and digits only, folded.
    pub(crate) letters: String,
    pub(crate) characters: Vec<char>,
    /// Folded words longer than one letter, where there is more than one.
    pub(crate) parts: Vec<String>,
    /// Numbers of the letters, of the sound and of each part: far cheaper to compare than the texts.
    pub(crate) letters_key: u64,
    pub(crate) sound: String,
    pub(crate) part_keys: Vec<u64>,
    pub(crate) glance: Glance,
}

/// The little of a spelling that tells it from most others.
#[derive(Clone, Copy)]
pub(crate) struct Glance {
    /// One bit per letter of the alphabet; all else shares six more. Two words whose bits differ in more than twice
    /// `k` places are more than `k` edits apart, which is far cheaper to see than to count edits.
    pub(crate) mask: u32,
    /// How many characters it has.
    pub(crate) length: u32,
    has_parts: bool,
    pub(crate) sound_key: u64,
    pub(crate) nicknames: u128,
}

impl Glance {
    /// Whether two spellings may be one, within so many edits.
    pub(crate) fn may_be_within(&self, edits: u32, other: &Self) -> bool {
        self.length.abs_diff(other.length) <= edits && (self.mask ^ other.mask).count_ones() <= 2 * edits
    }

    /// Whether every letter of the shorter is somewhere in the longer.
    pub(crate) fn may_begin_or_end(&self, other: &Self) -> bool {
        let (short, long) = if self.length <= other.length { (self, other) } else { (other, self) };
        short.mask & !long.mask == 0
    }

    /// Whether two spellings may be anything but unlike; where not, nothing further needs to be looked at.
    pub(crate) fn may_be_like(&self, other: &Self) -> bool {
        self.may_be_within(most_edits(self.length.max(other.length)), other)
            || self.may_begin_or_end(other)
            || self.nicknames & other.nicknames != 0
            || self.sound_key == other.sound_key
            || self.has_parts
            || other.has_parts
    }
}

/// How many edits may part two spellings that are near, of which the longer has so many letters: two in five.
pub(crate) fn most_edits(length: u32) -> u32 {
    2 * length / 5
}

/// The spellings of one run, numbered in the order in which they first came.
#[derive(Default)]
pub(crate) struct Words {
    all: Vec<Word>,
    known: FxHashMap<String, WordId>,
}

impl Words {
    /// By part the numbers of folded texts (single spaces between their words), none where one is blank; what comparing needs
    /// is made ready for all new ones at once.
    pub(crate) fn intern_all(&mut self, parts: Vec<Vec<String>>) -> Vec<Vec<Option<WordId>>> {
        let first = self.all.len();
        let mut new: Vec<String> = Vec::new();
        let mut number = |text: String| {
            if text.is_empty() {
                return None;
            }
            if let Some(&id) = self.known.get(&text) {
                return Some(id);
            }
            let id = WordId::at(first + new.len())?;
            new.push(text.clone());
            self.known.insert(text, id);
            Some(id)
        };
        let ids = parts.into_iter().map(|folded| folded.into_iter().map(&mut number).collect()).collect();
        self.all.par_extend(new.par_iter().with_min_len(64).map(|text| Word::new(text)));
        ids
    }

    /// Makes room for so many more.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.all.reserve(more);
        self.known.reserve(more);
    }

    pub(crate) fn get(&self, id: WordId) -> &Word {
        &self.all[id.place()]
    }

    pub(crate) fn all(&self) -> &[Word] {
        &self.all
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }
}

impl Word {
    pub(crate) fn new(folded: &str) -> Self {
        let letters: String = folded.chars().filter(|character| *character != ' ').collect();
        let parts: Vec<String> = if folded.contains(' ') {
            folded.split(' ').filter(|part| part.chars().count() > 1).map(str::to_owned).collect()
        } else {
            Vec::new()
        };
        let sound = sound(&letters);
        let characters: Vec<char> = letters.chars().collect();
        let glance = Glance {
            mask: letters.chars().fold(0, |mask, character| mask | 1 << bit(character)),
            length: u32::try_from(characters.len()).unwrap_or(u32::MAX),
            has_parts: !parts.is_empty(),
            sound_key: number(sound.as_str()),
            nicknames: nickname::groups(&letters),
        };
        Self {
            characters,
            letters_key: number(letters.as_str()),
            part_keys: parts.iter().map(|part| number(part.as_str())).collect(),
            sound,
            glance,
            letters,
            parts,
        }
    }
}

/// A number for a text or a value, the same in every run and on every machine.
pub(crate) fn number<T: Hash + ?Sized>(of: &T) -> u64 {
    // `DefaultHasher::default` has fixed keys.
    BuildHasherDefault::<DefaultHasher>::default().hash_one(of)
}

fn bit(character: char) -> u32 {
    if character.is_ascii_lowercase() {
        u32::from(character) - u32::from('a')
    } else {
        26 + u32::from(character) % 6
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spelling_is_kept_once_and_a_blank_never() {
        let mut words = Words::default();
        let text = str::to_owned;
        let first = words.intern_all(vec![vec![text("amina"), text("amina"), text("")], vec![text("amina")]]);
        let [one, other, blank] = first[0][..] else { panic!("three texts") };
        assert!(one.is_some() && one == other && blank.is_none());
        assert_eq!(first[1], [one], "whichever part it is in");
        assert_eq!(words.intern_all(vec![vec![text("amina")]]), [[one]], "and later");
        assert_eq!(words.len(), 1);
    }

    #[test]
    fn the_parts_of_a_double_name_are_kept_for_comparing() {
        let word = Word::new("smith jones");
        assert_eq!((word.letters.as_str(), word.parts.len()), ("smithjones", 2));
    }
}
