//! Millions of numbers brought in order in pieces, each of which fits where it is fast to read and is sorted by itself.

use rayon::prelude::*;

/// So many fill the pieces side by side, whatever the number of threads.
pub(crate) const TASKS: usize = 16;

/// What every task put into each piece.
pub(crate) struct Scattered<T>(Vec<Vec<Vec<T>>>);

impl<T: Copy + Ord + Send> Scattered<T> {
    /// Lets every task fill `pieces` of its own, of about so many numbers each.
    pub(crate) fn fill(pieces: usize, each: usize, fill: impl Fn(usize, &mut [Vec<T>]) + Sync) -> Self {
        let task = |task: usize| {
            let mut filled: Vec<Vec<T>> = (0..pieces).map(|_| Vec::with_capacity(each)).collect();
            fill(task, &mut filled);
            filled
        };
        Self((0..TASKS).into_par_iter().map(task).collect())
    }

    /// One piece, in order and each number once.
    pub(crate) fn piece(&self, at: usize) -> Vec<T> {
        let mut piece: Vec<T> = Vec::with_capacity(self.0.iter().map(|filled| filled[at].len()).sum());
        self.0.iter().for_each(|filled| piece.extend_from_slice(&filled[at]));
        piece.sort_unstable();
        piece.dedup();
        piece
    }
}

/// The part of `count` places that is this task's.
pub(crate) fn share_of(task: usize, count: usize) -> std::ops::Range<usize> {
    count * task / TASKS..count * (task + 1) / TASKS
}
