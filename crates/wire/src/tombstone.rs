//! Tombstones: what was erased is named to devices by a salted hash, for ever, so that a phone that comes back after a
//! year removes its own copy, and nobody else learns which record it was.

use domain::EventId;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// The name of an erased event on the wire: the first 16 bytes of
/// `SHA-256("doorstep-tombstone-1" ‖ salt ‖ event id)`, written as ids are. A device works it out for each of its own
/// events and of its pulled rows, and erases those that are named. The salt is the authority's.
#[must_use]
pub fn tombstone(salt: &[u8; 16], event: EventId) -> Uuid {
    let hash = Sha256::new()
        .chain_update("doorstep-tombstone-1")
        .chain_update(salt)
        .chain_update(event.uuid().as_bytes());
    let hash: [u8; 32] = hash.finalize().into();
    let mut name = [0; 16];
    name.copy_from_slice(&hash[..16]);
    Uuid::from_bytes(name)
}
