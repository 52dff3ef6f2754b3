//! One pair before the model: one person, two of one household, or strangers?

use crate::compare::birth::BirthLevel;
use crate::compare::name::NameLevel;
use crate::compare::pair::{BLANK, Compared};
use crate::compare::together::TogetherLevel;
use crate::weigh::Rarity;
use crate::weighted::{NAMESAKES, PART_HOLDS, TWINS, Together, Weighted};

/// How likely each answer is; what is missing to one is "strangers".
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Judged {
    /// One person.
    pub(crate) same: f64,
    /// The parts of `same` in which one of the two has given name and surname exchanged: the right one, so that the left
    /// given name meets the right surname as one first name meets another, and the left one.
    pub(crate) crossed: [f64; 2],
    /// Two children of one household.
    pub(crate) kin: f64,
}

/// What is a pair's own in its weights where its names do not look exchanged and it has a first name: products of how rare
/// its values are. No value is so rare that four together would not fit.
#[derive(Clone, Copy)]
pub(crate) struct Parts {
    same: f32,
    twins: f32,
    kin: f32,
}

impl Parts {
    pub(crate) fn of(rarity: &Rarity) -> Self {
        let kin = rarity.surname * rarity.postcode;
        let twins = kin * rarity.birth;
        Self { same: twins * rarity.given, twins, kin }
    }
}

/// The model's part of the same: what the levels of such a pair weigh.
#[derive(Clone, Copy)]
pub(crate) struct Plainly {
    same: f64,
    twins: f64,
    kin: f64,
    strangers: f64,
}

impl Plainly {
    /// Of a pair with these levels, no address and no names crosswise.
    pub(crate) fn new(model: &Weighted, pair: &Compared) -> Self {
        let birth = birth(model, pair);
        let home = at(&model.postcode.same, pair.postcode);
        let straight = at(&model.given.same, pair.given) * at(&model.surname.same, pair.surname);
        let of_kin = of_first_names(pair.given) * at(&model.kin.surname, pair.surname) * home;
        let [by_one, by_two] = of_company(model, pair);
        let (straight, of_kin) = (straight * by_one, of_kin * by_two);
        let (twins, kin) = match pair.birth {
            BLANK => (0.0, 1.0),
            level if level == BirthLevel::Same as u8 => (TWINS * birth, 0.0),
            _ => (TWINS * birth, 1.0 - TWINS),
        };
        Self {
            same: model.prior * (1.0 - model.crossed) * straight * birth * home,
            twins: model.kin.prior * of_kin * twins,
            kin: model.kin.prior * of_kin * kin,
            strangers: 1.0 - model.prior - model.kin.prior,
        }
    }

    /// How likely such a pair is one person, and of one household; what [`judge`] says, but for the last digits.
    pub(crate) fn judge(&self, parts: &Parts) -> (f64, f64) {
        let wide = |narrow: f32| f64::from(narrow);
        let same = self.same * wide(parts.same);
        let kin = self.twins * wide(parts.twins) + self.kin * wide(parts.kin);
        let all = same + kin + self.strangers;
        if all.is_finite() { (same / all, kin / all) } else { (1.0, 0.0) }
    }
}

/// Weighs the three answers by Bayes' rule.
pub(crate) fn judge(model: &Weighted, pair: &Compared, rarity: &Rarity) -> Judged {
    let wide = |narrow: f32| f64::from(narrow);
    let mut extras = wide(rarity.extras);
    for (odds, &level) in model.extras.iter().zip(&pair.extras) {
        extras *= at(&odds.same, level);
    }
    let birth = birth(model, pair) * wide(rarity.birth);
    let home = at(&model.postcode.same, pair.postcode) * wide(rarity.postcode) * extras;
    let rest = birth * home;
    let straight = at(&model.given.same, pair.given)
        * wide(rarity.given)
        * at(&model.surname.same, pair.surname)
        * wide(rarity.surname);
    let mut of_kin = of_first_names(pair.given) * at(&model.kin.surname, pair.surname) * wide(rarity.surname);
    let (mut same, mut crossed) = (straight * (1.0 - model.crossed), [0.0; 2]);
    if pair.is_crossed() {
        let [first, second] = rarity.crossed.map(wide);
        let [one, other] = pair.crossed;
        let [right, left] = one_exchanged(model, rarity);
        crossed = exchanged(model, pair, rarity).map(|odds| odds * first * second);
        same += crossed.iter().sum::<f64>();
        // Either of two children may be the one exchanged; only the surname is shared, and the first names are two.
        let either = at(&model.kin.surname, other) * second * of_first_names(one) * right
            + at(&model.kin.surname, one) * first * of_first_names(other) * left;
        of_kin = of_kin * (1.0 - model.crossed) + either;
    }
    // A twin's birth date is as often misspelt as anybody's; a brother's or sister's is as good as random, but never
    // the same day.
    let born = match pair.birth {
        BLANK => 1.0,
        level if level == BirthLevel::Same as u8 => TWINS * birth,
        _ => TWINS * birth + 1.0 - TWINS,
    };
    of_kin *= born * home;
    let [by_one, by_two] = of_company(model, pair);
    same *= by_one;
    crossed = crossed.map(|part| part * by_one);
    of_kin *= by_two;

    let strangers = 1.0 - model.prior - model.kin.prior;
    let (same, crossed) = (model.prior * same * rest, crossed.map(|part| model.prior * part * rest));
    let kin = model.kin.prior * of_kin;
    let all = same + kin + strangers;
    if !all.is_finite() {
        return Judged { same: 1.0, crossed: [0.0; 2], kin: 0.0 };
    }
    Judged { same: same / all, crossed: crossed.map(|part| part / all), kin: kin / all }
}

