//! The form of the file of sealed copies: frames one after another, each complete in itself. A device writes it, and it
//! reaches the centre by deposit or as a file that somebody carries there.
//!
//! `u32 length ‖ 1 version ‖ 16 stream ‖ u64 seq ‖ 8 mark ‖ 8 key id ‖ 32 encapsulated key ‖ ciphertext ‖ 4 check`,
//! whole numbers big-endian; `length` counts what follows it; `check` is the first bytes of SHA-256 over all of
//! it before. The check is against torn writes, not against people: the seal itself is authenticated.
//!
//! Behind the last frame there may be zeros: room for the next ones, so that a device need not make its file longer at each save.

use std::collections::BTreeSet;

use domain::StreamId;
use sha2::{Digest as _, Sha256};

const VERSION: u8 = 1;
/// The `info` of HPKE (X25519, HKDF-SHA256, ChaCha20-Poly1305): separates these seals from every other use of the key.
pub const SEAL_INFO: &[u8] = b"doorstep-sealed-event-1";
/// Everything but length and ciphertext: 1 + 16 + 8 + 8 + 8 + 32 + 4.
const AROUND_BYTES: usize = 77;
const CHECK_BYTES: usize = 4;

/// Which event a frame holds. The mark is the beginning of the stream's head there, so that a vault restored
/// from a backup, which takes a number twice, is not mistaken for one that has its copy already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The stream.
    pub stream: StreamId,
    /// The event's number there.
    pub seq: u64,
    /// The first bytes of the stream's head with it.
    pub mark: [u8; 8],
}

impl Place {
    /// The place of an event, from the stream's head with it.
    #[must_use]
    pub fn of(stream: StreamId, seq: u64, h: &[u8; 32]) -> Self {
        let mut mark = [0; 8];
        mark.copy_from_slice(&h[..8]);
        Self { stream, seq, mark }
    }

    /// The associated data of the seal: a frame that is put in another place does not open.
    #[must_use]
    pub fn bound(&self) -> Vec<u8> {
        [self.stream.bytes().as_slice(), &self.seq.to_be_bytes(), &self.mark].concat()
    }
}

/// Names a seal key of the centre: the beginning of the SHA-256 of its public half. Two live during a rotation.
#[must_use]
pub fn key_id(centre_key: &[u8; 32]) -> [u8; 8] {
    let mut id = [0; 8];
    id.copy_from_slice(&Sha256::digest(centre_key)[..8]);
    id
}

/// A frame, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    /// Which event.
    pub place: Place,
    /// To which of the centre's keys it is sealed.
    pub key_id: [u8; 8],
    /// The encapsulated key of HPKE.
    pub encapsulated: [u8; 32],
    /// What only the centre can read: a [`crate::push::PushedEvent`] as JSON.
    pub ciphertext: &'a [u8],
}

impl<'a> Frame<'a> {
    /// The frame as bytes.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let Self { place: Place { stream, seq, mark }, key_id, encapsulated, ciphertext } = self;
        let length = u32::try_from(AROUND_BYTES + ciphertext.len()).unwrap_or(u32::MAX);
        let mut bytes = length.to_be_bytes().to_vec();
        bytes.push(VERSION);
        bytes.extend_from_slice(stream.bytes());
        bytes.extend_from_slice(&seq.to_be_bytes());
        bytes.extend_from_slice(mark);
        bytes.extend_from_slice(key_id);
        bytes.extend_from_slice(encapsulated);
        bytes.extend_from_slice(ciphertext);
        let check = Sha256::digest(&bytes);
        bytes.extend_from_slice(&check[..CHECK_BYTES]);
        bytes
    }

    /// The frame at the start of `bytes` and its length; none where there is no whole one.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<(Self, usize)> {
        let length = usize::try_from(u32::from_be_bytes(*bytes.first_chunk()?)).ok()?;
        let end = length.checked_add(4)?;
        let frame = bytes.get(..end).filter(|_| length >= AROUND_BYTES)?;
        let (said, check) = frame.split_at(end - CHECK_BYTES);
        if Sha256::digest(said)[..CHECK_BYTES] != *check {
            return None;
        }
        let (version, rest) = said[4..].split_first()?;
        let (stream, rest) = rest.split_first_chunk()?;
        let (seq, rest) = rest.split_first_chunk()?;
        let (mark, rest) = rest.split_first_chunk()?;
        let (key_id, rest) = rest.split_first_chunk()?;
        let (encapsulated, ciphertext) = rest.split_first_chunk()?;
        let place =
            Place { stream: StreamId::from_bytes(*stream), seq: u64::from_be_bytes(*seq), mark: *mark };
        let read = Self { place, key_id: *key_id, encapsulated: *encapsulated, ciphertext };
        (*version == VERSION).then_some((read, end))
    }
}

/// What the file holds, and how many bytes of it are whole frames.
#[must_use]
pub fn scan(bytes: &[u8]) -> (BTreeSet<Place>, usize) {
    let (mut places, mut at) = (BTreeSet::new(), 0);
    while let Some((frame, length)) = Frame::read(&bytes[at..]) {
        places.insert(frame.place);
        at += length;
    }
    (places, at)
}

/// How many bytes of what stands behind the last whole frame are something else than room: what is left of a torn frame.
#[must_use]
pub fn torn_bytes(behind: &[u8]) -> usize {
    behind.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn frame(seq: u64) -> Vec<u8> {
        let place = Place::of(StreamId::from_bytes([9; 16]), seq, &[7; 32]);
        Frame { place, key_id: [1; 8], encapsulated: [2; 32], ciphertext: b"sealed words" }.write()
    }

    #[test]
    fn a_file_cut_anywhere_keeps_its_whole_frames() {
        let (one, two) = (frame(1), frame(2));
        let file = [one.as_slice(), &two].concat();
        for cut in one.len()..file.len() {
            let (places, sound) = scan(&file[..cut]);
            assert_eq!((places.len(), sound), (1, one.len()), "cut at {cut}, inside the second frame");
        }
        assert_eq!(scan(&file).0.len(), 2, "uncut, both");
    }

    #[test]
    fn room_behind_the_frames_is_no_frame_and_hides_none() {
        let (one, two) = (frame(1), frame(2));
        let file = [one.as_slice(), &two, &[0; 4096]].concat();
        let (places, sound) = scan(&file);
        assert_eq!((places.len(), sound), (2, one.len() + two.len()), "both, and where they end");
        assert_eq!(torn_bytes(&file[sound..]), 0, "behind them is nothing but room");
        let torn = [file.as_slice(), &one[..20], &[0; 4096]].concat();
        assert_eq!(torn_bytes(&torn[file.len()..]), 20, "what is torn ends where the room goes on");
    }

    #[test]
    fn a_flipped_bit_is_noticed_wherever_it_is() {
        let one = frame(1);
        for at in 0..one.len() {
            let mut flipped = one.clone();
            flipped[at] ^= 1;
            assert!(scan(&flipped).0.is_empty(), "byte {at} is covered by the check or by the form");
        }
    }

    proptest! {
        #[test]
        fn whatever_stands_in_the_file_only_whole_frames_are_taken_from_it(
            before in 0_usize..3,
            noise in proptest::collection::vec(any::<u8>(), 0..300),
        ) {
            let sound: Vec<u8> = (0..before as u64).flat_map(|seq| frame(seq + 1)).collect();
            let file = [sound.as_slice(), &noise].concat();
            let (places, length) = scan(&file);
            prop_assert_eq!((places.len(), length), (before, sound.len()), "noise is no frame");
        }
    }
}
