//! A fixed row of bits, balanced and folded.

use super::keyed::Keyed;

/// Bits of a filter.
pub(crate) const BITS: usize = 1_024;
const WORDS: usize = BITS / 64;

/// A row of bits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filter([u64; WORDS]);

impl Filter {
    pub(super) fn set(&mut self, place: usize) {
        self.0[place % BITS / 64] |= 1 << (place % 64);
    }

    fn has(&self, place: usize) -> bool {
        self.0[place / 64] >> (place % 64) & 1 == 1
    }

    /// In how many bits the two differ.
    pub(crate) fn differing(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).map(|(one, other)| (one ^ other).count_ones()).sum()
    }

    /// The same in the first quarter only: enough to pass over nearly all pairs of strangers.
    pub(crate) fn differing_at_first(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).take(WORDS / 4).map(|(one, other)| (one ^ other).count_ones()).sum()
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut filter = Self::default();
        if bytes.len() != BITS / 8 {
            return None;
        }
        for (word, eight) in filter.0.iter_mut().zip(bytes.chunks_exact(8)) {
            *word = u64::from_le_bytes(eight.try_into().ok()?);
        }
        Some(filter)
    }
}

/// The order in which the bits of a balanced filter are folded; the secret draws it.
pub(super) struct Order(Vec<usize>);

impl Order {
    pub(super) fn new(keyed: &Keyed) -> Self {
        let mut order: Vec<usize> = (0..2 * BITS).collect();
        for at in (1..order.len()).rev() {
            order.swap(at, keyed.drawn(at, at + 1));
        }
        Self(order)
    }

    /// The filter followed by its own opposite, so that each has as many bits set, then in the secret order and folded
    /// by exclusive or, so that no bit stands for one pair of letters any more. A bit that differs between two filters
    /// still differs in two places of the result.
    pub(super) fn harden(&self, filter: &Filter) -> Filter {
        let balanced =
            |place: usize| if place < BITS { filter.has(place) } else { !filter.has(place - BITS) };
        let (first, second) = self.0.split_at(BITS);
        let mut folded = Filter::default();
        for (place, (&one, &other)) in first.iter().zip(second).enumerate() {
            if balanced(one) != balanced(other) {
                folded.set(place);
            }
        }
        folded
    }
}
