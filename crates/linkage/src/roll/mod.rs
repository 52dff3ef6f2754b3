//! Records that stay linked while they come and go: after each change who is who is as if all had been linked at once.
//!
//! A change reaches as far as it must and no farther. What a pair is worth depends on the two records, on who keeps
//! company with either, and on who rivals them; so the surroundings of a change are taken out, judged anew by the very
//! code that judges all records at once, and put back.

mod index;
mod near;
mod parted;
mod surroundings;
mod values;
mod ways;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::company::{Likeness, Weighed};
use crate::compare::pair::Left;
use crate::exact_key::ExactKey;
use crate::judge::judge;
use crate::keys::{Keys, keys_of};
use crate::link::{LINK_AT, Linked, Pair, Scope};
use crate::model::Model;
use crate::moves::{self, Either};
use crate::people::People;
use crate::record::{Record, Text};
use crate::run::Run;
use crate::words::number;
use crate::worth;
use index::{Index, Touched};
use near::{Near, Nears};
use values::Known;
use ways::Ways;

/// A roll of many at once has room for one more for every so many, before anything has to be moved.
const ROOM_FOR_ONE_IN: usize = 8;

/// What people decided of two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decided {
    /// These two are one person.
    Same,
    /// These two are two people.
    Different,
}

/// A place on the roll, given once and never again.
type Place = u32;
type Places = FxHashSet<Place>;

/// Records linked under one model.
pub struct Roll {
    model: Model,
    known: Option<Known>,
    people: People,
    index: Index,
    /// By place; nothing where the record was taken off.
    records: Vec<Option<Record>>,
    places: BTreeMap<Text, Place>,
    /// For each id what was decided of it and others, whether they are on the roll or not.
    decided: BTreeMap<String, BTreeMap<String, Decided>>,
    near: Nears,
    ways: Ways,
    answers: Vec<Answer>,
}

/// What is known of one record's person.
#[derive(Clone, Debug, Default)]
struct Answer {
    cluster: Place,
    certain: Place,
    /// Pairs of which this is the one with the lesser id.
    pairs: Vec<(Place, f64)>,
    /// Those with whom it may be joined, before clusters are made.
    edges: Vec<Place>,
}

/// Whose person changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Ids of the records that are now represented by another record than before, those added included.
    pub moved: BTreeSet<String>,
}

impl Roll {
    /// An empty roll under this model.
    pub fn new(model: Model) -> Self {
        let known = match &model {
            Model::ExactKey(_) => None,
            Model::Weighted(weights) => Some(Known::new(weights)),
        };
        Self {
            index: Index::new(known.is_none()),
            model,
            known,
            people: People::default(),
            records: Vec::new(),
            places: BTreeMap::new(),
            decided: BTreeMap::new(),
            near: Nears::default(),
            ways: Ways::default(),
            answers: Vec::new(),
        }
    }

    /// A roll of many records at once, far sooner than one by one. Of records with one id the last counts.
    pub fn of(records: Vec<Record>, model: Model) -> Self {
        let mut roll = Self::new(model);
        let by_id: BTreeMap<Text, Record> =
            records.into_iter().map(|record| (record.id.clone(), record)).collect();
        let records: Vec<Record> = by_id.into_values().collect();
        let order: Vec<usize> = (0..records.len()).collect();
        if let Model::Weighted(weights) = &roll.model {
            let run = Run::new(&records, &order, Scope::Within, weights.worth);
            let (weighed, company) = (run.weigh_apart(weights), weights.company);
            roll.near = Nears::of_count(records.len());
            roll.people = run.into_people();
            for (weighed, either) in weighed {
                if company.may_matter(at_most(weighed.probability, either)) {
                    roll.set_near(weighed.left, weighed.right, &Near::new(&weighed, either));
                }
            }
            (0..records.len())
                .for_each(|place| roll.index.load(&records[place].id, keys_of(&roll.people, place)));
            roll.index.is_loaded();
            for (place, record) in (0..).zip(records) {
                roll.places.insert(record.id.clone(), place);
                roll.records.push(Some(record));
                roll.answers.push(Answer { cluster: Place::MAX, ..Answer::default() });
            }
            let mut all = roll.places.values().copied().collect();
            roll.all_are_fresh();
            roll.heed_moves(&mut all);
            roll.judge_anew(&all);
            // Whoever comes first should not wait until all that was loaded is moved to where there is more room.
            roll.reserve(all.len() / ROOM_FOR_ONE_IN);
        } else {
            roll.put(records);
        }
        roll
    }

