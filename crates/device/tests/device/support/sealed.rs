//! The centre's side of sealed copies, written from the page and not from the code that seals.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, OpModeR, single_shot_open};
use serde_json::Value;

/// Every copy in the file that the key opens: the sequence number and the event.
pub(crate) fn opened(mut file: &[u8], private_key: &[u8; 32]) -> Vec<(u64, Value)> {
    let mut events = Vec::new();
    while let Some((length, rest)) = file.split_first_chunk::<4>() {
        if *length == [0; 4] {
            assert!(rest.iter().all(|byte| *byte == 0), "room for the next ones, and nothing else");
            break;
        }
        let (frame, rest) = rest.split_at(u32::from_be_bytes(*length) as usize);
        file = rest;
        // version 1 | stream 16 | seq 8 | mark 8 | key id 8 | encapsulated key 32 | ciphertext | check 4
        assert_eq!(frame[0], 1, "the only version there is");
        let (bound, sealed) = (&frame[1..33], &frame[41..frame.len() - 4]);
        let seq = u64::from_be_bytes(bound[16..24].try_into().expect("eight bytes"));
        let key = <X25519HkdfSha256 as hpke::Kem>::PrivateKey::from_bytes(private_key).expect("a key");
        let encapsulated =
            <X25519HkdfSha256 as hpke::Kem>::EncappedKey::from_bytes(&sealed[..32]).expect("a key");
        let plain = single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &key,
            &encapsulated,
            b"doorstep-sealed-event-1",
            &sealed[32..],
            bound,
        )
        .expect("sealed to this key");
        events.push((seq, serde_json::from_slice(&plain).expect("an event")));
    }
    events
}
