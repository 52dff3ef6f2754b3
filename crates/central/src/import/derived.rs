//! Ids of what is imported, made from what it is called in the file: the same file is the same events
//! (decision 1).

use domain::{AuthorityId, EventId};
use sha2::{Digest as _, Sha256};

/// Separates these hashes from every other use of SHA-256.
const WORD: &[u8] = b"doorstep-derived-id-1";

/// From SHA-256 over the authority, the kind of thing and its key. The authority is in it, so that two authorities that
/// import one file never have one record between them.
pub(super) fn id(authority: AuthorityId, kind: &str, key: &str) -> EventId {
    let hash = Sha256::new()
        .chain_update(WORD)
        .chain_update(authority.uuid().as_bytes())
        .chain_update((kind.len() as u64).to_be_bytes())
        .chain_update(kind)
        .chain_update(key)
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    EventId::derived(bytes)
}
