//! Who is near whom, kept while records come and go.

use std::sync::Arc;

use super::Place;
use crate::company::{Likeness, Weighed};
use crate::moves::Either;

/// A pair by its own fields and by the moves of its household.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Near {
    pub(super) probability: f64,
    pub(super) likeness: Likeness,
    /// By its own fields alone.
    pub(super) own: f64,
    pub(super) own_likeness: Likeness,
    /// By both, where its household may have moved; apart, so that those who only ask how likely it is read little.
    pub(super) either: Option<Arc<Either>>,
}

impl Near {
    /// By its own fields, before it is known who else of its household was there.
    pub(super) fn new(own: &Weighed, either: Option<Either>) -> Self {
        let Weighed { probability, likeness, .. } = *own;
        Self { probability, likeness, own: probability, own_likeness: likeness, either: either.map(Arc::new) }
    }
}

/// For each place those with whom it may be one person by their own fields, in order of place.
#[derive(Default)]
pub(super) struct Nears(Vec<Vec<(Place, Near)>>);

impl Nears {
    /// Everybody alone.
    pub(super) fn of_count(places: usize) -> Self {
        Self(vec![Vec::new(); places])
    }

    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, more: usize) {
        self.0.reserve(more);
    }

    /// Adds the next place.
    pub(super) fn come(&mut self) {
        self.0.push(Vec::new());
    }

    pub(super) fn of(&self, place: Place) -> &[(Place, Near)] {
        &self.0[place as usize]
    }

    pub(super) fn get(&self, one: Place, other: Place) -> Option<&Near> {
        let of = self.of(one);
        Self::at(of, other).ok().map(|at| &of[at].1)
    }

    /// Remembers a pair, on both sides.
    pub(super) fn set(&mut self, one: Place, other: Place, near: &Near) {
        for (one, other) in [(one, other), (other, one)] {
            let of = &mut self.0[one as usize];
            match Self::at(of, other) {
                Ok(at) => of[at].1 = near.clone(),
                Err(at) => of.insert(at, (other, near.clone())),
            }
        }
    }

    /// Forgets a pair, on both sides; gives what was known of it.
    pub(super) fn forget(&mut self, one: Place, other: Place) -> Option<Near> {
        let [_, forgotten] = [(other, one), (one, other)].map(|(one, other)| {
            let of = &mut self.0[one as usize];
            Self::at(of, other).ok().map(|at| of.remove(at).1)
        });
        forgotten
    }

    fn at(of: &[(Place, Near)], other: Place) -> Result<usize, usize> {
        of.binary_search_by_key(&other, |(place, _)| *place)
    }
}
