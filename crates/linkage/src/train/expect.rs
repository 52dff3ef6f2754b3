//! Expectation and maximisation: the `m` of Fellegi and Sunter, learnt from the pairs themselves.

use crate::compare::birth::BirthLevel;
use crate::compare::name::NameLevel;
use crate::compare::pair::{BLANK, Compared};
use crate::compare::together::TogetherLevel;
use crate::judge::Judged;
use crate::people::EXTRAS;
use crate::rounded::round_all;
use crate::train::heard::Heard;
use crate::weighted::{CROSSED, KIN_TOGETHER, SAME_BIRTH, SAME_NAME, SAME_POSTCODE, SAME_TOGETHER, Weighted};

const ROUNDS_MAX: usize = 40;
/// After this many rounds pairs that are all but certainly strangers are no longer heard: they are most of all pairs,
/// and together they weigh less than one in a thousand of those that are one person.
const HOPELESS_AFTER: usize = 2;
const HOPELESS: f64 = 1e-4;
/// Training ends when the expected number of pairs moves by no more than this share.
const SETTLED: f64 = 3e-4;
/// What is believed beforehand weighs as much as this many pairs.
const PRIOR_PAIRS: f64 = 20.0;

/// Improves the model until it settles, and rounds it. Of `heard` only the hopeful are left.
///
/// Pairs that no block brought together count as strangers, of whom there are `all_pairs` in all: the chance of a
/// pair's levels at random is taken over every pair and not over the blocked ones, so no block bends it.
pub(super) fn maximise(model: &mut Weighted, heard: &mut Heard<'_>, all_pairs: f64) {
    let mut before = 0.0;
    for round in 0..ROUNDS_MAX {
        if round == HOPELESS_AFTER {
            heard.keep(model, HOPELESS);
        }
        let found = heard.expect(model);
        let total = found.total;
        improve(model, found, all_pairs);
        if (total - before).abs() <= SETTLED * total {
            break;
        }
        before = total;
    }
    round_off(model);
}

/// What the pairs that are one person, or of one household, look like, each counted by its probability.
#[derive(Default)]
pub(super) struct Found {
    total: f64,
    crossed: f64,
    crossable: f64,
    given: [f64; 6],
    surname: [f64; 6],
    birth: [f64; 9],
    postcode: [f64; 7],
    extras: [[f64; 6]; EXTRAS],
    kin: f64,
    kin_surname: [f64; 6],
    together: [f64; TogetherLevel::COUNT],
    kin_together: [f64; TogetherLevel::COUNT],
}

impl Found {
    pub(super) fn hear(&mut self, pair: &Compared, judged: Judged) {
        let Judged { same, crossed: [of_right, of_left], kin } = judged;
        let crossed = of_right + of_left;
        self.total += same;
        if pair.given != BLANK && pair.surname != BLANK {
            self.crossable += same;
            self.crossed += crossed;
        }
        tally(&mut self.given, pair.given, same - crossed);
        tally(&mut self.surname, pair.surname, same - crossed);
        let [one, other] = pair.crossed;
        for (part, given, surname) in [(of_right, one, other), (of_left, other, one)] {
            tally(&mut self.given, given, part);
            tally(&mut self.surname, surname, part);
        }
        if pair.birth != BirthLevel::Within as u8 {
            tally(&mut self.birth, pair.birth, same);
        }
        tally(&mut self.postcode, pair.postcode, same);
        for (counts, &level) in self.extras.iter_mut().zip(&pair.extras) {
            tally(counts, level, same);
        }
        self.kin += kin;
        tally(&mut self.kin_surname, pair.surname, kin);
        tally(&mut self.together, pair.together, same);
        tally(&mut self.kin_together, pair.together, kin);
    }

    pub(super) fn add(mut self, other: Self) -> Self {
        let Self {
            total,
            crossed,
            crossable,
            given,
            surname,
            birth,
            postcode,
            extras,
            kin,
            kin_surname,
            together,
            kin_together,
        } = other;
        self.total += total;
        self.crossed += crossed;
        self.crossable += crossable;
        self.kin += kin;
        let sum =
            |into: &mut [f64], from: &[f64]| into.iter_mut().zip(from).for_each(|(into, from)| *into += from);
        sum(&mut self.given, &given);
        sum(&mut self.surname, &surname);
        sum(&mut self.birth, &birth);
        sum(&mut self.postcode, &postcode);
        sum(&mut self.kin_surname, &kin_surname);
        sum(&mut self.together, &together);
        sum(&mut self.kin_together, &kin_together);
        for (into, from) in self.extras.iter_mut().zip(extras) {
            sum(into, &from);
        }
        self
    }
}

fn tally(counts: &mut [f64], level: u8, by: f64) {
    if let Some(count) = counts.get_mut(level as usize) {
        *count += by;
    }
}

fn improve(model: &mut Weighted, found: Found, all_pairs: f64) {
    let Found {
        total,
        crossed,
        crossable,
        given,
        surname,
        birth,
        postcode,
        extras,
        kin,
        kin_surname,
        together,
        kin_together,
    } = found;
    model.prior = (total / all_pairs).clamp(1e-12, 0.5);
    model.crossed = (crossed + PRIOR_PAIRS * CROSSED) / (crossable + PRIOR_PAIRS);
    model.given.same = shares(given, SAME_NAME);
    model.surname.same = shares(surname, SAME_NAME);
    model.birth.same = shares(birth, SAME_BIRTH);
    model.postcode.same = shares(postcode, SAME_POSTCODE);
    for (odds, counts) in model.extras.iter_mut().zip(extras) {
        odds.same = shares(counts, SAME_NAME);
    }
    model.together.same = shares(together, SAME_TOGETHER);
    model.together.kin = shares(kin_together, KIN_TOGETHER);
    model.kin.prior = (kin / all_pairs).clamp(1e-12, 0.5);
    model.kin.surname = with_slips_of(shares(kin_surname, SAME_NAME), &model.surname.same);
}

fn round_off(model: &mut Weighted) {
    round_all([&mut model.prior, &mut model.crossed, &mut model.kin.prior]);
    for names in [&mut model.given.same, &mut model.surname.same, &mut model.kin.surname] {
        round_all(names);
    }
    round_all(model.together.same.iter_mut().chain(&mut model.together.kin));
    round_all(&mut model.birth.same);
    round_all(&mut model.postcode.same);
    round_all(model.extras.iter_mut().flat_map(|odds| &mut odds.same));
}

/// Where two share a surname, it is misspelt as often between brothers and sisters as between two records of one child;
/// only how often they do not share it is their own.
fn with_slips_of(mut kin: [f64; 6], same: &[f64; 6]) -> [f64; 6] {
    const SHARED: usize = NameLevel::Unlike as usize;
    let (of_kin, of_same): (f64, f64) = (kin[..SHARED].iter().sum(), same[..SHARED].iter().sum());
    kin.iter_mut().zip(same).take(SHARED).for_each(|(kin, same)| *kin = same / of_same * of_kin);
    kin
}

fn shares<const N: usize>(counts: [f64; N], believed: [f64; N]) -> [f64; N] {
    let total: f64 = counts.iter().sum::<f64>() + PRIOR_PAIRS;
    std::array::from_fn(|level| (counts[level] + PRIOR_PAIRS * believed[level]) / total)
}
