//! Who is left over: a record that has found its fellows is less likely to have another than one that stands alone.
//!
//! Where nearly every child was written down twice, two records that have found nobody are each other's likeliest
//! fellows, and less evidence will do. Where most children were written down once, standing alone means nothing. How
//! much it means is learnt from the same records, without labels, for each of three kinds of pair.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::block::Across;
use crate::compare::name::NameLevel;
use crate::compare::pair::{BLANK, Compared};
use crate::compare::together::TogetherLevel;
use crate::groups::Groups;
use crate::laid_out::found;
use crate::rivals::RIVALLING_ODDS_MIN;
use crate::rounded::round_all;
use crate::run::WORTH_A_THOUGHT;

/// A pair from this probability on gives both of its records company.
pub(crate) const COMPANY_AT: f64 = 0.9;
const ROUNDS: usize = 20;
/// A pair less likely than this stays two people whoever stands alone.
pub(crate) const DOUBT_MIN: f64 = 1e-6;
/// Pairs that one thread sums up at a time.
const PAIRS_PER_CHUNK: usize = 16_384;
/// What is believed beforehand, that standing alone means nothing, weighs as much as this many pairs.
const INDIFFERENT_PAIRS: f64 = 20.0;

/// By how many of its two records have company: by how much the odds of a pair are multiplied.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Company(pub(crate) [f64; 3]);

impl Default for Company {
    fn default() -> Self {
        Self([1.0; 3])
    }
}

/// One pair, by places, and how likely it is one person by its own fields.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Weighed {
    pub(crate) left: u32,
    pub(crate) right: u32,
    pub(crate) probability: f64,
    pub(crate) likeness: Likeness,
}

/// How alike two records are, by the levels of what was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Likeness {
    /// Names that are alike crosswise are another form of each other.
    pub(crate) given: u8,
    /// Names are alike crosswise.
    pub(crate) is_crossed: bool,
    pub(crate) surname: u8,
    pub(crate) birth: u8,
    pub(crate) postcode: u8,
    pub(crate) together: u8,
}

impl Likeness {
    /// Of two of whom nothing is known.
    pub(crate) const UNKNOWN: Self = Self {
        given: BLANK,
        is_crossed: false,
        surname: BLANK,
        birth: BLANK,
        postcode: BLANK,
        together: BLANK,
    };

    pub(crate) fn of(pair: &Compared) -> Self {
        let crossed = pair.is_crossed().then_some(NameLevel::Variant as u8);
        Self {
            given: crossed.unwrap_or(pair.given),
            is_crossed: crossed.is_some(),
            surname: crossed.unwrap_or(pair.surname),
            birth: pair.birth,
            postcode: pair.postcode,
            together: pair.together,
        }
    }

    /// The first names are known, and alike where they stand.
    pub(crate) fn is_of_one_first_name(self) -> bool {
        !self.is_crossed && self.given < NameLevel::Unlike as u8
    }

    /// One of the two has no first name.
    pub(crate) fn is_nameless(self) -> bool {
        self.given == BLANK
    }

    /// They were made in one go.
    pub(crate) fn is_together(self) -> bool {
        self.together == TogetherLevel::Together as u8
    }

    /// They were made in one go, and one has no first name: as a rule a baby beside a brother or sister.
    pub(crate) fn is_beside(self) -> bool {
        self.is_nameless() && self.is_together()
    }

    /// They were made at two times, and it is known of both who else was written down.
    pub(crate) fn is_witnessed(self) -> bool {
        self.together != BLANK && !self.is_together() && self.together != TogetherLevel::Elsewhere as u8
    }
}

impl Weighed {
    pub(crate) fn new(pair: &Compared, probability: f64) -> Self {
        Self { left: pair.left, right: pair.right, probability, likeness: Likeness::of(pair) }
    }
}

/// Which records belong together beyond doubt, and so which stand alone.
pub(crate) struct Standing {
    groups: Groups,
    has_company: Vec<bool>,
}

impl Standing {
    pub(crate) fn new(people: usize, pairs: &[Weighed]) -> Self {
        Self::of(people, pairs, |_| true)
    }

