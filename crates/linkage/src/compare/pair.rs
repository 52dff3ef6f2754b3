//! Two people: the level of every field.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::name::{NameLevel, Spelling};
use super::{birth, postcode, together};
use crate::block::Candidates;
use crate::laid_out::laid_out;
use crate::people::{EXTRAS, People};
use crate::words::{WordId, Words};

/// So many comparisons of two spellings are remembered, each at one place: few names make up most pairs.
const REMEMBERED_BITS: u32 = 17;

/// Stands for "one of the two is blank".
pub(crate) const BLANK: u8 = u8::MAX;

/// The levels of one pair, as small numbers: millions of these are held at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    pairs: &Candidates,
    worth: impl Fn(&Compared) -> bool + Sync,
) -> Vec<Compared> {
    let remembered = Remembered::new();
    let piece = |piece: usize| -> Vec<Compared> {
        let mut left = Left { remembered: Some(&remembered), ..Left::new(&people.words) };
        let each = pairs.piece(piece).filter(|(one, other)| people.may_be_one(*one, *other));
        each.map(|(one, other)| left.compare(people, one, other)).filter(|pair| worth(pair)).collect()
    };
    // A piece at a time: the first ones are the largest, for everybody is held against those who come later.
    let pieces: Vec<Vec<Compared>> =
        (0..Candidates::PIECES).into_par_iter().with_max_len(1).map(piece).collect();
    laid_out(&pieces)
}

/// The spellings of the left person, made ready once and held against many.
pub(crate) struct Left<'a> {
    words: &'a Words,
    ready: [Option<(WordId, Spelling<'a>)>; 2 + EXTRAS],
    /// For a great many pairs.
    remembered: Option<&'a Remembered>,
}

impl<'a> Left<'a> {
    pub(crate) fn new(words: &'a Words) -> Self {
        Self { words, ready: [const { None }; 2 + EXTRAS], remembered: None }
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
        let (mine, theirs) = (people.rest(left), people.rest(right));
        for (place, level) in extras.iter_mut().enumerate() {
            *level = self.level(2 + place, mine.extras[place], theirs.extras[place]);
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
            together: together::level(mine, theirs).map_or(BLANK, |level| level as u8),
        }
    }

    fn level(&mut self, place: usize, one: Option<WordId>, other: Option<WordId>) -> u8 {
        let (Some(one), Some(other)) = (one, other) else { return BLANK };
        if one == other {
            return NameLevel::Same as u8;
        }
        let known = self.remembered.and_then(|remembered| remembered.level(one, other));
        known.unwrap_or_else(|| self.look(place, one, other))
    }

    fn look(&mut self, place: usize, one: WordId, other: WordId) -> u8 {
        let words = self.words;
        let ready = &mut self.ready[place];
        if ready.as_ref().is_none_or(|(id, _)| *id != one) {
            *ready = None;
        }
        let (_, spelling) = ready.get_or_insert_with(|| (one, Spelling::new(words.get(one))));
        let level = spelling.level(words.get(other)) as u8;
        if let Some(remembered) = self.remembered {
            remembered.keep(one, other, level);
        }
        level
    }
}

/// What was found of two spellings, by whichever thread; a later pair takes the place of an earlier one.
struct Remembered(Vec<AtomicU64>);

impl Remembered {
    fn new() -> Self {
        // No spelling is numbered so high, so that an empty place is nobody's.
        Self((0..1 << REMEMBERED_BITS).map(|_| AtomicU64::new(u64::MAX)).collect())
    }

    fn level(&self, one: WordId, other: WordId) -> Option<u8> {
        let both = Self::both(one, other)?;
        let known = self.at(both).load(Ordering::Relaxed);
        (known & !0xF == both).then_some(known.to_le_bytes()[0] & 0xF)
    }

    fn keep(&self, one: WordId, other: WordId, level: u8) {
        if let Some(both) = Self::both(one, other) {
            self.at(both).store(both | u64::from(level), Ordering::Relaxed);
        }
    }

    /// Whichever of the two is asked, the answer is the same. Four bits are left for the level.
    fn both(one: WordId, other: WordId) -> Option<u64> {
        let (least, most) = (one.min(other).number(), one.max(other).number());
        (most < 1 << 28).then(|| u64::from(least) << 32 | u64::from(most) << 4)
    }

    fn at(&self, both: u64) -> &AtomicU64 {
        let mixed = both.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - REMEMBERED_BITS);
        &self.0[usize::try_from(mixed).unwrap_or(0)]
    }
}
