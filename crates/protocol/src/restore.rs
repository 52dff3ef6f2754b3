//! What survives a restore of the centre from an older backup.

use domain::bug;

/// What the side journal holds, outside every backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// The epoch after a restore.
    Epoch,
    /// A device was revoked.
    Revoked,
    /// Events were erased.
    Erased,
    /// An event of the centre's own since the last drill.
    Own,
}

/// Whether an entry is replayed before any request is answered: every one.
#[must_use]
pub fn is_replayed(entry: Entry) -> bool {
    !(bug!(ErasureNotReplayed) && entry == Entry::Erased)
}

/// Whether a tombstone of this age, in days, may be thrown away: never, a phone may come back after years.
#[must_use]
pub fn is_pruned(age_days: u64) -> bool {
    bug!(TombstonesPruned) && age_days > 28
}
