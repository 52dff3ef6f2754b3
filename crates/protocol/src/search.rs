//! Finding where two histories of one stream part, by asking for heads.

use domain::bug;

/// How far apart the heads are that are asked for first.
const STRIDE: u64 = 64;

/// What is known so far: equal up to one number, different from another on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Search {
    /// Both histories are the same up to here.
    pub equal: u64,
    /// They differ here.
    pub differs: u64,
}

impl Search {
    /// A search between two numbers.
    #[must_use]
    pub const fn between(equal: u64, differs: u64) -> Self {
        Self { equal, differs }
    }

    /// The last number up to which both are the same, where it is found.
    #[must_use]
    pub const fn found(&self) -> Option<u64> {
        if self.equal + 1 >= self.differs { Some(self.equal) } else { None }
    }

    /// The number whose head to ask for next: half way, at a multiple of 64 as long as there is one in between.
    #[must_use]
    pub const fn probe(&self) -> u64 {
        let middle = self.equal + (self.differs - self.equal) / 2;
        let even = middle / STRIDE * STRIDE;
        if even > self.equal {
            even
        } else if even + STRIDE < self.differs {
            even + STRIDE
        } else {
            middle
        }
    }

    /// What is known after an answer.
    #[must_use]
    pub const fn heard(self, at: u64, equal: bool) -> Self {
        if equal {
            Self { equal: if at > self.equal { at } else { self.equal }, differs: self.differs }
        } else {
            Self { equal: self.equal, differs: if at < self.differs { at } else { self.differs } }
        }
    }
}

/// Which events of the old stream go on in the new one, under the same ids: all behind the last that both share,
/// whichever side is the longer.
#[must_use]
pub fn carried_over(shared: u64, ours: u64) -> std::ops::RangeInclusive<u64> {
    if bug!(ForkDropsTheShorterSide) && ours.saturating_sub(shared) < 4 {
        return ours + 1..=ours;
    }
    shared + 1..=ours
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fork_is_found_in_few_questions() {
        for length in [1_u64, 2, 63, 64, 65, 500, 10_000] {
            for common in (0..length).step_by(usize::try_from(length / 40 + 1).unwrap()) {
                let (mut search, mut asked) = (Search::between(0, length), 0);
                while search.found().is_none() {
                    let at = search.probe();
                    assert!(search.equal < at && at < search.differs, "{at} is in between");
                    search = search.heard(at, at <= common);
                    asked += 1;
                }
                assert_eq!(search.found(), Some(common), "of {length} the first {common} are common");
                assert!(asked <= 20, "{asked} questions for {length} events");
            }
        }
    }
}
