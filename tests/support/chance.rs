//! Chance that can be had again: a number names the whole run.

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and good enough to choose where a fault strikes.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The chance of this seed.
    pub const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is more than none.
    pub const fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// Yes or no.
    pub const fn coin(&mut self) -> bool {
        self.next() & 1 == 1
    }
}