    fn reserve(&mut self, more: usize) {
        self.people.reserve(more);
        self.index.reserve(more);
        self.records.reserve(more);
        self.near.reserve(more);
        self.answers.reserve(more);
    }

    /// Puts records on the roll, such as a family that was written down together. A record whose id is there already
    /// takes the other's place.
    pub fn put(&mut self, records: Vec<Record>) -> Change {
        let (mut touched, mut reached, mut new) = (Touched::default(), Places::default(), Vec::new());
        for record in records {
            self.take_off(&record.id, &mut touched, &mut reached, &mut new);
            let place = Place::try_from(self.records.len()).unwrap_or(Place::MAX);
            self.people.push(&record);
            new.extend(self.people.come(place));
            self.index.come(&record.id);
            self.places.insert(record.id.clone(), place);
            reached.extend(self.told(&record.id));
            self.records.push(Some(record));
            self.near.come();
            self.answers.push(Answer { cluster: Place::MAX, ..Answer::default() });
            new.push(place);
        }
        self.follow(touched, reached, new)
    }

    /// Takes records off the roll; an id that is not there is passed over.
    pub fn remove(&mut self, ids: &[&str]) -> Change {
        let (mut touched, mut reached, mut new) = (Touched::default(), Places::default(), Vec::new());
        for id in ids {
            self.take_off(id, &mut touched, &mut reached, &mut new);
        }
        self.follow(touched, reached, new)
    }

    /// Heeds what people decided of two records, or no longer where nothing is decided. Either may come later than its
    /// decision.
    pub fn decide(&mut self, one: &str, other: &str, decided: Option<Decided>) -> Change {
        if one == other {
            return Change::default();
        }
        for (of, with) in [(one, other), (other, one)] {
            let told = self.decided.entry(of.to_owned()).or_default();
            match decided {
                Some(decided) => told.insert(with.to_owned(), decided),
                None => told.remove(with),
            };
        }
        let reached = [one, other].into_iter().filter_map(|id| self.places.get(id).copied()).collect();
        self.follow(Touched::default(), reached, Vec::new())
    }

    /// The id of the record that stands for this one's person.
    pub fn person_of(&self, id: &str) -> Option<&str> {
        let place = *self.places.get(id)?;
        self.records[self.answers[place as usize].cluster as usize].as_ref().map(|record| record.id.as_str())
    }

