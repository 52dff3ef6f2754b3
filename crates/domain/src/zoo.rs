//! The bug zoo: deviations from the rules that the simulator must catch, each at the place where the right decision
//! is made. A simulator that has never found a bug proves nothing.
//!
//! All of it exists only with the feature `zoo`, which `tests/simulation` alone turns on; `device` and `central` do not
//! compile with it (their `lib.rs`), so that no program that people use has any of it.

use std::cell::Cell;

macro_rules! bugs {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal;)+) => {
        /// One bug.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Bug { $($(#[doc = $doc])+ $name,)+ }

        impl Bug {
            /// Every bug of the zoo.
            pub const ALL: &[Self] = &[$(Self::$name),+];
            /// Its name, as `cargo xtask sim --bug` takes it.
            #[must_use]
            pub const fn word(self) -> &'static str { match self { $(Self::$name => $word,)+ } }
            /// The bug of this name.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|bug| bug.word() == word)
            }
        }
    };
}

bugs! {
    /// The centre answers a push before the ledger has committed it.
    AckBeforeCommit = "ack-before-commit";
    /// "All sent" is what the last contact left, not what is recorded now.
    AllSentFromCachedCount = "all-sent-from-cached-count";
    /// A device gives up its queue at the first batch that is refused.
    BreakOnFirstError = "break-on-first-error";
    /// A sealed copy is taken for held where another history has something at its number.
    CopiesKnownByNumberAlone = "copies-known-by-number-alone";
    /// A pull goes on from a time and not from a change number.
    CursorByTime = "cursor-by-time";
    /// Change numbers are taken before the commit that they number.
    CursorByUnlockedSequence = "cursor-by-unlocked-sequence";
    /// The day of an activity is worked out from the recording clock, in UTC.
    DateAsAnInstant = "date-as-an-instant";
    /// A refused signature deletes what is on the device.
    DeleteOn401 = "delete-on-401";
    /// What is acknowledged leaves the device at once.
    DeleteOnAck = "delete-on-ack";
    /// A known event id in another stream refuses the batch.
    DuplicateEventIdRejectsTheBatch = "duplicate-event-id-rejects-the-batch";
    /// What was durable before a restore is said to be durable after it, though its stream was not asked about since.
    DurableOutlivesARestore = "durable-outlives-a-restore";
    /// A cursor of before a restore is taken for a cursor of now.
    EpochNotChecked = "epoch-not-checked";
    /// A restored centre does not replay the erasures of its journal.
    ErasureNotReplayed = "erasure-not-replayed";
    /// A word to forget deletes the device's own record too.
    ForgetDeletesOwnRecords = "forget-deletes-own-records";
    /// Of two histories the shorter is dropped.
    ForkDropsTheShorterSide = "fork-drops-the-shorter-side";
    /// The cursor of a page is stored before its rows.
    HalfAppliedPage = "half-applied-page";
    /// A repeat is known only where it is the same batch.
    IdempotencyByBatchKeyOnly = "idempotency-by-batch-key-only";
    /// The logical clock is the device's wall clock.
    LastWriteByDeviceClock = "last-write-by-device-clock";
    /// What was pulled takes the place of what was recorded here and not sent.
    PullOverwritesUnsent = "pull-overwrites-unsent";
    /// What is put aside does not count as held.
    QuarantineStopsTheMark = "quarantine-stops-the-mark";
    /// A device does not rewind when the centre holds less than before.
    RestoreIgnored = "restore-ignored";
    /// After a failure no next attempt is planned.
    RetryNeverReArmed = "retry-never-re-armed";
    /// A wipe comes before the outbox was sent.
    RevokedDeviceLosesItsOutbox = "revoked-device-loses-its-outbox";
    /// A pull is served from a book that has not come to the ledger's head.
    ScopeFromAStaleBook = "scope-from-a-stale-book";
    /// "Saved" is said before the sealed copy is on the disk.
    SealedCopyAfterSaved = "sealed-copy-written-after-saved";
    /// Numbers are compared and hashes are not, so that a restored vault uses numbers twice.
    SequenceReusedAfterRollback = "sequence-reused-after-rollback";
    /// A receipt settles whatever is in the outbox by now.
    SettleAllInsteadOfTheNamed = "settle-all-instead-of-the-named";
    /// Tombstones are thrown away after some weeks.
    TombstonesPruned = "tombstones-pruned";
    /// A pair that was unlinked once stays so, whatever is decided later.
    UnlinkForEver = "unlink-for-ever";
    /// An amendment brings a withdrawn record back.
    VoidLostToALaterAmend = "void-lost-to-a-later-amend";
}

thread_local! {
    static CHOSEN: Cell<Option<Bug>> = const { Cell::new(None) };
}

/// Lets this bug, or none, loose on this thread.
pub fn choose(bug: Option<Bug>) {
    CHOSEN.set(bug);
}

/// Whether this bug is loose on this thread.
#[must_use]
pub fn is(bug: Bug) -> bool {
    CHOSEN.get() == Some(bug)
}
