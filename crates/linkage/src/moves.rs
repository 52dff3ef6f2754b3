//! Who else of the household was there.
//!
//! A household that moved takes all of its children along. Two records of one child who moved disagree in the postcode, and
//! where names are common too little is left to know them by. But a brother or sister, whose records found each other, shows
//! that somebody moved between just these two postcodes; among strangers that is about as rare as one and the same postcode.
//! How rare, and how often it is seen between two records of one person or of two of one household, is learnt like any other
//! level of likeness.
//!
//! Where it is known who was written down together, a brother or sister who was there at both times says the same, whatever
//! the postcodes.

use std::cmp::Ordering;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::company::{DOUBT_MIN, Likeness, Weighed};
use crate::compare::pair::{BLANK, Compared};
use crate::compare::postcode::PostcodeLevel;
use crate::compare::together::TogetherLevel;
use crate::judge::{Judged, judge};
use crate::laid_out::found;
use crate::link::REVIEW_AT;
use crate::normalise::postcode::Postcode;
use crate::people::{HOUSEHOLD_MAX, People};
use crate::rarities::Rarities;
use crate::rounded::rounded;
use crate::weigh::{Rarity, Values, rarity};
use crate::weighted::Weighted;

/// Between what two things a household is seen, the lesser first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Way {
    /// Two homes.
    Homes(Postcode, Postcode),
    /// Two times at which it was written down.
    Times(u64, u64),
}

impl Way {
    fn homes(&self) -> Option<[Postcode; 2]> {
        match self {
            Self::Homes(one, other) => Some([*one, *other]),
            Self::Times(..) => None,
        }
    }
}

/// Two places of people, in the order of the way.
pub(crate) type Travel = (u32, u32);

/// The way between the homes of two records and the two in its order. None where the two have one postcode, one that is a
/// slip of the pen for the other, or one of them none, which `postcode` says, the level of likeness.
fn homes(people: &People, (left, right): Travel, postcode: u8) -> Option<(Way, Travel)> {
    (postcode > PostcodeLevel::Moved as u8 && postcode != BLANK).then(|| {
        let [one, other] = [left, right].map(|place| people.all[place as usize].postcode);
        if one <= other {
            (Way::Homes(one, other), (left, right))
        } else {
            (Way::Homes(other, one), (right, left))
        }
    })
}

/// The way between the times of two records, where both are known and they are two. None where the two are carers whose first
/// names are not alike: adults take turns in bringing a child, so that the child who was there at both times says nothing of them.
fn times(people: &People, (left, right): Travel, likeness: Likeness) -> Option<(Way, Travel)> {
    if !likeness.is_of_one_first_name() && people.is_carer(left) && people.is_carer(right) {
        return None;
    }
    let (one, other) = (people.rest(left).household?, people.rest(right).household?);
    match one.cmp(&other) {
        Ordering::Less => Some((Way::Times(one, other), (left, right))),
        Ordering::Equal => None,
        Ordering::Greater => Some((Way::Times(other, one), (right, left))),
    }
}

/// A pair less likely than this by its own fields is two people even where the two are left over.
const LEFT_OVER_AT: f64 = 1e-5;

/// Every way on which two records lie that are so alike and so likely one person by their own fields.
pub(crate) fn ways(
    people: &People,
    travel: Travel,
    likeness: Likeness,
    own: f64,
) -> impl Iterator<Item = (Way, Travel)> {
    let times = if own >= LEFT_OVER_AT { times(people, travel, likeness) } else { None };
    homes(people, travel, likeness.postcode).into_iter().chain(times)
}

/// Whether others of its household may say anything of this pair.
pub(crate) fn is_open(people: &People, pair: &Compared, own: f64) -> bool {
    ways(people, (pair.left, pair.right), Likeness::of(pair), own).next().is_some()
}

/// A pair less likely than this by its own fields says nothing of a move.
pub(crate) const HINTS_AT: f64 = 0.01;

/// How likely it is that others of the household were at both ends of a pair's ways.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Others {
    /// That somebody else moved between the two homes.
    homes: f64,
    /// That somebody else was there at both times, and these two are left over.
    times: f64,
}

impl Others {
    /// That of one way.
    fn on(way: Way, likely: f64) -> Self {
        match way {
            Way::Homes(..) => Self { homes: likely, times: 0.0 },
            Way::Times(..) => Self { homes: 0.0, times: likely },
        }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self { homes: self.homes.max(other.homes), times: self.times.max(other.times) }
    }

    pub(crate) fn most(self) -> f64 {
        self.homes.max(self.times)
    }

    /// How alike two are where this is how likely others were there: they are taken to have been from one half on.
    pub(crate) fn seen_in(self, own: Likeness) -> Likeness {
        if self.most() < REVIEW_AT {
            own
        } else if self.times >= self.homes {
            Likeness { together: TogetherLevel::LeftOver as u8, ..own }
        } else {
            Likeness { postcode: PostcodeLevel::Moved as u8, ..own }
        }
    }

