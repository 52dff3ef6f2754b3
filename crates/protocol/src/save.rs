//! When "Saved" may be said.

use domain::bug;

/// A step of a save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Event, own book, chain head in one durable transaction of the vault.
    Commit,
    /// The sealed copy, durable in its own file.
    Seal,
    /// "Saved" is said.
    Say,
}

/// The order in which a save goes. Each step is durable before the next begins.
#[must_use]
pub fn order() -> [Step; 3] {
    if bug!(SealedCopyAfterSaved) {
        return [Step::Commit, Step::Say, Step::Seal];
    }
    [Step::Commit, Step::Seal, Step::Say]
}