    /// From the pairs that are `heard` only.
    pub(crate) fn of(people: usize, pairs: &[Weighed], heard: impl Fn(&Weighed) -> bool + Sync) -> Self {
        let in_company = found(pairs, |_, pair| {
            (pair.probability >= COMPANY_AT && heard(pair)).then_some((pair.left, pair.right))
        });
        let mut standing = Self { groups: Groups::new(people), has_company: vec![false; people] };
        for (left, right) in in_company {
            standing.groups.join(left, right);
            standing.has_company[left as usize] = true;
            standing.has_company[right as usize] = true;
        }
        standing
    }

    /// The number of the group that a record keeps company with beyond doubt.
    pub(crate) fn group(&self, place: u32) -> u32 {
        self.groups.first(place)
    }

    /// How many of the two have company; nothing where they keep company with each other.
    fn kind(&self, pair: &Weighed) -> Option<usize> {
        let with = |place: u32| usize::from(self.has_company[place as usize]);
        (self.group(pair.left) != self.group(pair.right)).then(|| with(pair.left) + with(pair.right))
    }

    /// How many pairs there are of each kind, compared or not.
    fn pairs(&self, across: Across<'_>) -> [f64; 3] {
        let count = |second: Option<bool>, company: bool| {
            let of_side = |place: usize| match (across, second) {
                (Across::Two(sides), Some(second)) => sides[place] == second,
                (Across::One | Across::Two(_), _) => true,
            };
            let all = self.has_company.iter().enumerate();
            all.filter(|(place, has)| **has == company && of_side(*place)).count() as f64
        };
        match across {
            Across::One => {
                let (alone, with) = (count(None, false), count(None, true));
                [alone * (alone - 1.0) / 2.0, alone * with, with * (with - 1.0) / 2.0]
            }
            Across::Two(_) => {
                let [alone, with] =
                    [false, true].map(|company| [false, true].map(|side| count(Some(side), company)));
                [alone[0] * alone[1], alone[0] * with[1] + alone[1] * with[0], with[0] * with[1]]
            }
        }
    }
}

impl Company {
    /// Learns what standing alone means: the share of the doubtful pairs that are one person and of a kind, over the
    /// share of all pairs that are of that kind.
    pub(crate) fn learn(standing: &Standing, across: Across<'_>, pairs: &[Weighed]) -> Self {
        let doubtful = found(pairs, |_, pair| Some((standing.kind(pair)?, odds(pair.probability))));
        let counts = standing.pairs(across);
        let all: f64 = counts.iter().sum::<f64>().max(1.0);
        let mut company = Self::default();
        for _ in 0..ROUNDS {
            let mut same = counts.map(|count| INDIFFERENT_PAIRS * count / all);
            let sums = doubtful.par_chunks(PAIRS_PER_CHUNK).map(|chunk| {
                let mut same = [0.0; 3];
                for &(kind, odds) in chunk {
                    let odds = odds * company.0[kind];
                    same[kind] += odds / (1.0 + odds);
                }
                same
            });
            // Added in order, so that the sums are the same whatever the number of threads.
            for sums in sums.collect::<Vec<_>>() {
                same = std::array::from_fn(|kind| same[kind] + sums[kind]);
            }
            let total: f64 = same.iter().sum();
            company.0 = std::array::from_fn(|kind| same[kind] / total * all / counts[kind].max(1.0));
        }
        round_all(&mut company.0);
        company
    }

    /// Whether a pair that is this likely by its own fields may be worth a thought once company is heeded.
    pub(crate) fn may_matter(&self, probability: f64) -> bool {
        probability >= DOUBT_MIN && odds(probability) * self.most() >= WORTH_A_THOUGHT
    }

    /// Whether such a pair may rival others, or give company.
    pub(crate) fn may_rival(&self, probability: f64) -> bool {
        odds(probability) * self.most() >= RIVALLING_ODDS_MIN
    }

    fn most(&self) -> f64 {
        self.0.iter().fold(1.0, |most, factor| factor.max(most))
    }

    /// The probability of a pair once it is known who stands alone.
    pub(crate) fn heed(&self, standing: &Standing, pair: &Weighed) -> f64 {
        standing.kind(pair).map_or(pair.probability, |kind| {
            let odds = odds(pair.probability) * self.0[kind];
            odds / (1.0 + odds)
        })
    }
}

/// Certainty is kept finite, so that it can be multiplied.
fn odds(probability: f64) -> f64 {
    probability / (1.0 - probability).max(1e-12)
}
