//! Sealed copies reach the centre with no PIN.

use std::convert::Infallible;

use domain::event::hash_bytes;
use domain::{Head, Salt};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable as _, OpModeS, Serializable as _, single_shot_seal_with_rng};
use wire::deposit::{Base64, Deposit};
use wire::proto::PROTO;
use wire::push::{PushReply, PushedEvent};
use wire::sealed::{Frame, Place, SEAL_INFO, key_id};
use wire::{Code, Fault};

use crate::phone::{Phone, deposit_key, session};
use crate::world::{AMINA, World};

/// Not random at all: a test's own.
struct Counted(u8);

impl TryRng for Counted {
    type Error = Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(7)
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(7)
    }
    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        self.0 = self.0.wrapping_add(1);
        out.fill(self.0);
        Ok(())
    }
}

impl TryCryptoRng for Counted {}

/// The sealed file of these events of a phone, after this head.
fn sealed(phone: &Phone, mut head: Head, events: &[PushedEvent], to: &[u8; 32]) -> Vec<Vec<u8>> {
    let key = <X25519HkdfSha256 as hpke::Kem>::PublicKey::from_bytes(to).expect("a key");
    let mut frames = Vec::new();
    for event in events {
        head = head.then(phone.stream, event.id, &hash_bytes(&Salt(event.salt.0), event.body.bytes()));
        let place = Place::of(phone.stream, head.seq, &head.hash);
        let plain = serde_json::to_vec(event).expect("JSON");
        let (encapsulated, ciphertext) =
            single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
                &OpModeS::Base,
                &key,
                SEAL_INFO,
                &plain,
                &place.bound(),
                &mut Counted(u8::try_from(head.seq).expect("small")),
            )
            .expect("it seals");
        let encapsulated = encapsulated.to_bytes().into();
        frames.push(Frame { place, key_id: key_id(to), encapsulated, ciphertext: &ciphertext }.write());
    }
    frames
}

async fn deposits(phone: &mut Phone, frames: &[Vec<u8>]) -> Result<PushReply, Fault> {
    let deposit =
        Deposit { proto: PROTO, stream: phone.stream, frames: Base64(frames.concat()), apart: false };
    let json = serde_json::to_vec(&deposit).expect("JSON");
    let own = std::mem::replace(&mut phone.key, deposit_key());
    let answer = phone.posts("/v1/deposit", &json, "identity").await;
    phone.key = own;
    if answer.status == 200 { Ok(answer.json()) } else { Err(answer.json()) }
}

#[tokio::test]
async fn sealed_copies_are_taken_in_like_a_push_and_twice_is_once() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let key = amina.reply().centre_seal_key.0;
    let events: Vec<PushedEvent> =
        (16..20).map(|day| amina.event(&session(), &format!("2026-11-{day}"))).collect();
    let frames = sealed(&amina, Head::EMPTY, &events, &key);
    let first = deposits(&mut amina, &frames[..2]).await.unwrap();
    assert_eq!(first.receipt.acked_through, 2, "a first part");
    let gap = deposits(&mut amina, &frames[3..]).await.unwrap_err();
    assert_eq!((gap.code, gap.want), (Code::Gap, Some(3)), "a part that comes too early waits");
    let rest = deposits(&mut amina, &frames).await.unwrap();
    assert_eq!(rest.receipt.acked_through, 4, "what is known is passed over");
    assert_eq!(amina.packs(events).h_after, rest.receipt.head, "it is the phone's own chain");
    assert!(amina.asks().await.is_ok(), "which the phone sees when it is unlocked again");
    assert!(world.centre.verify().await.unwrap().is_whole(), "and the centre too");
}

#[tokio::test]
async fn a_deposit_proves_itself_by_its_key_and_by_its_chain() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let key = amina.reply().centre_seal_key.0;
    let events = vec![amina.event(&session(), "2026-11-16"), amina.event(&session(), "2026-11-17")];
    let frames = sealed(&amina, Head::EMPTY, &events, &key);
    let json = serde_json::to_vec(&Deposit {
        proto: PROTO,
        stream: amina.stream,
        frames: Base64(frames.concat()),
        apart: false,
    })
    .unwrap();
    assert_eq!(amina.posts("/v1/deposit", &json, "identity").await.status, 401, "the signing key is another");
    let other = sealed(&amina, Head::EMPTY, &events, &[9; 32]);
    assert_eq!(
        deposits(&mut amina, &other).await.unwrap_err().code,
        Code::NotVerified,
        "another centre's key"
    );
    let swapped = [frames[1].clone(), frames[0].clone()];
    assert_eq!(
        deposits(&mut amina, &swapped).await.unwrap().receipt.acked_through,
        2,
        "the order in the file is nothing, the number in the frame is"
    );
    let forked = vec![amina.event(&session(), "2026-11-18")];
    let forked = sealed(&amina, Head::EMPTY, &forked, &key);
    assert_eq!(
        deposits(&mut amina, &forked).await.unwrap_err().code,
        Code::Fork,
        "another history of number 1"
    );
    let cut = vec![frames[0][..frames[0].len() - 1].to_vec()];
    assert_eq!(deposits(&mut amina, &cut).await.unwrap_err().code, Code::Malformed, "half a frame");
}

#[tokio::test]
async fn records_are_handed_over_as_a_file_without_any_network() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let key = amina.reply().centre_seal_key.0;
    let events: Vec<PushedEvent> = (0..700).map(|_| amina.event(&session(), "2026-11-16")).collect();
    let file = sealed_many(&amina, &events, &key);
    let taken = world.centre.hand_over(&file).await.unwrap();
    assert_eq!((taken.new, taken.known), (700, 0), "more than one part's worth");
    let again = world.centre.hand_over(&file).await.unwrap();
    assert_eq!((again.new, again.known), (0, 700), "carried twice, held once");
    let as_it_lies = [file.as_slice(), &[0; 4096]].concat();
    let again = world.centre.hand_over(&as_it_lies).await.unwrap();
    assert_eq!((again.new, again.known), (0, 700), "a vault's file ends with room for more");
    let torn = [as_it_lies.as_slice(), &[1]].concat();
    assert!(world.centre.hand_over(&torn).await.is_err(), "and not with anything else");
    let stranger = Phone::new(amina.address, 77);
    let theirs = sealed(&stranger, Head::EMPTY, &events[..1], &key).concat();
    assert!(world.centre.hand_over(&theirs).await.is_err(), "of a device that nobody knows");
}

/// As [`sealed`], for more than a byte can count.
fn sealed_many(phone: &Phone, events: &[PushedEvent], key: &[u8; 32]) -> Vec<u8> {
    let mut head = Head::EMPTY;
    let mut file = Vec::new();
    for event in events {
        let next = head.then(phone.stream, event.id, &hash_bytes(&Salt(event.salt.0), event.body.bytes()));
        let place = Place::of(phone.stream, next.seq, &next.hash);
        let public = <X25519HkdfSha256 as hpke::Kem>::PublicKey::from_bytes(key).expect("a key");
        let plain = serde_json::to_vec(event).expect("JSON");
        let (encapsulated, ciphertext) =
            single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
                &OpModeS::Base,
                &public,
                SEAL_INFO,
                &plain,
                &place.bound(),
                &mut Counted(3),
            )
            .expect("it seals");
        let encapsulated = encapsulated.to_bytes().into();
        file.extend(Frame { place, key_id: key_id(key), encapsulated, ciphertext: &ciphertext }.write());
        head = next;
    }
    file
}
