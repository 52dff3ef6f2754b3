//! Where a reader goes on, and what may be read to it.

use domain::bug;

/// Where a reader was, as its sealed cursor says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// The centre's epoch then.
    pub epoch: u64,
    /// The change number up to which it was told everything.
    pub n: u64,
}

/// The change number after which a reader is told; 0, and with it a full list, where its cursor is of another epoch or
/// beyond what there is: after a restore the same numbers stand for other changes.
#[must_use]
pub fn resume(at: Option<At>, epoch: u64, head: u64) -> u64 {
    match at {
        Some(at) if at.epoch == epoch && at.n <= head => at.n,
        Some(at) if bug!(EpochNotChecked) => at.n.min(head),
        Some(_) | None => 0,
    }
}

/// Whether the book has to be brought up to the ledger's head before scope, freeze or export look at it.
#[must_use]
pub fn is_stale(book_n: u64, ledger_n: u64) -> bool {
    !bug!(ScopeFromAStaleBook) && book_n < ledger_n
}

/// A step of taking a page in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Its rows and its cursor, in one transaction.
    Page,
    /// The cursor alone: the bug of that name.
    Cursor,
    /// The rows alone: the bug of that name.
    Rows,
}

/// How a page is stored: as one.
#[must_use]
pub fn store() -> &'static [Step] {
    if bug!(HalfAppliedPage) { &[Step::Cursor, Step::Rows] } else { &[Step::Page] }
}

/// Whether a pulled row takes the place of an own record: never, it stands beside it.
#[must_use]
pub fn overwrites_own() -> bool {
    bug!(PullOverwritesUnsent)
}

/// Whether a word to forget takes an own record away: never.
#[must_use]
pub fn forgets_own() -> bool {
    bug!(ForgetDeletesOwnRecords)
}
