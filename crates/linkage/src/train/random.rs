//! How alike two people at random are: the `u` of Fellegi and Sunter, from a sample of pairs.

use crate::block::Across;
use crate::compare::pair::{BLANK, Left};
use crate::compare::{birth, postcode, together};
use crate::draw::Draw;
use crate::people::{EXTRAS, People};
use crate::rounded::rounded;
use crate::weighted::Weighted;
use crate::worth;

/// Pairs sampled for names: a level that one pair in a thousand has is then seen about thirty times.
const NAME_PAIRS: usize = 30_000;
/// Pairs sampled for dates and postcodes, which are compared ten times as fast and have rarer levels.
const CODE_PAIRS: usize = 300_000;
/// Added to each level's count, so that what was not seen in the sample is rare and not impossible.
const UNSEEN: f64 = 0.5;
/// Any number would do; this one is kept, so that one set of records gives one model.
const SEED: u64 = 20_260_101;

/// A model that knows only what chance brings.
pub(crate) fn levels(people: &People, across: Across<'_>) -> Weighted {
    let count = people.all.len();
    let mut draw = Draw::new(SEED);
    let (mut given, mut surname) = ([UNSEEN; 6], [UNSEEN; 6]);
    let mut extras = [[UNSEEN; 6]; EXTRAS];
    let (mut births, mut postcodes, mut together) = ([UNSEEN; 9], [UNSEEN; 7], [UNSEEN; 2]);
    for _ in 0..if count < 2 { 0 } else { NAME_PAIRS } {
        let Some((left, right)) = pair(&mut draw, count, across) else { continue };
        let pair = Left::new(&people.words).compare(people, left, right);
        tally(&mut given, pair.given);
        tally(&mut surname, pair.surname);
        for (counts, level) in extras.iter_mut().zip(pair.extras) {
            tally(counts, level);
        }
    }
    for _ in 0..if count < 2 { 0 } else { CODE_PAIRS } {
        let Some((left, right)) = pair(&mut draw, count, across) else { continue };
        let (one, other) = (&people.all[left as usize], &people.all[right as usize]);
        tally(&mut births, birth::level(one.birth, other.birth).map_or(BLANK, |level| level as u8));
        let level = together::level(&one.together, &other.together);
        tally(&mut together, level.map_or(BLANK, |level| level as u8));
        tally(
            &mut postcodes,
            postcode::level(&one.postcode, &other.postcode).map_or(BLANK, |level| level as u8),
        );
    }
    let pairs = across.pairs(count).max(1.0);
    // Begun as though one record in two had a second one; training moves it.
    let prior = (count as f64 / 2.0 / pairs).clamp(1e-12, 0.5);
    Weighted::untrained(
        prior,
        worth::least(count),
        [shares(given), shares(surname)],
        shares(births),
        shares(postcodes),
        extras.map(shares),
        shares(together),
    )
}

fn tally(counts: &mut [f64], level: u8) {
    if level != BLANK {
        counts[level as usize] += 1.0;
    }
}

fn shares<const N: usize>(counts: [f64; N]) -> [f64; N] {
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
