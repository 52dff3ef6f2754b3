//! Numbers that look drawn and are the same in every run.

/// SplitMix64 (Steele, Lea and Flood 2014) from a seed that the caller gives.
#[derive(Clone, Debug)]
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `count`; nought where there is none.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let drawn = (u128::from(self.next()) * count as u128) >> 64;
        usize::try_from(drawn).unwrap_or(0)
    }

    /// True with this chance.
    pub(crate) fn chance(&mut self, of: f64) -> bool {
        // 53 bits are what a number of this kind holds.
        ((self.next() >> 11) as f64) < of * (1_u64 << 53) as f64
    }

    /// One of the choices; the earlier ones come more often, as names do.
    pub(crate) fn common_first<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        let (one, other) = (self.below(choices.len()), self.below(choices.len()));
        choices[one.min(other)]
    }

    pub(crate) fn one_of<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_and_a_chance_is_kept() {
        let (mut one, mut other) = (Draw::new(7), Draw::new(7));
        assert!((0..100).all(|_| one.next() == other.next()));
        let hits = (0..10_000).filter(|_| one.chance(0.2)).count();
        assert!((1_900..2_100).contains(&hits), "one in five, drawn {hits} of 10,000");
        assert!((0..1_000).all(|_| one.below(3) < 3));
    }
}
