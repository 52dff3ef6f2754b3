//! What a model says of the values on a roll, looked up when first asked for and remembered.

use rustc_hash::FxHashMap;

use crate::compare::name::NameLevel;
use crate::compare::pair::Compared;
use crate::judge::Judged;
use crate::moves::Either;
use crate::people::People;
use crate::weigh::{Around, Common, Rarity, Values, birth_text, rarity};
use crate::weighted::Weighted;
use crate::words::WordId;

/// The model's common names made ready, and the surroundings of those names that were asked for.
pub(super) struct Known {
    common: Common,
    given: FxHashMap<WordId, Around>,
    surname: FxHashMap<WordId, Around>,
}

impl Known {
    pub(super) fn new(model: &Weighted) -> Self {
        Self { common: Common::new(model), given: FxHashMap::default(), surname: FxHashMap::default() }
    }

    /// How rare the likeness of a pair is; the same as [`crate::weigh::Rarities`] says of it.
    pub(super) fn rarity(&mut self, model: &Weighted, people: &People, pair: &Compared) -> Rarity {
        let (one, other) = (&people.all[pair.left as usize], &people.all[pair.right as usize]);
        let between = |level: u8| level > NameLevel::Same as u8 && level < NameLevel::Unlike as u8;
        for (level, given, surname) in [
            (pair.given, [one.first(), other.first()], [None, None]),
            (pair.surname, [None, None], [one.surname, other.surname]),
            (pair.crossed[0], [one.given, None], [other.surname, None]),
            (pair.crossed[1], [other.given, None], [one.surname, None]),
        ] {
            // Where nothing lies between, only the share of the name itself is asked for, which costs nothing.
            if between(level) {
                for word in given.into_iter().flatten() {
                    let around = || self.common.around_given(model, people.words.get(word), true);
                    self.given.entry(word).or_insert_with(around);
                }
                for word in surname.into_iter().flatten() {
                    let around = || self.common.around_surname(model, people.words.get(word), true);
                    self.surname.entry(word).or_insert_with(around);
                }
            }
        }
        rarity(model, people, &Asked { known: self, model, people }, pair)
    }

    /// A pair both ways; after [`Known::rarity`] has looked up what it needs.
    pub(super) fn either(&self, model: &Weighted, people: &People, pair: &Compared, own: Judged) -> Either {
        Either::new(model, people, &Asked { known: self, model, people }, pair, own)
    }
}

struct Asked<'a> {
    known: &'a Known,
    model: &'a Weighted,
    people: &'a People,
}

impl Values for Asked<'_> {
    fn given(&self, word: WordId) -> Around {
        let around = || self.known.common.around_given(self.model, self.people.words.get(word), false);
        self.known.given.get(&word).copied().unwrap_or_else(around)
    }

    fn surname(&self, word: WordId) -> Around {
        let around = || self.known.common.around_surname(self.model, self.people.words.get(word), false);
        self.known.surname.get(&word).copied().unwrap_or_else(around)
    }

    fn association(&self, person: u32) -> f64 {
        self.people.association(person as usize, &self.model.customs)
    }

    fn birth(&self, person: u32) -> f64 {
        self.model.birth.shares.of(&birth_text(self.people.all[person as usize].birth))
    }

    fn postcode(&self, person: u32) -> f64 {
        self.model.postcode.shares.of(self.people.all[person as usize].postcode.as_str())
    }

    fn extra(&self, place: usize, word: WordId) -> f64 {
        self.model.extras[place].shares.of(&self.people.words.get(word).letters)
    }
}
