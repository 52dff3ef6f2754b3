//! First names and surnames go together: Oliwia is likelier a Lewandowska than a Begum.
//!
//! To share both names says less than to share each would if they were drawn apart. How much less is learnt as a
//! few customs of naming, each with its own first names and surnames, from the records alone (latent classes, as in
//! Hofmann's PLSA, 1999). Where names do not go together, as in a benchmark of strangers, the customs come out alike
//! and change nothing.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::draw::Draw;
use crate::rounded::round_all;

/// How many customs are looked for; more would find smaller communities and more accidents.
const CUSTOMS: usize = 8;
const ROUNDS: usize = 30;
/// How many people's worth of "no custom" each name starts with, so that the accidents of a few people vanish.
const INDIFFERENT_PEOPLE: f64 = 10.0;
/// A name that fewer people than this have is pooled with the other rare ones.
const PEOPLE_PER_NAME_MIN: usize = 8;

/// By custom.
pub(crate) type ByCustom = [f64; CUSTOMS];

/// The customs of naming in one set of records.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Customs {
    shares: ByCustom,
    /// For each common name its share in each custom over its share among all; the blank name stands for the rare.
    given: BTreeMap<String, ByCustom>,
    surname: BTreeMap<String, ByCustom>,
}

impl Customs {
    /// How much oftener these two names come together than by chance.
    pub(crate) fn association(&self, given: &str, surname: &str) -> f64 {
        self.of_both(self.of_given(given), self.of_surname(surname))
    }

    /// What is known of a first name, for [`Customs::of_both`].
    pub(crate) fn of_given(&self, name: &str) -> Option<&ByCustom> {
        self.given.get(name).or_else(|| self.given.get(""))
    }

    /// What is known of a surname.
    pub(crate) fn of_surname(&self, name: &str) -> Option<&ByCustom> {
        self.surname.get(name).or_else(|| self.surname.get(""))
    }

    /// How much oftener two names come together than by chance, by what is known of either.
    pub(crate) fn of_both(&self, given: Option<&ByCustom>, surname: Option<&ByCustom>) -> f64 {
        let (Some(given), Some(surname)) = (given, surname) else { return 1.0 };
        let each = self.shares.iter().zip(given).zip(surname);
        each.map(|((share, given), surname)| share * given * surname).sum()
    }

    /// Learns from the names of people, each person once.
    pub(crate) fn learn(people: &[(&str, &str)]) -> Self {
        let given = Numbered::new(people.iter().map(|(given, _)| *given));
        let surname = Numbered::new(people.iter().map(|(_, surname)| *surname));
        let both: Vec<(usize, usize)> =
            people.iter().map(|(one, other)| (given.number(one), surname.number(other))).collect();
        let mut learnt = maximise(&counted(both), given.count(), surname.count());
        round_all(&mut learnt.shares);
        round_all(learnt.given.iter_mut().chain(&mut learnt.surname).flatten());
        let named = |numbered: Numbered<'_>, tables: Vec<ByCustom>| -> BTreeMap<String, ByCustom> {
            let names = std::iter::once("").chain(numbered.names);
            names.map(str::to_owned).zip(tables).collect()
        };
        Self {
            shares: learnt.shares,
            given: named(given, learnt.given),
            surname: named(surname, learnt.surname),
        }
    }
}

/// The common names in the order of the alphabet, numbered from one; nought is for the rare.
struct Numbered<'a> {
    names: Vec<&'a str>,
    numbers: FxHashMap<&'a str, usize>,
}

impl<'a> Numbered<'a> {
    fn new(names: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        for name in names {
            *counts.entry(name).or_default() += 1;
        }
        counts.retain(|_, people| *people >= PEOPLE_PER_NAME_MIN);
        let mut names: Vec<&str> = counts.into_keys().collect();
        names.sort_unstable();
        let numbers = names.iter().copied().zip(1..).collect();
        Self { names, numbers }
    }