    /// The pair as it looks if they were. Both are often the same brother or sister, so that only the likelier is heard.
    pub(crate) fn seen(self, pair: &Compared) -> Compared {
        if self.times >= self.homes { left_over(pair) } else { moved(pair) }
    }
}

fn moved(pair: &Compared) -> Compared {
    Compared { postcode: PostcodeLevel::Moved as u8, ..*pair }
}

fn left_over(pair: &Compared) -> Compared {
    Compared { together: TogetherLevel::LeftOver as u8, ..*pair }
}

/// A pair as it looks by its own fields, and as it would had others of its household been at both ends of its ways.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Either {
    own: Judged,
    moved: Judged,
    left_over: Judged,
}

impl Either {
    pub(crate) fn new(
        model: &Weighted,
        people: &People,
        values: &impl Values,
        pair: &Compared,
        own: Judged,
    ) -> Self {
        let travel = (pair.left, pair.right);
        let judged = |pair: Compared| judge(model, &pair, &rarity(model, people, values, &pair));
        Self {
            own,
            moved: homes(people, travel, pair.postcode).map_or(own, |_| judged(moved(pair))),
            left_over: if own.same >= LEFT_OVER_AT && times(people, travel, Likeness::of(pair)).is_some() {
                judged(left_over(pair))
            } else {
                own
            },
        }
    }

    /// How likely the pair is one person where this is how likely others were there.
    pub(crate) fn given(&self, others: Others) -> f64 {
        let odds = |judged: &Judged| {
            let strangers = (1.0 - judged.same - judged.kin).max(1e-15);
            [judged.same / strangers, judged.kin / strangers]
        };
        let with = if others.times >= others.homes { &self.left_over } else { &self.moved };
        let (own, with, others) = (odds(&self.own), odds(with), others.most());
        let [same, kin] = [0, 1].map(|of| others * with[of] + (1.0 - others) * own[of]);
        same / (same + kin + 1.0)
    }

    /// The most that it may come to, whoever was there.
    pub(crate) fn at_most(&self) -> f64 {
        let sure = |homes: f64, times: f64| self.given(Others { homes, times });
        self.own.same.max(sure(1.0, 0.0)).max(sure(0.0, 1.0))
    }
}

/// Pairs that lie on one way, each with how likely it is one person by its own fields.
pub(crate) type Travels = [(Travel, f64)];

/// How likely it is that somebody else than either of the two was at both ends of a way. `is_one` says whether two
/// records are one person more likely than not.
pub(crate) fn others_on(
    people: &People,
    (way, travel): (Way, Travel),
    travels: &Travels,
    is_one: impl Fn(u32, u32) -> bool,
) -> Others {
    let (from, to) = travel;
    let is_other = |(one, other): Travel| {
        one != from
            && other != to
            && !is_one(one.min(from), one.max(from))
            && !is_one(other.min(to), other.max(to))
    };
    let of_household = |(one, other): Travel| match way {
        Way::Homes(..) => true,
        Way::Times(..) => share_a_home(people, one, from) || share_a_home(people, other, to),
    };
    if matches!(way, Way::Times(..)) && !are_left_over(travel, travels) {
        return Others::default();
    }
    let others = travels.iter().filter(|(travel, _)| is_other(*travel) && of_household(*travel));
    Others::on(way, others.fold(0.0, |most, (_, probability)| probability.max(most)))
}

/// Whether neither of the two is likelier than not somebody else who was there at the other time, and who is nobody else.
fn are_left_over((from, to): Travel, travels: &Travels) -> bool {
    let likely = || travels.iter().filter(|(_, probability)| *probability >= REVIEW_AT);
    let shares_an_end = |(a, b): Travel, (c, d): Travel| (a == c) != (b == d);
    let is_beaten = |travel: Travel, by: f64| {
        likely().any(|(other, probability)| shares_an_end(*other, travel) && *probability > by)
    };
    likely().count() <= HOUSEHOLD_MAX
        && !likely().any(|(travel, probability)| {
            shares_an_end(*travel, (from, to)) && !is_beaten(*travel, *probability)
        })
}

/// Whether two who were written down together have a surname or a postcode in common.
fn share_a_home(people: &People, one: u32, other: u32) -> bool {
    let (one, other) = (&people.all[one as usize], &people.all[other as usize]);
    one.surname.is_some() && one.surname == other.surname
        || one.postcode.is_known() && one.postcode == other.postcode
}