    /// The records in order of id.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.places.values().filter_map(|place| self.records[*place as usize].as_ref())
    }

    /// Who is who, by index into [`Roll::records`]: what [`crate::link()`] says of the same records, decisions and model.
    pub fn linked(&self) -> Linked {
        let index: FxHashMap<Place, usize> =
            self.places.values().enumerate().map(|(at, place)| (*place, at)).collect();
        let each = || self.places.values().map(|place| &self.answers[*place as usize]);
        let mut pairs = Vec::new();
        for (left, answer) in each().enumerate() {
            let mut own: Vec<Pair> = answer
                .pairs
                .iter()
                .map(|(right, probability)| Pair { left, right: index[right], probability: *probability })
                .collect();
            own.sort_by_key(|pair| pair.right);
            pairs.extend(own);
        }
        Linked {
            clusters: each().map(|answer| index[&answer.cluster]).collect(),
            certain: each().map(|answer| index[&answer.certain]).collect(),
            review: pairs.iter().filter(|pair| pair.probability < LINK_AT).count(),
            pairs,
        }
    }

    fn keys(&self, place: Place) -> Keys {
        match &self.model {
            Model::Weighted(_) => keys_of(&self.people, place as usize),
            Model::ExactKey(_) => {
                let record = self.records[place as usize].as_ref();
                let key = record.and_then(ExactKey::key).map(|key| number(&key));
                Keys { blocks: key.into_iter().collect(), ..Keys::default() }
            }
        }
    }

    /// Takes a record off. Those who were written down with it are others than before, and added to `new`.
    fn take_off(&mut self, id: &str, touched: &mut Touched, reached: &mut Places, new: &mut Vec<Place>) {
        let Some(place) = self.places.remove(id) else { return };
        self.index.remove(place, touched);
        self.forget(place, reached);
        reached.extend(self.told(id));
        self.records[place as usize] = None;
        self.answers[place as usize] = Answer::default();
        new.extend(self.people.go(place));
    }

    /// Forgets all pairs of a record.
    fn forget(&mut self, place: Place, reached: &mut Places) {
        let others: Vec<Place> = self.near.of(place).iter().map(|(other, _)| *other).collect();
        for other in others {
            self.forget_near(place, other);
            reached.insert(other);
        }
        reached.extend(std::mem::take(&mut self.answers[place as usize].edges));
    }

    /// Brings the pairs up to date that a change touched, and judges their surroundings anew. Those who are `new` have other
    /// fellows than before, or came.
    fn follow(&mut self, mut touched: Touched, mut reached: Places, mut new: Vec<Place>) -> Change {
        let is_there = |roll: &Self, place: Place| roll.records[place as usize].is_some();
        new.sort_unstable();
        new.dedup();
        new.retain(|place| is_there(self, *place));
        for &place in &new {
            self.forget(place, &mut reached);
            self.index.put(place, self.keys(place), &mut touched);
        }
        for &(one, other) in &touched.parted {
            // Whoever is not near was found not to be while the two were brought together.
            if self.near.get(one, other).is_some() && !self.index.brings_together(one, other) {
                self.forget_near(one, other);
                reached.extend([one, other]);
            }
        }
        for &(one, other) in &touched.joined {
            let are_there = is_there(self, one) && is_there(self, other);
            if are_there && self.index.brings_together(one, other) && self.compare(one, other) {
                reached.extend([one, other]);
            }
        }
        for place in new {
            reached.insert(place);
            for other in self.index.candidates(place) {
                if self.compare(place, other) {
                    reached.insert(other);
                }
            }
        }
        reached.retain(|place| self.records[*place as usize].is_some());
        self.heed_moves(&mut reached);
        self.judge_anew(&reached)
    }

    /// Compares two records, and remembers them where they may be one person; says whether that is new.
    fn compare(&mut self, one: Place, other: Place) -> bool {
        if self.near.get(one, other).is_some() || !self.people.may_be_one(one, other) {
            return false;
        }
        let (left, right) = if self.id(one) <= self.id(other) { (one, other) } else { (other, one) };
        let near = match (&self.model, &mut self.known) {
            (Model::Weighted(weights), Some(known)) => {
                let pair = Left::new(&self.people.words).compare(&self.people, left, right);
                if !worth::is_worth(&pair, weights.worth) {
                    return false;
                }
                let rarity = known.rarity(weights, &self.people, &pair);
                let judged = judge(weights, &pair, &rarity);
                let weighed = Weighed::new(&pair, judged.same);
                let either = moves::is_open(&self.people, &pair, judged.same)
                    .then(|| known.either(weights, &self.people, &pair, judged));
                if !weights.company.may_matter(at_most(judged.same, either)) {
                    return false;
                }
                Near::new(&weighed, either)
            }
            (Model::ExactKey(_), _) | (Model::Weighted(_), None) => {
                let sure = Weighed { left, right, probability: 1.0, likeness: Likeness::UNKNOWN };
                Near::new(&sure, None)
            }
        };
        self.set_near(one, other, &near);
        true
    }

    /// Those of whom people decided something together with this record.
    fn told(&self, id: &str) -> Vec<Place> {
        let told = self.decided.get(id).into_iter().flatten();
        told.filter_map(|(other, _)| self.places.get(other.as_str()).copied()).collect()
    }

    /// The id of the record at a place; blank where it was taken off.
    fn id(&self, place: Place) -> &str {
        self.records[place as usize].as_ref().map_or("", |record| record.id.as_str())
    }
}

/// The most that a pair may come to, whoever else was there.
fn at_most(own: f64, either: Option<Either>) -> f64 {
    either.map_or(own, |either| either.at_most())
}
