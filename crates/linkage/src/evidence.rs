//! What all pairs between two clusters say, and not only the one that would join them.

use crate::company::Likeness;
use crate::compare::birth::BirthLevel;
use crate::compare::name::NameLevel;
use crate::compare::pair::BLANK;
use crate::compare::postcode::PostcodeLevel;
use crate::compare::together::TogetherLevel;
use crate::lines::{Heard, line_of};
use crate::link::Proposal;
use crate::resolve::ASK_MAX;

/// In the average no single pair speaks louder than this, in natural logarithms of odds: fifty to one.
const VOICE_MAX: f64 = 4.0;
/// A pair is heard up to near certainty.
const ODDS_MAX: f64 = 27.0;
/// Of larger clusters only this many records are heard, the first to have joined: to hear all takes time with the
/// square.
const HEARD_MAX: usize = 12;

/// The odds of all pairs worth a thought. A pair that is not among them is all but certainly two people.
pub(crate) struct Evidence<'a> {
    /// By record its place by id.
    rank: &'a [usize],
    /// By place where the pairs begin of which it is the lesser, and at the end how many pairs there are.
    begins: Vec<usize>,
    /// By the lesser place: the greater one, the odds, and how alike the two are.
    odds: Vec<(usize, f64, Likeness)>,
}

impl<'a> Evidence<'a> {
    /// Given each pair once; `rank` is each record's place by id.
    pub(crate) fn new(proposals: &[Proposal], rank: &'a [usize]) -> Self {
        let places = |pair: &Proposal| {
            let (left, right) = (rank[pair.left], rank[pair.right]);
            (left.min(right), left.max(right))
        };
        let mut begins = vec![0; rank.len() + 1];
        proposals.iter().for_each(|pair| begins[places(pair).0 + 1] += 1);
        for place in 0..rank.len() {
            begins[place + 1] += begins[place];
        }
        let mut next = begins.clone();
        let mut odds = vec![(0, 0.0, Likeness::UNKNOWN); proposals.len()];
        for pair in proposals {
            let (least, most) = places(pair);
            odds[next[least]] = (most, logarithm(pair.probability), pair.likeness);
            next[least] += 1;
        }
        for at in begins.windows(2) {
            // They come in order as a rule, which costs next to nothing to see.
            odds[at[0]..at[1]].sort_by_key(|(place, ..)| *place);
        }
        Self { rank, begins, odds }
    }

    /// What is known of two records: their odds, and how alike they are.
    fn of(&self, one: usize, other: usize) -> Option<(f64, Likeness)> {
        let (one, other) = (self.rank[one], self.rank[other]);
        let (least, most) = (one.min(other), one.max(other));
        let pairs = &self.odds[self.begins[least]..self.begins[least + 1]];
        let at = pairs.binary_search_by_key(&most, |(place, ..)| *place).ok()?;
        Some((pairs[at].1, pairs[at].2))
    }

    /// How likely two clusters are one person: by the best of their pairs, which proposes it, the average of all, which may
    /// doubt it, and by what agrees between them. Where a person is to be asked about each of their pairs, that is so of the
    /// two as well.
    ///
    /// A record without a first name joins nobody to a child of another name: where both sides have first names, pairs of
    /// these propose.
    pub(crate) fn probability(
        &self,
        one: &[usize],
        other: &[usize],
        is_nameless: impl Fn(usize) -> bool,
    ) -> f64 {
        let heard_of = |side: &[usize]| side.iter().take(HEARD_MAX).any(|&at| !is_nameless(at));
        let by_name = heard_of(one) && heard_of(other);
        let mut sum = Sum { is_witnessed: true, best: -ODDS_MAX, ..Sum::default() };
        for (row, &left) in one.iter().take(HEARD_MAX).enumerate() {
            for (column, &right) in other.iter().take(HEARD_MAX).enumerate() {
                let known = self.of(left, right);
                let proposes = !by_name || !(is_nameless(left) || is_nameless(right));
                sum.hear(known, proposes, [row, column]);
            }
        }
        let best = sum.best;
        let odds = line_of(one.len(), other.len()).odds(&sum.heard(!by_name, one.len().min(other.len())));
        let odds = odds.min(best.max(logarithm(ASK_MAX)));
        1.0 / (1.0 + (-odds).exp())
    }
}

