//! What many threads found, laid out in one piece.
//!
//! What cannot be counted beforehand Rayon collects in parts, which one thread then copies one after the other: of a million
//! pairs that takes as long as to find them. Here the parts are copied side by side.

use std::ops::Range;

use rayon::prelude::*;

/// So many are looked at by one thread at a time.
const PER_PART: usize = 8_192;

/// What `find` makes of the items with their places, in their order, without those of which it makes nothing.
pub(crate) fn found<T: Sync, U: Copy + Send + Sync>(
    items: &[T],
    find: impl Fn(usize, &T) -> Option<U> + Sync,
) -> Vec<U> {
    let of_part = |(part, items): (usize, &[T])| -> Vec<U> {
        let each = items.iter().enumerate();
        each.filter_map(|(at, item)| find(part * PER_PART + at, item)).collect()
    };
    if items.len() <= PER_PART {
        // So few are looked at by the thread that asks: to wake another would take longer.
        return of_part((0, items));
    }
    let parts: Vec<Vec<U>> = items.par_chunks(PER_PART).enumerate().with_max_len(1).map(of_part).collect();
    laid_out(&parts)
}

/// The parts, one after the other.
pub(crate) fn laid_out<T: Copy + Send + Sync>(parts: &[Vec<T>]) -> Vec<T> {
    let mut end = 0;
    let places = parts.iter().map(|part| {
        end += part.len();
        end - part.len()..end
    });
    let places: Vec<Range<usize>> = places.collect();
    let each = (0..end).into_par_iter().with_min_len(PER_PART).map_init(
        || (&[][..], 0..0),
        |(part, lies_at), at| {
            if !lies_at.contains(&at) {
                let number = places.partition_point(|place| place.end <= at);
                (*part, *lies_at) = (&parts[number][..], places[number].clone());
            }
            part[at - lies_at.start]
        },
    );
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_any_length_lie_one_after_the_other() {
        for lengths in [&[][..], &[0], &[0, 3, 0, 0, 1], &[PER_PART, 0, 3 * PER_PART + 1, 1, 0]] {
            let mut next = 0..;
            let parts: Vec<Vec<usize>> =
                lengths.iter().map(|&length| next.by_ref().take(length).collect()).collect();
            let all: Vec<usize> = (0..lengths.iter().sum()).collect();
            assert_eq!(laid_out(&parts), all, "{lengths:?}");
        }
    }

    #[test]
    fn what_is_found_keeps_its_order_however_many_are_looked_at() {
        for count in [0, 1, PER_PART, 5 * PER_PART + 7] {
            let items: Vec<usize> = (0..count).map(|at| at * 2).collect();
            let thirds = found(&items, |at, item| (at % 3 == 1).then_some(*item));
            assert_eq!(thirds, items.iter().copied().skip(1).step_by(3).collect::<Vec<_>>(), "of {count}");
        }
    }
}