/// Every pair by its own fields and by the moves of others, but for those that are never worth a thought.
pub(crate) fn weigh(
    model: &Weighted,
    people: &People,
    values: &Rarities<'_>,
    pairs: &[Compared],
    rarities: &[Rarity],
) -> Vec<Weighed> {
    let by_own_fields = |(pair, rarity)| judge(model, pair, rarity).same;
    let own: Vec<f64> = pairs.par_iter().with_min_len(1_024).zip(rarities).map(by_own_fields).collect();
    let ways = Ways::new(people, &found(pairs, |at, pair| hint(pair, own[at])));
    found(pairs, |at, pair| {
        let others = ways.others(people, pair, own[at]);
        let weighed = others.map_or_else(
            || Weighed::new(pair, own[at]),
            |others| {
                let own = judge(model, pair, &rarities[at]);
                let probability = Either::new(model, people, values, pair, own).given(others);
                let weighed = Weighed::new(pair, probability);
                Weighed { likeness: others.seen_in(weighed.likeness), ..weighed }
            },
        );
        (weighed.probability >= DOUBT_MIN).then_some(weighed)
    })
}

/// A pair and how likely it is one person by its own fields, where that hints at a move.
pub(crate) fn hint(pair: &Compared, own: f64) -> Option<(Compared, f64)> {
    (own >= HINTS_AT).then_some((*pair, own))
}

/// Who may have moved from where to where.
pub(crate) struct Ways {
    travels: FxHashMap<Way, Vec<(Travel, f64)>>,
    /// In order.
    likely: Vec<(u32, u32)>,
    lies_on_a_way: Vec<bool>,
}

impl Ways {
    /// Given the pairs that hint at a move, with how likely each is by its own fields.
    pub(crate) fn new(people: &People, hints: &[(Compared, f64)]) -> Self {
        let on_ways = hints.par_iter().with_min_len(1_024).flat_map_iter(|(pair, probability)| {
            let ways = ways(people, (pair.left, pair.right), Likeness::of(pair), *probability);
            ways.map(|(way, travel)| (way, travel, *probability))
        });
        let on_ways: Vec<(Way, Travel, f64)> = on_ways.collect();
        let mut travels: FxHashMap<Way, Vec<(Travel, f64)>> = FxHashMap::default();
        for (way, travel, probability) in on_ways {
            travels.entry(way).or_default().push((travel, probability));
        }
        let mut likely =
            found(hints, |_, (pair, own)| (*own >= REVIEW_AT).then_some((pair.left, pair.right)));
        // Of a few runs that are in order by themselves.
        likely.sort();
        let joined: FxHashSet<Postcode> = travels.keys().flat_map(Way::homes).flatten().collect();
        let lies_on_a_way = people.all.iter().map(|person| joined.contains(&person.postcode)).collect();
        Self { travels, likely, lies_on_a_way }
    }

    /// How likely it is that others were at both ends of the ways of a pair that is so likely by its own fields; nothing
    /// where nobody may have been.
    pub(crate) fn others(&self, people: &People, pair: &Compared, own: f64) -> Option<Others> {
        let lies = |place: u32| self.lies_on_a_way[place as usize];
        let lie_on_ways = lies(pair.left) && lies(pair.right);
        if own < LEFT_OVER_AT && !lie_on_ways {
            return None;
        }
        let is_one = |one: u32, other: u32| self.likely.binary_search(&(one, other)).is_ok();
        let may_be = |way: &Way| matches!(way, Way::Times(..)) || lie_on_ways;
        let on = |(way, travel)| Some(others_on(people, (way, travel), self.travels.get(&way)?, is_one));
        let ways = ways(people, (pair.left, pair.right), Likeness::of(pair), own);
        let others = ways.filter(|(way, _)| may_be(way)).filter_map(on).fold(Others::default(), Others::and);
        (others.most() > 0.0).then_some(others)
    }

    /// How many times as often two people at random have two postcodes between which somebody moved as they have one
    /// postcode. `person_of` is for each record the first of the same person.
    pub(crate) fn times_as_common(&self, people: &People, person_of: &[usize]) -> f64 {
        let mut at: FxHashMap<Postcode, f64> = FxHashMap::default();
        for (place, person) in people.all.iter().enumerate() {
            if person_of[place] == place && person.postcode.is_known() {
                *at.entry(person.postcode).or_default() += 1.0;
            }
        }
        let count = |postcode: &Postcode| at.get(postcode).copied().unwrap_or(0.0);
        let is_gone = |travels: &Travels| travels.iter().any(|(_, probability)| *probability >= REVIEW_AT);
        let gone = self.travels.iter().filter(|(_, travels)| is_gone(travels));
        let gone = gone.filter_map(|(way, _)| way.homes());
        // In order, for a sum of floats depends on it.
        let mut gone: Vec<f64> = gone.map(|[one, other]| count(&one) * count(&other)).collect();
        gone.sort_by(f64::total_cmp);
        let mut together: Vec<f64> = at.values().map(|count| count * (count - 1.0) / 2.0).collect();
        together.sort_by(f64::total_cmp);
        let times = gone.iter().sum::<f64>() / together.iter().sum::<f64>().max(1.0);
        rounded(times.clamp(0.1, 100.0))
    }
}
