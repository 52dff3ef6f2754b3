//! How alike two people at random are: the `u` of Fellegi and Sunter, from a sample of pairs.

use crate::block::Across;
use crate::compare::pair::{BLANK, Left};
use crate::compare::{birth, postcode};
use crate::people::{EXTRAS, People};
use crate::weighted::Weighted;

/// Pairs sampled for names: a level that one pair in a thousand has is then seen about thirty times.
const NAME_PAIRS: usize = 30_000;
/// Pairs sampled for dates and postcodes, which are compared ten times as fast and have rarer levels.
const CODE_PAIRS: usize = 300_000;
/// Added to each level's count, so that what was not seen in the sample is rare and not impossible.
const UNSEEN: f64 = 0.5;

/// A model that knows only what chance brings.
pub(crate) fn levels(people: &People, across: Across<'_>) -> Weighted {
    let count = people.all.len();
    let mut draw = Draw(0x00D0_0257_E900_0001);
    let (mut given, mut surname) = ([UNSEEN; 6], [UNSEEN; 6]);
    let mut extras = [[UNSEEN; 6]; EXTRAS];
    let (mut births, mut postcodes) = ([UNSEEN; 9], [UNSEEN; 6]);
    for _ in 0..if count < 2 { 0 } else { NAME_PAIRS } {
        let Some((left, right)) = draw.pair(count, across) else { continue };
        let pair = Left::new(&people.words).compare(people, left, right);
        tally(&mut given, pair.given);
        tally(&mut surname, pair.surname);
        for (counts, level) in extras.iter_mut().zip(pair.extras) {
            tally(counts, level);
        }
    }
    for _ in 0..if count < 2 { 0 } else { CODE_PAIRS } {
        let Some((left, right)) = draw.pair(count, across) else { continue };
        let (one, other) = (&people.all[left as usize], &people.all[right as usize]);
        tally(&mut births, birth::level(one.birth, other.birth).map_or(BLANK, |level| level as u8));
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
        [shares(given), shares(surname)],
        shares(births),
        shares(postcodes),
        extras.map(shares),
    )
}

fn tally(counts: &mut [f64], level: u8) {
    if level != BLANK {
        counts[level as usize] += 1.0;
    }
}

fn shares<const N: usize>(counts: [f64; N]) -> [f64; N] {
    let total: f64 = counts.iter().sum();
    counts.map(|count| count / total)
}

/// SplitMix64 (Steele, Lea and Flood 2014) from a fixed seed: the sample is the same in every run.
struct Draw(u64);

impl Draw {
    fn pair(&mut self, count: usize, across: Across<'_>) -> Option<(u32, u32)> {
        let (one, other) = (self.below(count), self.below(count));
        (one != other && across.allows(one as usize, other as usize))
            .then_some((one.min(other), one.max(other)))
    }

    fn below(&mut self, count: usize) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        u32::try_from((u128::from(mixed) * count as u128) >> 64).unwrap_or(0)
    }
}
