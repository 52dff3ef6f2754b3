//! What a model says of the values in one run, looked up once for each and not once for each pair.

use std::hash::Hash;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::compare::name::NameLevel;
use crate::compare::pair::Compared;
use crate::people::{EXTRAS, People, Person};
use crate::shares::Shares;
use crate::weigh::{Around, Common, Rarity, Values, birth_text, rarity};
use crate::weighted::Weighted;
use crate::words::{Word, WordId};

/// What a model says of the values in one run.
pub(crate) struct Rarities<'a> {
    model: &'a Weighted,
    people: &'a People,
    given: Vec<Around>,
    surname: Vec<Around>,
    /// By person: how much oftener than by chance their two names come together.
    associations: Vec<f64>,
    births: Vec<f64>,
    postcodes: Vec<f64>,
    extras: Vec<Vec<f64>>,
}

impl<'a> Rarities<'a> {
    pub(crate) fn new(model: &'a Weighted, common: &Common, people: &'a People, pairs: &[Compared]) -> Self {
        let near = Near::new(people, pairs);
        let around = |of: &(dyn Fn(&Word, bool) -> Around + Sync), near: &[AtomicBool]| {
            let each = people.words.all().par_iter().zip(near).with_min_len(64);
            each.map(|(word, near)| of(word, near.load(Ordering::Relaxed))).collect()
        };
        let shares = |shares: &Shares| {
            let each = people.words.all().par_iter().with_min_len(512);
            each.map(|word| shares.of(&word.letters)).collect()
        };
        let used = |place: usize| people.rest.iter().any(|rest| rest.extras[place].is_some());
        let (births, postcodes) = rayon::join(
            || by_person(people, |one| one.birth, |&birth| model.birth.shares.of(&birth_text(birth))),
            || by_person(people, |one| one.postcode, |code| model.postcode.shares.of(code.as_str())),
        );
        Self {
            associations: people.associations(&model.customs),
            births,
            postcodes,
            given: around(&|word, near| common.around_given(model, word, near), &near.given),
            surname: around(&|word, near| common.around_surname(model, word, near), &near.surname),
            extras: (0..EXTRAS)
                .map(|place| if used(place) { shares(&model.extras[place].shares) } else { Vec::new() })
                .collect(),
            model,
            people,
        }
    }

    pub(crate) fn of_all(&self, pairs: &[Compared]) -> Vec<Rarity> {
        pairs.par_iter().with_min_len(1_024).map(|pair| self.of(pair)).collect()
    }

    pub(crate) fn of(&self, pair: &Compared) -> Rarity {
        rarity(self.model, self.people, self, pair)
    }
}

/// A number for each person by one of their values, asked once for each value.
fn by_person<V: Eq + Hash>(
    people: &People,
    value: impl Fn(&Person) -> V,
    number: impl Fn(&V) -> f64,
) -> Vec<f64> {
    let mut known: FxHashMap<V, f64> = FxHashMap::default();
    let mut each = |person| {
        let value = value(person);
        if let Some(&number) = known.get(&value) {
            return number;
        }
        let number = number(&value);
        known.insert(value, number);
        number
    };
    people.all.iter().map(&mut each).collect()
}

/// Which words need their surroundings counted, as a given name and as a surname: only those of pairs that are alike but
/// not the same.
struct Near {
    given: Vec<AtomicBool>,
    surname: Vec<AtomicBool>,
}

impl Near {
    fn new(people: &People, pairs: &[Compared]) -> Self {
        let none = || (0..people.words.len()).map(|_| AtomicBool::new(false)).collect();
        let near = Self { given: none(), surname: none() };
        let between = |level: u8| level > NameLevel::Same as u8 && level < NameLevel::Unlike as u8;
        let mark = |of: &[AtomicBool], word: Option<WordId>| {
            if let Some(word) = word
                && !of[word.place()].load(Ordering::Relaxed)
            {
                of[word.place()].store(true, Ordering::Relaxed);
            }
        };
        pairs.par_iter().with_min_len(4_096).for_each(|pair| {
            let (one, other) = (&people.all[pair.left as usize], &people.all[pair.right as usize]);
            if between(pair.given) {
                mark(&near.given, one.first());
                mark(&near.given, other.first());
            }
            if between(pair.surname) {
                mark(&near.surname, one.surname);
                mark(&near.surname, other.surname);
            }
            if between(pair.crossed[0]) {
                mark(&near.given, one.given);
                mark(&near.surname, other.surname);
            }
            if between(pair.crossed[1]) {
                mark(&near.surname, one.surname);
                mark(&near.given, other.given);
            }
        });
        near
    }
}

impl Values for Rarities<'_> {
    fn given(&self, word: WordId) -> Around {
        self.given[word.place()]
    }

    fn surname(&self, word: WordId) -> Around {
        self.surname[word.place()]
    }

    fn association(&self, person: u32) -> f64 {
        self.associations[person as usize]
    }

    fn birth(&self, person: u32) -> f64 {
        self.births[person as usize]
    }

    fn postcode(&self, person: u32) -> f64 {
        self.postcodes[person as usize]
    }

    fn extra(&self, place: usize, word: WordId) -> f64 {
        self.extras[place][word.place()]
    }
}
