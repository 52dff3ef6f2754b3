//! Two people: the level of every field.

use rayon::prelude::*;

use super::name::{NameLevel, Spelling};
use super::{birth, postcode, together};
use crate::people::{EXTRAS, People};
use crate::words::{WordId, Words};

/// How many pairs one thread takes at a time: enough that a left person's spellings serve all of their pairs.
const PAIRS_PER_CHUNK: usize = 4_096;

/// Stands for "one of the two is blank".
pub(crate) const BLANK: u8 = u8::MAX;

/// The levels of one pair, as small numbers: millions of these are held at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Compared {
    pub(crate) left: u32,
    pub(crate) right: u32,
    pub(crate) given: u8,
    pub(crate) surname: u8,
    /// The left given name against the right surname, and the left surname against the right given name. Both blank
    /// where the names do not look exchanged.
    pub(crate) crossed: [u8; 2],
    pub(crate) birth: u8,
    pub(crate) postcode: u8,
    pub(crate) extras: [u8; EXTRAS],
    pub(crate) together: u8,
}

impl Compared {
    pub(crate) fn is_crossed(&self) -> bool {
        self.crossed != [BLANK; 2]
    }
}

/// Compares each pair and keeps those that `worth` says are worth weighing.
pub(crate) fn compare_all(
    people: &People,
    pairs: &[(u32, u32)],
    worth: impl Fn(&Compared) -> bool + Sync,
) -> Vec<Compared> {
    pairs
        .par_chunks(PAIRS_PER_CHUNK)
        .flat_map_iter(|chunk| {
            let mut left = Left::new(&people.words);
            let worth = &worth;
            chunk
                .iter()
                .map(move |&(one, other)| left.compare(people, one, other))
                .filter(move |pair| worth(pair))
        })
        .collect()
}

/// The spellings of the left person, made ready once and held against many.
pub(crate) struct Left<'a> {
    words: &'a Words,
    ready: [Option<(WordId, Spelling<'a>)>; 2 + EXTRAS],
}

impl<'a> Left<'a> {
    pub(crate) fn new(words: &'a Words) -> Self {
        Self { words, ready: [const { None }; 2 + EXTRAS] }
    }

    pub(crate) fn compare(&mut self, people: &People, left: u32, right: u32) -> Compared {
        let (one, other) = (&people.all[left as usize], &people.all[right as usize]);
        let mut given = self.level(0, one.given, other.given);
        let surname = self.level(1, one.surname, other.surname);
        let mut crossed = [BLANK; 2];
        if given != NameLevel::Same as u8 && surname != NameLevel::Same as u8 {
            crossed = [self.level(0, one.given, other.surname), self.level(1, one.surname, other.given)];
            if crossed.iter().all(|&level| level >= NameLevel::Near as u8) {
                crossed = [BLANK; 2];
            }
        }
        if given == BLANK && surname == BLANK {
            // A single name is written in either place.
            let first = self.level(0, one.given, other.surname);
            given = if first == BLANK { self.level(1, one.surname, other.given) } else { first };
            crossed = [BLANK; 2];
        }
        let mut extras = [BLANK; EXTRAS];
        for (place, level) in extras.iter_mut().enumerate() {
            *level = self.level(2 + place, one.extras[place], other.extras[place]);
        }
        Compared {
            left,
            right,
            given,
            surname,
            crossed,
            birth: birth::level(one.birth, other.birth).map_or(BLANK, |level| level as u8),
            postcode: postcode::level(&one.postcode, &other.postcode).map_or(BLANK, |level| level as u8),
            extras,
            together: together::level(&one.together, &other.together).map_or(BLANK, |level| level as u8),
        }
    }

    fn level(&mut self, place: usize, one: Option<WordId>, other: Option<WordId>) -> u8 {
        let (Some(one), Some(other)) = (one, other) else { return BLANK };
        if one == other {
            return NameLevel::Same as u8;
        }
        let words = self.words;
        let ready = &mut self.ready[place];
        if ready.as_ref().is_none_or(|(id, _)| *id != one) {
            *ready = None;
        }
        let (_, spelling) = ready.get_or_insert_with(|| (one, Spelling::new(words.get(one))));
        spelling.level(words.get(other)) as u8
    }
}
