//! How alike two people at random are: the `u` of Fellegi and Sunter, from a sample of pairs.

use crate::block::Across;
use rayon::prelude::*;

use crate::compare::birth::{self, BirthLevel};
use crate::compare::name::NameLevel;
use crate::compare::pair::{BLANK, Left};
use crate::compare::postcode::{self, PostcodeLevel};
use crate::compare::together::{self, TogetherLevel};
use crate::draw::Draw;
use crate::people::{EXTRAS, People};
use crate::rounded::rounded;
use crate::train::Teachers;
use crate::weighted::Weighted;
use crate::worth;

/// Pairs sampled for names: a level that one pair in a thousand has is then seen about thirty times.
const NAME_PAIRS: usize = 30_000;
/// Pairs sampled for dates and postcodes, which are compared ten times as fast and have rarer levels.
const CODE_PAIRS: usize = 300_000;
const PAIRS_PER_CHUNK: usize = 4_096;
/// Added to each level's count, so that what was not seen in the sample is rare and not impossible.
const UNSEEN: f64 = 0.5;
/// Any number would do; this one is kept, so that one set of records gives one model.
const SEED: u64 = 20_260_101;

/// A model that knows only what chance brings.
pub(crate) fn levels(people: &People, across: Across<'_>) -> Weighted {
    let count = people.all.len();
    let mut draw = Draw::new(SEED);
    let teachers = Teachers::new(people);
    let mut drawn = |pairs: usize| -> Vec<(u32, u32)> {
        let pairs = if count < 2 { 0 } else { pairs };
        let drawn = (0..pairs).filter_map(|_| pair(&mut draw, count, across));
        drawn.filter(|(left, right)| teachers.are(*left) && teachers.are(*right)).collect()
    };
    let (names, codes) = (drawn(NAME_PAIRS), drawn(CODE_PAIRS));
    let seen = |pairs: &[(u32, u32)], see: &(dyn Fn(&mut Seen, (u32, u32)) + Sync)| {
        let chunks = pairs.par_chunks(PAIRS_PER_CHUNK).map(|chunk| {
            let mut seen = Seen::default();
            chunk.iter().for_each(|&pair| see(&mut seen, pair));
            seen
        });
        // Whole numbers, whose sum is the same in any order.
        chunks.reduce(Seen::default, Seen::add)
    };
    let of_names = seen(&names, &|seen, (left, right)| {
        let pair = Left::new(&people.words).compare(people, left, right);
        tally(&mut seen.given, pair.given);
        tally(&mut seen.surname, pair.surname);
        for (counts, level) in seen.extras.iter_mut().zip(pair.extras) {
            tally(counts, level);
        }
    });
    let of_codes = seen(&codes, &|seen, (left, right)| {
        let (one, other) = (&people.all[left as usize], &people.all[right as usize]);
        tally(&mut seen.birth, birth::level(one.birth, other.birth).map_or(BLANK, |level| level as u8));
        let level = together::level(people.rest(left), people.rest(right));
        tally(&mut seen.together, level.map_or(BLANK, |level| level as u8));
        let level = postcode::level(&one.postcode, &other.postcode);
        tally(&mut seen.postcode, level.map_or(BLANK, |level| level as u8));
    });
    let Seen { given, surname, birth, postcode, extras, together } = of_names.add(of_codes);
    let pairs = across.pairs(count).max(1.0);
    // Begun as though one record in two had a second one; training moves it.
    let prior = (count as f64 / 2.0 / pairs).clamp(1e-12, 0.5);
    Weighted::untrained(
        prior,
        worth::least(count),
        [shares(given), shares(surname)],
        shares(birth),
        shares(postcode),
        extras.map(shares),
        shares(together),
    )
}

/// How often each level was seen.
#[derive(Default)]
struct Seen {
    given: [f64; NameLevel::COUNT],
    surname: [f64; NameLevel::COUNT],
    birth: [f64; BirthLevel::COUNT],
    postcode: [f64; PostcodeLevel::COUNT],
    extras: [[f64; NameLevel::COUNT]; EXTRAS],
    together: [f64; TogetherLevel::COUNT],
}

impl Seen {
    fn add(self, other: Self) -> Self {
        fn sum<const N: usize>(one: [f64; N], other: [f64; N]) -> [f64; N] {
            std::array::from_fn(|level| one[level] + other[level])
        }
        Self {
            given: sum(self.given, other.given),
            surname: sum(self.surname, other.surname),
            birth: sum(self.birth, other.birth),
            postcode: sum(self.postcode, other.postcode),
            extras: std::array::from_fn(|place| sum(self.extras[place], other.extras[place])),
            together: sum(self.together, other.together),
        }
    }
}

fn tally(counts: &mut [f64], level: u8) {
    if level != BLANK {
        counts[level as usize] += 1.0;
    }
}

fn shares<const N: usize>(counts: [f64; N]) -> [f64; N] {
    let counts = counts.map(|count| count + UNSEEN);
    let total: f64 = counts.iter().sum();
    counts.map(|count| rounded(count / total))
}

fn pair(draw: &mut Draw, count: usize, across: Across<'_>) -> Option<(u32, u32)> {
    let (one, other) = (draw.below(count), draw.below(count));
    let place = |place: usize| u32::try_from(place).ok();
    if one != other && across.allows(one, other) {
        place(one.min(other)).zip(place(one.max(other)))
    } else {
        None
    }
}
