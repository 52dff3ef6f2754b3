//! A map in many small ones.

use std::hash::{BuildHasher, Hash};

use rustc_hash::{FxBuildHasher, FxHashMap};

/// So many that one of them with ten thousand values is a map of some millions.
const PARTS_BITS: u32 = 8;

/// A map that grows a part at a time: one of millions that makes room all at once takes longer than anybody should wait for
/// one family.
pub(super) struct Parted<K, V>(Vec<FxHashMap<K, V>>);

impl<K: Eq + Hash, V: Default> Parted<K, V> {
    pub(super) fn get(&self, key: &K) -> Option<&V> {
        self.0[part_of(key)].get(key)
    }

    pub(super) fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.0[part_of(key)].get_mut(key)
    }

    /// What is there, or else nothing yet.
    pub(super) fn at(&mut self, key: K) -> &mut V {
        self.0[part_of(&key)].entry(key).or_default()
    }

    pub(super) fn remove(&mut self, key: &K) {
        self.0[part_of(key)].remove(key);
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().flat_map(FxHashMap::values_mut)
    }
}

impl<K, V> Default for Parted<K, V> {
    fn default() -> Self {
        Self((0..1 << PARTS_BITS).map(|_| FxHashMap::default()).collect())
    }
}

/// By bits of the middle: the maps themselves go by the first and the last.
fn part_of(key: &impl Hash) -> usize {
    usize::from(FxBuildHasher.hash_one(key).to_be_bytes()[3])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_found_until_it_is_taken_out() {
        let mut squares: Parted<u64, u64> = Parted::default();
        (0..2_000).for_each(|number| *squares.at(number) = number * number);
        assert!((0..2_000).all(|number| squares.get(&number) == Some(&(number * number))));
        squares.remove(&7);
        assert!(squares.get(&7).is_none());
        assert_eq!(squares.values_mut().count(), 1_999);
        let parts = squares.0.iter().filter(|part| !part.is_empty()).count();
        assert!(parts > 200, "{parts} parts hold them");
    }
}