fn logarithm(probability: f64) -> f64 {
    (probability / (1.0 - probability)).ln().clamp(-ODDS_MAX, ODDS_MAX)
}

/// What was counted of the pairs of two groups.
#[derive(Default)]
struct Sum {
    pairs: f64,
    said: f64,
    best: f64,
    is_witnessed: bool,
    surnames: f64,
    surname_unlike: f64,
    births: f64,
    birth_same: f64,
    birth_unlike: f64,
    postcodes: f64,
    home: f64,
    elsewhere: f64,
    moved: f64,
    left_over: f64,
    one_alone: f64,
    together: f64,
    dates: Written,
    homes: Written,
}

impl Sum {
    /// A pair that is not known is one that nobody thought worth a thought.
    fn hear(&mut self, known: Option<(f64, Likeness)>, proposes: bool, at: [usize; 2]) {
        let (odds, likeness) = known.unwrap_or((-ODDS_MAX, Likeness::UNKNOWN));
        self.pairs += 1.0;
        self.said += odds.clamp(-VOICE_MAX, VOICE_MAX);
        if proposes {
            self.best = self.best.max(odds);
        }
        if known.is_none() {
            return;
        }
        let Likeness { surname, birth, postcode, together, .. } = likeness;
        self.is_witnessed &= likeness.is_witnessed();
        let count = |so: bool| f64::from(u8::from(so));
        let has_dates = birth != BLANK && birth != BirthLevel::Within as u8;
        self.surnames += count(surname != BLANK);
        self.births += count(has_dates);
        self.postcodes += count(postcode != BLANK);
        self.surname_unlike += count(surname == NameLevel::Unlike as u8);
        self.birth_same += count(birth == BirthLevel::Same as u8);
        self.birth_unlike += count(has_dates && birth >= BirthLevel::Year as u8);
        self.home += count(postcode < PostcodeLevel::Moved as u8);
        self.moved += count(postcode == PostcodeLevel::Moved as u8);
        self.elsewhere += count(postcode != BLANK && postcode > PostcodeLevel::Moved as u8);
        self.left_over += count(together == TogetherLevel::LeftOver as u8);
        self.one_alone += count(together == TogetherLevel::OneAlone as u8);
        self.together += count(likeness.is_together());
        if has_dates {
            self.dates.hear(birth == BirthLevel::Same as u8, at);
        }
        if postcode != BLANK && postcode != PostcodeLevel::Moved as u8 {
            self.homes.hear(postcode == PostcodeLevel::Same as u8, at);
        }
    }

    fn heard(&self, is_nameless: bool, lesser: usize) -> Heard {
        let share = |of: f64, all: f64| of / all.max(1.0);
        Heard {
            best: self.best,
            said: self.said / self.pairs,
            is_nameless,
            is_witnessed: self.is_witnessed,
            is_dated: self.is_witnessed && self.births > 0.0,
            surname_unlike: share(self.surname_unlike, self.surnames),
            birth_same: share(self.birth_same, self.births),
            birth_unlike: share(self.birth_unlike, self.births),
            home: share(self.home, self.postcodes),
            elsewhere: share(self.elsewhere, self.postcodes),
            moved: self.moved / self.pairs,
            left_over: self.left_over / self.pairs,
            one_alone: self.one_alone / self.pairs,
            beside: self.together,
            has_two_dates: self.dates.is_twice(),
            has_two_homes: self.homes.is_twice(),
            lesser,
        }
    }
}

/// Whether two groups have one value in common, or two that are each written down more than once.
#[derive(Default)]
struct Written {
    in_common: bool,
    /// A bit for each record of either side that differs from one of the other.
    differing: [u32; 2],
}

impl Written {
    fn hear(&mut self, is_same: bool, [row, column]: [usize; 2]) {
        if is_same {
            self.in_common = true;
        } else {
            self.differing[0] |= 1 << row;
            self.differing[1] |= 1 << column;
        }
    }

    fn is_twice(&self) -> bool {
        !self.in_common && self.differing.iter().all(|side| side.count_ones() > 1)
    }
}