    fn number(&self, name: &str) -> usize {
        self.numbers.get(name).copied().unwrap_or(0)
    }

    fn count(&self) -> usize {
        self.names.len() + 1
    }
}

struct Learnt {
    shares: ByCustom,
    given: Vec<ByCustom>,
    surname: Vec<ByCustom>,
}

/// Each two names with how many people have both.
fn counted(mut both: Vec<(usize, usize)>) -> Vec<(usize, usize, f64)> {
    both.sort_unstable();
    let alike = both.chunk_by(|one, other| one == other);
    alike.map(|alike| (alike[0].0, alike[0].1, alike.len() as f64)).collect()
}

fn maximise(both: &[(usize, usize, f64)], givens: usize, surnames: usize) -> Learnt {
    let mut draw = Draw::new(8);
    let mut uneven = || std::array::from_fn(|_| 0.5 + f64::from(u8::from(draw.chance(0.5))));
    let mut learnt = Learnt {
        shares: [1.0 / CUSTOMS as f64; CUSTOMS],
        given: (0..givens).map(|_| uneven()).collect(),
        surname: (0..surnames).map(|_| uneven()).collect(),
    };
    for _ in 0..ROUNDS {
        let mut shares = [0.0; CUSTOMS];
        let mut given = vec![[0.0; CUSTOMS]; givens];
        let mut surname = vec![[0.0; CUSTOMS]; surnames];
        for &(one, other, people) in both {
            let weights: ByCustom =
                std::array::from_fn(|k| learnt.shares[k] * learnt.given[one][k] * learnt.surname[other][k]);
            let all: f64 = weights.iter().sum();
            for (k, weight) in weights.iter().enumerate() {
                let share = people * weight / all;
                shares[k] += share;
                given[one][k] += share;
                surname[other][k] += share;
            }
        }
        let people = both.iter().map(|(_, _, people)| people).sum::<f64>();
        shares = shares.map(|count| (count + 1.0) / (people + CUSTOMS as f64));
        for counts in given.iter_mut().chain(surname.iter_mut()) {
            let all: f64 = counts.iter().sum::<f64>() + INDIFFERENT_PEOPLE;
            for (count, share) in counts.iter_mut().zip(shares) {
                // The share of the custom among those who bear the name, over its share among all.
                *count = (*count + INDIFFERENT_PEOPLE * share) / all / share;
            }
        }
        learnt = Learnt { shares, given, surname };
    }
    learnt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_go_together_are_found() {
        let mut people = Vec::new();
        for place in 0..400 {
            let (given, surname) = (place % 5, place / 5 % 4);
            people.push((
                ["anna", "beth", "cara", "dora", "ella"][given],
                ["ash", "box", "coe", "dunn"][surname],
            ));
            people.push((["vlad", "wit", "xena", "yuri", "zofia"][given], ["u", "v", "w", "x"][surname]));
        }
        let customs = Customs::learn(&people);
        assert!(
            customs.association("anna", "ash") > 1.5,
            "of one custom: {}",
            customs.association("anna", "ash")
        );
        assert!(customs.association("anna", "u") < 0.5, "of two: {}", customs.association("anna", "u"));
    }

    #[test]
    fn names_that_do_not_go_together_are_left_alone() {
        let mut draw = Draw::new(3);
        let names = ["anna", "beth", "cara", "dora", "ella", "finn", "gus", "hal", "ivy", "jack"];
        let people: Vec<(&str, &str)> =
            (0..2_000).map(|_| (draw.one_of(&names), draw.one_of(&names))).collect();
        let customs = Customs::learn(&people);
        for given in names {
            for surname in names {
                let association = customs.association(given, surname);
                assert!((0.6..1.6).contains(&association), "{given} {surname}: {association}");
            }
        }
        assert!((Customs::default().association("a", "b") - 1.0).abs() < 1e-9, "untrained");
    }
}
