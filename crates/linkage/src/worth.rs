//! A quick look at a pair, before anything is weighed: could it be one person at all, or must it be?

use crate::compare::pair::Compared;
use crate::rounded::rounded;

/// Decimal orders of magnitude by which each level speaks for one person, rounded in favour of keeping a pair.
const NAME: [f32; 6] = [2.5, 2.5, 1.7, 1.7, 0.8, -0.8];
const BIRTH: [f32; 9] = [3.5, 3.5, 3.5, 2.7, 1.5, 1.0, 1.0, 0.5, -0.8];
const POSTCODE: [f32; 7] = [2.5, 2.3, 1.7, 2.0, 1.2, 0.5, -0.8];
/// In a set of this many people a pair whose orders sum to less than [`WORTH_A_LOOK`] is a matter of chance.
const PEOPLE: f32 = 5_000.0;
const WORTH_A_LOOK: f32 = 1.5;
/// A pair whose orders sum to this is one person for the purpose of counting how common a name is.
const NO_DOUBT: f32 = 7.0;

/// The least sum of orders that is worth weighing among so many people: the more there are, the less likely is a
/// pair at random one person.
pub(crate) fn least(people: usize) -> f64 {
    let people = f32::from(u16::try_from(people.min(usize::from(u16::MAX))).unwrap_or(u16::MAX)).max(PEOPLE);
    rounded(f64::from(WORTH_A_LOOK + (people / PEOPLE).log10()))
}

/// Whether the pair is worth weighing where `least` is the least that is.
pub(crate) fn is_worth(pair: &Compared, least: f64) -> bool {
    f64::from(orders(pair)) >= least
}

/// Whether the pair is beyond doubt, for a first rough count of people.
pub(crate) fn is_beyond_doubt(pair: &Compared) -> bool {
    orders(pair) >= NO_DOUBT
}

/// The orders of magnitude by which the pair speaks for one person.
pub(crate) fn orders(pair: &Compared) -> f32 {
    let at = |levels: &[f32], level: u8| levels.get(level as usize).copied().unwrap_or(0.0);
    let straight = at(&NAME, pair.given) + at(&NAME, pair.surname);
    let crossed =
        if pair.is_crossed() { at(&NAME, pair.crossed[0]) + at(&NAME, pair.crossed[1]) } else { straight };
    let extras: f32 = pair.extras.iter().map(|&level| at(&NAME, level) / 2.0).sum();
    straight.max(crossed) + at(&BIRTH, pair.birth) + at(&POSTCODE, pair.postcode) + extras
}
