//! Is this child in the book already? One record held against many, while a champion waits.

use crate::block::Index;
use crate::compare::birth::BirthLevel;
use crate::compare::pair::Left;
use crate::exact_key::ExactKey;
use crate::judge::judge;
use crate::link::REVIEW_AT;
use crate::model::Model;
use crate::people::People;
use crate::rarities::Rarities;
use crate::record::Record;
use crate::weigh::Common;
use crate::weighted::Weighted;

/// From this probability on somebody should look: of 30 generated cohorts of Queen's Park 28 had nobody on both lists who
/// was neither linked nor shown, for one birth in thirteen that has to be looked at (`benches/queens_park.rs`).
const LOOK_AT: f64 = 0.05;

/// A record that may be the same person as the one looked up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// Index into the records of the lookup.
    pub index: usize,
    /// How likely they are one person by their own fields alone. Linking also heeds who else would fit, so a hint may not
    /// become a link.
    pub probability: f64,
}

/// Records made ready to look people up among.
pub struct Lookup<'a> {
    records: &'a [Record],
    index: Index,
    rule: Rule<'a>,
}

enum Rule<'a> {
    ExactKey(&'a ExactKey),
    Weighted(&'a Weighted, Box<Common>),
}

impl<'a> Lookup<'a> {
    /// Prepares the records once; a lookup is then a matter of the few who share a key with the one wanted.
    pub fn new(records: &'a [Record], model: &'a Model) -> Self {
        let order: Vec<usize> = (0..records.len()).collect();
        let index = Index::new(&People::new(records, &order));
        let rule = match model {
            Model::ExactKey(rule) => Rule::ExactKey(rule),
            Model::Weighted(weights) => Rule::Weighted(weights, Box::new(Common::new(weights))),
        };
        Self { records, index, rule }
    }

    /// The records that are more likely this person than not, the likeliest first, ties by id.
    pub fn find(&self, wanted: &Record) -> Vec<Match> {
        self.from(wanted, REVIEW_AT, |judged| judged.same)
    }

    /// The records that may be this person so that somebody should look, where to overlook one costs more than a look. A
    /// twin may be the child itself, under a nickname that no list has or with names exchanged: fields alone cannot tell.
    pub(crate) fn may_be(&self, wanted: &Record) -> Vec<Match> {
        self.from(wanted, LOOK_AT, |judged| judged.same + judged.twin)
    }

    fn from(&self, wanted: &Record, least: f64, likely: impl Fn(&Judged) -> f64) -> Vec<Match> {
        let alone = People::new(std::slice::from_ref(wanted), &[0]);
        let near = self.index.near(&alone);
        let mut among = vec![wanted.clone()];
        among.extend(near.iter().map(|&index| self.records[index].clone()));
        let judged: Vec<(usize, f64)> = match &self.rule {
            Rule::ExactKey(rule) => {
                let pairs = rule.propose(&among).into_iter().filter(|pair| pair.left == 0);
                pairs.map(|pair| (pair.right, pair.probability)).collect()
            }
            Rule::Weighted(weights, common) => {
                let judged = weigh(weights, common, &among).into_iter();
                judged.map(|(place, judged)| (place, likely(&judged))).collect()
            }
        };
        let mut matches: Vec<Match> = judged
            .into_iter()
            .filter(|(_, probability)| *probability >= least)
            .map(|(place, probability)| Match { index: near[place - 1], probability })
            .collect();
        matches.sort_by(|one, other| {
            let id = |of: &Match| &self.records[of.index].id;
            other.probability.total_cmp(&one.probability).then_with(|| id(one).cmp(id(other)))
        });
        matches
    }
}

/// How likely one record is the one wanted, or of a child of the same household and birth date.
struct Judged {
    same: f64,
    twin: f64,
}

/// The first record against each of the others, by place.
fn weigh(weights: &Weighted, common: &Common, among: &[Record]) -> Vec<(usize, Judged)> {
    let order: Vec<usize> = (0..among.len()).collect();
    let people = People::new(among, &order);
    let mut left = Left::new(&people.words);
    let count = u32::try_from(among.len()).unwrap_or(u32::MAX);
    let may_be = (1..count).filter(|right| people.may_be_one(0, *right));
    let pairs: Vec<_> = may_be.map(|right| left.compare(&people, 0, right)).collect();
    let rarities = Rarities::new(weights, common, &people, &pairs).of_all(&pairs);
    let judged = pairs.iter().zip(&rarities).map(|(pair, rarity)| {
        let judged = judge(weights, pair, rarity);
        let one_birth = [BirthLevel::Same as u8, BirthLevel::Within as u8].contains(&pair.birth);
        (pair.right as usize, Judged { same: judged.same, twin: if one_birth { judged.kin } else { 0.0 } })
    });
    judged.collect()
}
