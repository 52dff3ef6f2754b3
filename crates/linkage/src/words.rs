//! Every distinct spelling once, with all that comparing it needs.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};

use rayon::prelude::*;

use crate::normalise::nickname;
use crate::normalise::sound::sound;

/// Index into [`Words`]; a blank has none.
pub(crate) type WordId = u32;

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
    pub(crate) sound_key: u64,
    pub(crate) part_keys: Vec<u64>,
    /// One bit per letter of the alphabet; all else shares six more. Two words whose bits differ in more than twice
    /// `k` places are more than `k` edits apart, which is far cheaper to see than to count edits.
    pub(crate) mask: u32,
    pub(crate) nicknames: u128,
}

/// The spellings of one run, numbered in the order in which they first came.
#[derive(Default)]
pub(crate) struct Words {
    all: Vec<Word>,
    known: HashMap<String, WordId>,
}

impl Words {
    /// The number of a folded text (single spaces between its words), or none where it is blank.
    pub(crate) fn intern(&mut self, folded: String) -> Option<WordId> {
        if folded.is_empty() {
            return None;
        }
        if let Some(&id) = self.known.get(&folded) {
            return Some(id);
        }
        let id = WordId::try_from(self.all.len()).ok()?;
        self.all.push(Word::new(&folded));
        self.known.insert(folded, id);
        Some(id)
    }

    /// The numbers of many folded texts, one after another as [`Words::intern`] gives them; what comparing needs is made
    /// ready for all new ones at once.
    pub(crate) fn intern_all(&mut self, folded: Vec<String>) -> Vec<Option<WordId>> {
        let first = self.all.len();
        let mut new: Vec<String> = Vec::new();
        let mut number = |text: String| {
            if text.is_empty() {
                return None;
            }
            if let Some(&id) = self.known.get(&text) {
                return Some(id);
            }
            let id = WordId::try_from(first + new.len()).ok()?;
            new.push(text.clone());
            self.known.insert(text, id);
            Some(id)
        };
        let ids = folded.into_iter().map(&mut number).collect();
        self.all.par_extend(new.par_iter().with_min_len(64).map(|text| Word::new(text)));
        ids
    }

    pub(crate) fn get(&self, id: WordId) -> &Word {
        &self.all[id as usize]
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
        Self {
            characters: letters.chars().collect(),
            letters_key: number(letters.as_str()),
            sound_key: number(sound.as_str()),
            part_keys: parts.iter().map(|part| number(part.as_str())).collect(),
            sound,
            mask: letters.chars().fold(0, |mask, character| mask | 1 << bit(character)),
            nicknames: nickname::groups(&letters),
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
        let first = words.intern("amina".into());
        assert_eq!(words.intern("amina".into()), first);
        assert_eq!(words.intern(String::new()), None);
        assert_eq!(words.len(), 1);
    }

    #[test]
    fn the_parts_of_a_double_name_are_kept_for_comparing() {
        let word = Word::new("smith jones");
        assert_eq!((word.letters.as_str(), word.parts.len()), ("smithjones", 2));
    }
}
