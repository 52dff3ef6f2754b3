//! Chance from a seed: SplitMix64, the same on every machine.

/// A source of chance.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The one of this seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed ^ 0x005E_ED0F_D00D)
    }

    /// The next 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number under `end`, 0 where there is none.
    pub fn under(&mut self, end: u64) -> u64 {
        self.draw() % end.max(1)
    }

    /// A place in a list of this length.
    pub fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.under(length as u64)).unwrap_or(0)
    }

    /// True once in so many times.
    pub fn one_in(&mut self, odds: u64) -> bool {
        odds > 0 && self.under(odds) == 0
    }

    /// One of these; none of none.
    pub fn of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        if all.is_empty() { None } else { Some(all[self.place(all.len())]) }
    }

    /// A number in this range, small ones as likely to be of each order of magnitude as large ones.
    pub fn spread(&mut self, low: u64, high: u64) -> u64 {
        let mut doublings = 1;
        while low << doublings < high {
            doublings += 1;
        }
        let low = low << self.under(doublings);
        low + self.under(low.min(high.saturating_sub(low)))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        for byte in &mut bytes {
            *byte = self.draw().to_be_bytes()[0];
        }
        bytes
    }
}
