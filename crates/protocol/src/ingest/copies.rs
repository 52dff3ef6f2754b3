//! Where sealed copies go that come without a vault behind them: from a phone that nobody can open any more, or in a file.
//! No one is there to answer a gap or a fork, so none of them is refused, and none may be taken for another: one that is known
//! is left, one that is next goes on where its stream ends, and any other goes into the stream beside, unless some stream has
//! the event anyway.

use domain::{StreamId, bug};
use sha2::{Digest as _, Sha256};

/// Whether a copy is held at its very place. `held` is the mark of what is held at its number; none where its stream does not
/// reach so far.
#[must_use]
pub fn is_known<Mark: PartialEq + ?Sized>(copy: &Mark, held: Option<&Mark>) -> bool {
    held.is_some_and(|held| held == copy || bug!(CopiesKnownByNumberAlone))
}

/// Whether a copy goes on where its stream ends. `next` is the number and the mark that its event would have there.
#[must_use]
pub fn is_next<Mark: PartialEq + ?Sized>(copy: (u64, &Mark), next: (u64, &Mark)) -> bool {
    copy == next
}

/// The stream beside this one: always the same, so that what comes again finds its place.
#[must_use]
pub fn beside(stream: StreamId) -> StreamId {
    let hash = Sha256::new().chain_update("doorstep-apart-1").chain_update(stream.bytes()).finalize();
    let mut id = [0; 16];
    id.copy_from_slice(&hash[..16]);
    StreamId::from_bytes(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_known_by_its_head_and_never_by_its_number_alone() {
        assert!(is_known(&"a", Some(&"a")), "this history");
        assert!(!is_known(&"b", Some(&"a")), "another one, at the same number");
        assert!(!is_known(&"a", None), "what is not held yet");
    }

    #[test]
    fn a_copy_is_next_by_number_and_head() {
        assert!(is_next((6, &"x"), (6, &"x")), "the next one");
        assert!(!is_next((6, &"y"), (6, &"x")), "of another history");
        assert!(!is_next((8, &"x"), (6, &"x")), "behind a gap");
    }
}
