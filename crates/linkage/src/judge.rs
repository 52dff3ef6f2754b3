//! One pair before the model: one person, two of one household, or strangers?

use crate::compare::birth::BirthLevel;
use crate::compare::name::NameLevel;
use crate::compare::pair::{BLANK, Compared};
use crate::weigh::Rarity;
use crate::weighted::{NAMESAKES, PART_HOLDS, TWINS, Weighted};

/// How likely each answer is; what is missing to one is "strangers".
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Judged {
    /// One person.
    pub(crate) same: f64,
    /// The part of `same` in which one of the two has given name and surname exchanged.
    pub(crate) crossed: f64,
    /// Two children of one household.
    pub(crate) kin: f64,
}

/// Weighs the three answers by Bayes' rule.
pub(crate) fn judge(model: &Weighted, pair: &Compared, rarity: &Rarity) -> Judged {
    let wide = |narrow: f32| f64::from(narrow);
    let mut extras = wide(rarity.extras);
    for (odds, &level) in model.extras.iter().zip(&pair.extras) {
        extras *= at(&odds.same, level);
    }
    // How often a date is known in part says nothing about who it is; that the other lies within it does.
    let within = pair.birth == BirthLevel::Within as u8;
    let birth = if within { PART_HOLDS } else { at(&model.birth.same, pair.birth) } * wide(rarity.birth);
    let rest = birth * at(&model.postcode.same, pair.postcode) * wide(rarity.postcode) * extras;
    let straight = at(&model.given.same, pair.given)
        * wide(rarity.given)
        * at(&model.surname.same, pair.surname)
        * wide(rarity.surname);
    let given_only = if pair.given == NameLevel::Same as u8 { NAMESAKES } else { 1.0 };
    let mut of_kin = given_only * at(&model.kin.surname, pair.surname) * wide(rarity.surname);
    let (mut same, mut crossed) = (straight * (1.0 - model.crossed), 0.0);
    if pair.is_crossed() {
        let [first, second] = rarity.crossed.map(wide);
        let [level, other] = pair.crossed;
        crossed = model.crossed * at(&model.exchanged, level) * first * at(&model.exchanged, other) * second;
        same += crossed;
        // Either of the two may be the one exchanged; only its surname is shared.
        let either = at(&model.kin.surname, level) * first + at(&model.kin.surname, other) * second;
        of_kin = of_kin * (1.0 - model.crossed) + model.crossed / 2.0 * either;
    }
    // A twin's birth date is as often misspelt as anybody's; a brother's or sister's is as good as random, but never
    // the same day.
    let born = match pair.birth {
        BLANK => 1.0,
        level if level == BirthLevel::Same as u8 => TWINS * birth,
        _ => TWINS * birth + 1.0 - TWINS,
    };
    of_kin *= born * at(&model.kin.postcode, pair.postcode) * wide(rarity.postcode) * extras;

    let strangers = 1.0 - model.prior - model.kin.prior;
    let (same, crossed) = (model.prior * same * rest, model.prior * crossed * rest);
    let kin = model.kin.prior * of_kin;
    let all = same + kin + strangers;
    if !all.is_finite() {
        return Judged { same: 1.0, crossed: 0.0, kin: 0.0 };
    }
    Judged { same: same / all, crossed: crossed / all, kin: kin / all }
}

/// The share of a level, or one where the level is blank.
fn at(same: &[f64], level: u8) -> f64 {
    same.get(level as usize).copied().unwrap_or(1.0)
}
