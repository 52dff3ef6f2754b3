//! A baby without a name who was written down beside a brother or sister is not that child, at whichever visit.
//!
//! By its own fields "Baby Haliby" of no birth date fits each child of the family alike. Those who were there when the baby
//! was written down are ruled out in the records of that day; here, in all their other records too.

use std::collections::HashMap;

use crate::company::{Standing, Weighed};

/// Lowers each pair of a record without a first name to what it is with a fellow of the other who stood beside it.
pub(crate) fn heed(people: usize, pairs: &mut [Weighed]) {
    if !pairs.iter().any(|pair| pair.likeness.is_beside()) {
        return;
    }
    // A record without a name may belong to either of two twins, and must not make them one here.
    let standing = Standing::of(people, pairs, |pair| !pair.likeness.is_nameless());
    let mut beside: HashMap<(u32, u32), f64> = HashMap::new();
    for &Weighed { left, right, probability, .. } in pairs.iter().filter(|pair| pair.likeness.is_beside()) {
        for (one, other) in [(left, right), (right, left)] {
            let least = beside.entry((one, standing.group(other))).or_insert(probability);
            *least = least.min(probability);
        }
    }
    for pair in pairs {
        for (one, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
            if let Some(least) = beside.get(&(one, standing.group(other))) {
                pair.probability = pair.probability.min(*least);
            }
        }
    }
}
