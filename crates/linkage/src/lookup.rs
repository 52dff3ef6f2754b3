//! Is this child in the book already? One record held against many, while a champion waits.

use crate::block::Index;
use crate::compare::pair::Left;
use crate::exact_key::ExactKey;
use crate::judge::judge;
use crate::link::REVIEW_AT;
use crate::model::Model;
use crate::people::People;
use crate::record::Record;
use crate::weigh::{Common, Rarities};
use crate::weighted::Weighted;

/// A record that may be the same person as the one looked up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// Index into the records of the lookup.
    pub index: usize,
    /// How likely they are one person by their own fields alone, 0.5 to 1. Linking also heeds who else would fit,
    /// so a hint may not become a link.
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

    /// The records that may be this person, the likeliest first, ties by id.
    pub fn find(&self, wanted: &Record) -> Vec<Match> {
        let alone = People::new(std::slice::from_ref(wanted), &[0]);
        let near = self.index.near(&alone);
        let mut among = vec![wanted.clone()];
        among.extend(near.iter().map(|&index| self.records[index].clone()));
        let likely = match &self.rule {
            Rule::ExactKey(rule) => {
                let pairs = rule.propose(&among).into_iter().filter(|pair| pair.left == 0);
                pairs.map(|pair| (pair.right, pair.probability)).collect()
            }
            Rule::Weighted(weights, common) => weigh(weights, common, &among),
        };
        let mut matches: Vec<Match> = likely
            .into_iter()
            .filter(|(_, probability)| *probability >= REVIEW_AT)
            .map(|(place, probability)| Match { index: near[place - 1], probability })
            .collect();
        matches.sort_by(|one, other| {
            let id = |of: &Match| &self.records[of.index].id;
            other.probability.total_cmp(&one.probability).then_with(|| id(one).cmp(id(other)))
        });
        matches
    }
}

/// The first record against each of the others, by place.
fn weigh(weights: &Weighted, common: &Common, among: &[Record]) -> Vec<(usize, f64)> {
    let order: Vec<usize> = (0..among.len()).collect();
    let people = People::new(among, &order);
    let mut left = Left::new(&people.words);
    let count = u32::try_from(among.len()).unwrap_or(u32::MAX);
    let pairs: Vec<_> = (1..count).map(|right| left.compare(&people, 0, right)).collect();
    let rarities = Rarities::new(weights, common, &people, &pairs).of_all(&pairs);
    let judged = pairs.iter().zip(&rarities).map(|(pair, rarity)| judge(weights, pair, rarity).same);
    (1..).zip(judged).collect()
}
