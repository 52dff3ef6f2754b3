//! The trained model: how much each agreement and disagreement weighs.

use serde::{Deserialize, Serialize};

use crate::company::Company;
use crate::compare::birth::BirthLevel;
use crate::compare::name::NameLevel;
use crate::compare::postcode::PostcodeLevel;
use crate::compare::together::TogetherLevel;
use crate::customs::Customs;
use crate::people::EXTRAS;
use crate::shares::Shares;

/// For each level of one comparison, best first, how often it is seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Odds<const LEVELS: usize> {
    /// Among pairs that are one person (`m` of Fellegi and Sunter); sums to one.
    #[serde(with = "array")]
    pub(crate) same: [f64; LEVELS],
    /// Among two people at random (`u`); sums to one.
    #[serde(with = "array")]
    pub(crate) random: [f64; LEVELS],
    /// How common each value is, in place of `random` where two values are the same.
    pub(crate) shares: Shares,
}

/// Fellegi and Sunter's weights, learnt without labels from one set of records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weighted {
    /// Goes up when the method changes.
    pub version: u32,
    /// The chance that two records at random are one person.
    pub(crate) prior: f64,
    /// The least sum of orders of magnitude (`worth`) at which a pair is weighed at all; it follows from how many records
    /// were learnt from, and stays with the model, so that one more record later changes no other pair.
    pub(crate) worth: f64,
    /// The chance that one of two records of a person has given name and surname exchanged.
    pub(crate) crossed: f64,
    pub(crate) given: Odds<{ NameLevel::COUNT }>,
    pub(crate) surname: Odds<{ NameLevel::COUNT }>,
    pub(crate) birth: Odds<{ BirthLevel::COUNT }>,
    pub(crate) postcode: Odds<{ PostcodeLevel::COUNT }>,
    /// How many times as often two records at random have two postcodes between which somebody moved as they have one and
    /// the same.
    pub(crate) moves: f64,
    pub(crate) extras: Vec<Odds<{ NameLevel::COUNT }>>,
    pub(crate) together: Together,
    pub(crate) kin: Kin,
    pub(crate) customs: Customs,
    pub(crate) company: Company,
}

/// Two children of one household: neither one person nor strangers. They share surname and home, not the first name, and
/// the birth date only where they are twins. Their postcodes differ as often as those of one child's records do, for they
/// move together and their forms are filled in with the same slips of the pen; learnt apart, either would be taken for
/// the other. Without this third kind every brother and sister would be
/// evidence that people change their first names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Kin {
    /// The chance that two records at random are of two children of one household.
    pub(crate) prior: f64,
    pub(crate) surname: [f64; NameLevel::COUNT],
}

/// How often two records were made in one go, how often at two times when another of the household was there, and how often
/// not: of one person, of two children of one household, and at random. That they were made in one go is
/// heard only where a first name is missing: two first names say more, and if they are unlike all there is to say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Together {
    pub(crate) same: [f64; TogetherLevel::COUNT],
    pub(crate) kin: [f64; TogetherLevel::COUNT],
    pub(crate) random: [f64; TogetherLevel::COUNT],
}

/// Of pairs of children under five in one household, those that are twins. Some 14 maternities in 1,000 are multiple
/// (ONS, birth characteristics); taking 1.3 maternities and 0.33 pairs of brothers and sisters to a family with a
/// child under five, that is 0.018 of 0.35, or 0.05. Records alone cannot tell a twin from a child whose first name
/// was changed, so this is not learnt. Three times the figure is taken: at the figure itself training may fall to either
/// side, and a twin taken for a slip of the pen is a child who is not counted.
pub(crate) const TWINS: f64 = 0.15;
/// Of dates known in part, those that hold what the whole date of the same person says.
pub(crate) const PART_HOLDS: f64 = 0.95;
/// How much rarer than between strangers the same first name is in one household.
pub(crate) const NAMESAKES: f64 = 0.1;

/// What is believed before any record is seen. Training starts here and, where it sees few pairs, stays near.
pub(crate) const SAME_NAME: [f64; NameLevel::COUNT] = [0.80, 0.07, 0.04, 0.02, 0.02, 0.05];
pub(crate) const SAME_BIRTH: [f64; BirthLevel::COUNT] =
    [0.85, 0.02, 0.01, 0.03, 0.02, 0.01, 0.005, 0.01, 0.045];
pub(crate) const SAME_POSTCODE: [f64; PostcodeLevel::COUNT] = [0.80, 0.04, 0.04, 0.01, 0.03, 0.03, 0.05];
pub(crate) const CROSSED: f64 = 0.02;
pub(crate) const SAME_TOGETHER: [f64; TogetherLevel::COUNT] = [0.02, 0.25, 0.02, 0.40, 0.10, 0.21];
pub(crate) const KIN_TOGETHER: [f64; TogetherLevel::COUNT] = [0.3, 0.02, 0.40, 0.02, 0.06, 0.20];

impl Weighted {
    pub(crate) const VERSION: u32 = 8;

    pub(crate) fn name(&self) -> String {
        format!("weighted-{}", self.version)
    }

    pub(crate) fn untrained(
        prior: f64,
        worth: f64,
        names: [[f64; NameLevel::COUNT]; 2],
        birth: [f64; BirthLevel::COUNT],
        postcode: [f64; PostcodeLevel::COUNT],
        extras: [[f64; NameLevel::COUNT]; EXTRAS],
        together: [f64; TogetherLevel::COUNT],
    ) -> Self {
        let [given, surname] = names;
        let name = |random| Odds { same: SAME_NAME, random, shares: Shares::default() };
        Self {
            version: Self::VERSION,
            prior,
            worth,
            crossed: CROSSED,
            given: name(given),
            surname: name(surname),
            birth: Odds { same: SAME_BIRTH, random: birth, shares: Shares::default() },
            postcode: Odds { same: SAME_POSTCODE, random: postcode, shares: Shares::default() },
            moves: 1.0,
            extras: extras.into_iter().map(name).collect(),
            together: Together { same: SAME_TOGETHER, kin: KIN_TOGETHER, random: together },
            // Begun as though one pair of records in ten of one person had a brother or sister beside it.
            kin: Kin { prior: prior / 10.0, surname: SAME_NAME },
            customs: Customs::default(),
            company: Company::default(),
        }
    }
}

/// Serde knows arrays of some lengths only; a list of the right length is the same JSON.
mod array {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer, const N: usize>(
        values: &[f64; N],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        values.as_slice().serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>, const N: usize>(
        from: D,
    ) -> Result<[f64; N], D::Error> {
        let values = Vec::<f64>::deserialize(from)?;
        let count = values.len();
        values.try_into().map_err(|_| serde::de::Error::invalid_length(count, &"as many numbers as levels"))
    }
}
