//! How far a change reaches, and the judging of what it reached.

use rustc_hash::FxHashMap;

use super::near::Near;
use super::{Answer, Change, Decided, Place, Places, Roll};
use crate::company::{COMPANY_AT, Weighed};
use crate::decisions::Decisions;
use crate::link::{HEARD_FROM, Proposal, Scope};
use crate::model::Model;
use crate::record::Record;
use crate::resolve::resolve;
use crate::run::heed;

impl Roll {
    /// Judges anew who is who among all whom a change at these places can have reached.
    pub(super) fn judge_anew(&mut self, reached: &Places) -> Change {
        // Whose pairs changed may change the company that others keep, and so whom they rival.
        let company = self.with_company(reached);
        let mut changed = self.with_rivals(&company);
        let proposals = loop {
            self.close(&mut changed);
            let proposals = self.proposals(&changed);
            let likely = proposals.iter().filter(|pair| pair.probability >= HEARD_FROM);
            let beyond: Places = likely
                .flat_map(|pair| [pair.left, pair.right])
                .filter(|place| !changed.contains(place))
                .collect();
            if beyond.is_empty() {
                break proposals;
            }
            changed.extend(beyond);
        };
        self.settle(&changed, &proposals)
    }

    /// With all who were one cluster's candidates, and all of whom something was decided together with them.
    fn close(&self, places: &mut Places) {
        let mut open: Vec<Place> = places.iter().copied().collect();
        while let Some(place) = open.pop() {
            let told = self.told(self.id(place));
            for other in self.answers[place as usize].edges.iter().copied().chain(told) {
                if self.records[other as usize].is_some() && places.insert(other) {
                    open.push(other);
                }
            }
        }
    }

    /// With all who belong to them beyond doubt.
    fn with_company(&self, places: &Places) -> Places {
        let (mut all, mut open) = (places.clone(), places.iter().copied().collect::<Vec<_>>());
        while let Some(place) = open.pop() {
            for &(other, ref near) in self.near.of(place) {
                if near.probability >= COMPANY_AT && all.insert(other) {
                    open.push(other);
                }
            }
        }
        all
    }

    /// With all who are near enough to rival, or to be rivalled.
    fn with_rivals(&self, places: &Places) -> Places {
        let rivals = |near: &Near| match &self.model {
            Model::Weighted(weights) => weights.company.may_rival(near.probability),
            Model::ExactKey(_) => true,
        };
        let mut all = places.clone();
        for &place in places {
            let near = self.near.of(place).iter();
            all.extend(near.filter(|(_, near)| rivals(near)).map(|(other, _)| *other));
        }
        all
    }

    /// What to join: every pair with an end in `places`, by its surroundings.
    fn proposals(&self, places: &Places) -> Vec<Weighed> {
        // What a pair is worth depends on the rivals of both ends, theirs on the company that they keep, and that on
        // all pairs of those.
        let surroundings = match &self.model {
            Model::ExactKey(_) => self.with_rivals(places),
            Model::Weighted(_) => {
                let ends = self.with_rivals(places);
                self.with_rivals(&self.with_company(&self.with_rivals(&ends)))
            }
        };
        let order = self.by_id(&surroundings);
        let local: FxHashMap<Place, u32> = order.iter().copied().zip(0..).collect();
        let mut weighed = Vec::new();
        for (&place, left) in order.iter().zip(0..) {
            for &(other, Near { probability, likeness, .. }) in self.near.of(place) {
                if let Some(&right) = local.get(&other).filter(|right| left < **right) {
                    weighed.push(Weighed { left, right, probability, likeness });
                }
            }
        }
        weighed.sort_unstable_by_key(|pair| (pair.left, pair.right));
        if let Model::Weighted(weights) = &self.model {
            weighed = heed(weights, order.len(), &weighed);
        }
        for pair in &mut weighed {
            (pair.left, pair.right) = (order[pair.left as usize], order[pair.right as usize]);
        }
        weighed.retain(|pair| places.contains(&pair.left) || places.contains(&pair.right));
        weighed
    }

    /// Makes clusters of those among `changed`, and writes down what came of it.
    fn settle(&mut self, changed: &Places, proposals: &[Weighed]) -> Change {
        let order = self.by_id(changed);
        let local: FxHashMap<Place, usize> = order.iter().copied().zip(0..).collect();
        let records: Vec<&Record> =
            order.iter().filter_map(|place| self.records[*place as usize].as_ref()).collect();
        let rank: Vec<usize> = (0..records.len()).collect();
        let within: Vec<Proposal> = proposals
            .iter()
            .filter_map(|pair| {
                let (left, right) = (*local.get(&pair.left)?, *local.get(&pair.right)?);
                let Weighed { probability, likeness, .. } = *pair;
                Some(Proposal { left, right, probability, likeness })
            })
            .collect();
        let linked = resolve(&records, &rank, &self.decisions(&local), Scope::Within, within);

        let mut change = Change::default();
        let mut answers: Vec<Answer> = order
            .iter()
            .zip(linked.clusters.iter().zip(&linked.certain))
            .map(|(_, (&cluster, &certain))| Answer {
                cluster: order[cluster],
                certain: order[certain],
                ..Answer::default()
            })
            .collect();
        for pair in &linked.pairs {
            answers[pair.left].pairs.push((order[pair.right], pair.probability));
        }
        for pair in proposals.iter().filter(|pair| pair.probability >= HEARD_FROM) {
            for (one, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
                if let Some(&at) = local.get(&one) {
                    answers[at].edges.push(other);
                }
            }
        }
        for ((place, record), answer) in order.iter().zip(&records).zip(answers) {
            if self.answers[*place as usize].cluster != answer.cluster {
                change.moved.insert(record.id.to_string());
            }
            self.answers[*place as usize] = answer;
        }
        change
    }

    /// Places in the order of the ids of their records.
    fn by_id(&self, places: &Places) -> Vec<Place> {
        let mut places: Vec<(&str, Place)> = places.iter().map(|&place| (self.id(place), place)).collect();
        places.sort_unstable();
        places.into_iter().map(|(_, place)| place).collect()
    }

    fn decisions(&self, local: &FxHashMap<Place, usize>) -> Decisions {
        let mut decisions = Decisions::default();
        for (&place, &at) in local {
            for (other, decided) in self.decided.get(self.id(place)).into_iter().flatten() {
                let other = self.places.get(other.as_str()).and_then(|other| local.get(other));
                if let Some(&other) = other.filter(|other| at < **other) {
                    match decided {
                        Decided::Same => decisions.same.push((at, other)),
                        Decided::Different => decisions.different.push((at, other)),
                    }
                }
            }
        }
        decisions
    }
}