/// How often two records of one person have names so alike crosswise, where the right one has its names exchanged and
/// where the left one has.
pub(crate) fn exchanged(model: &Weighted, pair: &Compared, rarity: &Rarity) -> [f64; 2] {
    let [one, other] = pair.crossed;
    let [right, left] = one_exchanged(model, rarity);
    [(one, other, right), (other, one, left)].map(|(given, surname, chance)| {
        chance * at(&model.given.same, given) * at(&model.surname.same, surname)
    })
}

/// The chance that the right one of two has its names exchanged and the left one not, and the other way round.
fn one_exchanged(model: &Weighted, rarity: &Rarity) -> [f64; 2] {
    let [right, left] = rarity.exchanged.map(|oftener| {
        let exchanged = model.crossed / 2.0 * f64::from(oftener);
        exchanged / (1.0 - model.crossed / 2.0 + exchanged)
    });
    [right * (1.0 - left), left * (1.0 - right)]
}

/// How much oftener than by chance one person, and two of one household, are written down with or without each other and
/// others so. Whether it was in one go is heard only where a first name is missing: two first names say more.
fn of_company(model: &Weighted, pair: &Compared) -> [f64; 2] {
    const TOGETHER: usize = TogetherLevel::Together as usize;
    let Together { same, kin, random } = &model.together;
    let is_named = pair.given != BLANK;
    match usize::from(pair.together) {
        TOGETHER if is_named => [1.0; 2],
        level if level == TogetherLevel::Elsewhere as usize => {
            let not_in_one_go = |of: &[f64]| (1.0 - of[TOGETHER]) / (1.0 - random[TOGETHER]);
            if is_named { [1.0; 2] } else { [not_in_one_go(same), not_in_one_go(kin)] }
        }
        _ => [same, kin].map(|of| at(of, pair.together) / at(random, pair.together)),
    }
}

/// How often the dates of one person are so alike. How often a date is known in part says nothing about who it is; that the
/// other lies within it does.
fn birth(model: &Weighted, pair: &Compared) -> f64 {
    if pair.birth == BirthLevel::Within as u8 { PART_HOLDS } else { at(&model.birth.same, pair.birth) }
}

/// How much oftener or rarer than between strangers first names so alike are between two children of one household.
fn of_first_names(level: u8) -> f64 {
    if level == NameLevel::Same as u8 { NAMESAKES } else { 1.0 }
}

/// The share of a level, or one where the level is blank.
fn at(same: &[f64], level: u8) -> f64 {
    same.get(level as usize).copied().unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::{Settings, families};
    use crate::link::{Scope, train};
    use crate::model::Model;

    #[test]
    fn a_plain_pair_is_judged_alike_either_way() {
        let records = families(&Settings { families: 300, ..Settings::default() }).records;
        let Model::Weighted(model) = train(&records, Scope::Within) else { panic!("trained") };
        let rarity = Rarity {
            given: 800.0,
            surname: 90.0,
            crossed: [1.0; 2],
            exchanged: [1.0; 2],
            birth: 1_500.0,
            postcode: 400.0,
            extras: 1.0,
        };
        let each = (0..6).flat_map(|given| [0, 3, 6, 8, BLANK].map(|birth| (given, birth)));
        for ((given, birth), together) in each.zip([BLANK, 0, 1, 2, 3, 4, 5].into_iter().cycle()) {
            let pair = Compared {
                left: 0,
                right: 1,
                given,
                surname: 1,
                crossed: [BLANK; 2],
                birth,
                postcode: 2,
                extras: [BLANK; crate::people::EXTRAS],
                together,
            };
            let judged = judge(&model, &pair, &rarity);
            let (same, kin) = Plainly::new(&model, &pair).judge(&Parts::of(&rarity));
            let near = |one: f64, other: f64| (one - other).abs() <= 1e-6 * one.max(other);
            assert!(near(same, judged.same) && near(kin, judged.kin), "{same} {kin}, {judged:?}");
        }
    }
}
