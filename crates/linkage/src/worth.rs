//! A quick look at a pair, before anything is weighed: could it be one person at all?

use crate::compare::pair::Compared;

/// Decimal orders of magnitude by which each level speaks for one person, rounded in favour of keeping a pair.
const NAME: [f32; 6] = [2.5, 2.5, 1.7, 1.7, 0.8, -0.8];
const BIRTH: [f32; 9] = [3.5, 3.5, 3.5, 2.7, 1.5, 1.0, 1.0, 0.5, -0.8];
const POSTCODE: [f32; 6] = [2.5, 2.3, 1.7, 1.2, 0.5, -0.8];
/// A pair below this sum is a matter of chance: in a small set of 500 people a pair starts three orders behind.
const WORTH_A_LOOK: f32 = 1.5;

/// Whether the pair is worth weighing.
pub(crate) fn a_look(pair: &Compared) -> bool {
    let at = |levels: &[f32], level: u8| levels.get(level as usize).copied().unwrap_or(0.0);
    let straight = at(&NAME, pair.given) + at(&NAME, pair.surname);
    let crossed =
        if pair.is_crossed() { at(&NAME, pair.crossed[0]) + at(&NAME, pair.crossed[1]) } else { straight };
    let extras: f32 = pair.extras.iter().map(|&level| at(&NAME, level) / 2.0).sum();
    straight.max(crossed) + at(&BIRTH, pair.birth) + at(&POSTCODE, pair.postcode) + extras >= WORTH_A_LOOK
}
