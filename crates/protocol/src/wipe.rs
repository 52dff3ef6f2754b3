//! Wiping a vault on the centre's word: what was not sent goes first, where that succeeds within three tries.

use domain::bug;

/// So many contacts are tried before a vault is wiped with something unsent. Its sealed copies stay, unreadable to a
/// finder, and are deposited later.
pub const TRIES: u32 = 3;

/// Whether a vault that is to be wiped is wiped now. `tries` are the contacts since it was told, this one included.
#[must_use]
pub fn is_due(waiting: u64, tries: u32) -> bool {
    bug!(RevokedDeviceLosesItsOutbox) || waiting == 0 || tries >= TRIES
}

/// Whether the sealed copies go with the vault: only those that are durable.
#[must_use]
pub fn takes_sealed_copies() -> bool {
    bug!(RevokedDeviceLosesItsOutbox)
}
