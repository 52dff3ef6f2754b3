//! What comes in is stored once, in order, whatever is sent how often.

use wire::Code;
use wire::hex::Hex;
use wire::push::NumberRun;
use zstd::stream::encode_all;

use crate::phone::session;
use crate::world::{AMINA, BEA, World};

#[tokio::test]
async fn a_push_is_answered_with_a_signed_receipt_for_exactly_its_head() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let events = vec![amina.event(&session(), "2026-11-16"), amina.event(&session(), "2026-11-17")];
    let reply = amina.pushes(events).await;
    let receipt = &reply.receipt;
    assert_eq!((receipt.acked_through, receipt.head), (2, Hex(amina.head.hash)), "both are held");
    assert_eq!(receipt.durable_through, 0, "no backup was restored in a drill yet");
    let key = ed25519_dalek::VerifyingKey::from_bytes(&amina.reply().centre_sign_key.0).unwrap();
    let signature = ed25519_dalek::Signature::from_bytes(&reply.signature.0);
    assert!(key.verify_strict(&receipt.signed_bytes(), &signature).is_ok(), "the centre stands by it");
    assert_eq!(reply.quarantined, [], "nothing is kept aside");
}

#[tokio::test]
async fn a_repeated_push_changes_nothing_and_gets_the_same_receipt_numbers() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let events = vec![amina.event(&session(), "2026-11-16"), amina.event(&session(), "2026-11-17")];
    let push = amina.packs(events);
    let first = amina.sends(&push).await.unwrap();
    let again = amina.sends(&push).await.unwrap();
    assert_eq!(again, first, "a lost reply is simply asked for again");
    let [NumberRun { from_seq: 1, through_seq: 2, first_n }] = first.receipt.numbers[..] else {
        panic!("one run of numbers: {:?}", first.receipt.numbers);
    };
    assert_eq!(first.receipt.n, first_n + 1, "the last number is the ledger's");
}

#[tokio::test]
async fn a_push_that_overlaps_stores_only_what_is_new() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let first = vec![amina.event(&session(), "2026-11-16")];
    let mut push = amina.packs(first);
    let before = amina.sends(&push).await.unwrap().receipt;
    let next = vec![amina.event(&session(), "2026-11-17")];
    let next = amina.packs(next);
    push.events.extend(next.events);
    push.h_after = next.h_after;
    let receipt = amina.sends(&push).await.unwrap().receipt;
    assert_eq!((receipt.acked_through, receipt.n), (2, before.n + 1), "one event more");
}

#[tokio::test]
async fn a_hole_is_named_and_nothing_is_stored() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let lost = vec![amina.event(&session(), "2026-11-16")];
    let lost = amina.packs(lost);
    let sent = vec![amina.event(&session(), "2026-11-17")];
    let push = amina.packs(sent);
    let fault = amina.sends(&push).await.unwrap_err();
    assert_eq!((fault.code, fault.want), (Code::Gap, Some(1)), "the first is missing");
    amina.sends(&lost).await.expect("the missing one");
    amina.sends(&push).await.expect("and then the rest");
}

#[tokio::test]
async fn another_history_is_a_fork_and_what_is_held_stays() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let event = amina.event(&session(), "2026-11-16");
    let held = amina.pushes(vec![event]).await.receipt;
    amina.head = domain::Head::EMPTY;
    let other = vec![amina.event(&session(), "2026-11-18")];
    let push = amina.packs(other);
    let fault = amina.sends(&push).await.unwrap_err();
    assert_eq!((fault.code, fault.want), (Code::Fork, Some(1)), "the first event is another one");
    assert!(world.centre.verify().await.unwrap().is_whole(), "what is held is as it was");
    assert_eq!(held.acked_through, 1, "one event is held");
}

#[tokio::test]
async fn events_that_do_not_lead_to_the_head_are_not_taken() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let event = amina.event(&session(), "2026-11-16");
    let mut push = amina.packs(vec![event]);
    push.h_after = Hex([1; 32]);
    assert_eq!(amina.sends(&push).await.unwrap_err().code, Code::Malformed, "it was changed on its way");
}

#[tokio::test]
async fn nobody_writes_another_devices_stream_nor_the_centres() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let mut amina = world.phone(address, AMINA, 1).await;
    let mut bea = world.phone(address, BEA, 2).await;
    bea.stream = amina.stream;
    let event = bea.event(&session(), "2026-11-16");
    let push = bea.packs(vec![event]);
    assert_eq!(bea.sends(&push).await.unwrap_err().code, Code::NotPermitted, "the stream is Amina's");
    let event = amina.event(&session(), "2026-11-16");
    assert_eq!(amina.pushes(vec![event]).await.receipt.acked_through, 1, "hers is untouched");
}

#[tokio::test]
async fn a_phone_with_a_new_vault_opens_a_new_stream() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let event = amina.event(&session(), "2026-11-16");
    let first = amina.pushes(vec![event.clone()]).await.receipt;
    (amina.stream, amina.head) = (domain::StreamId::from_bytes([77; 16]), domain::Head::EMPTY);
    let again = amina.pushes(vec![event]).await;
    assert_eq!(
        (again.receipt.acked_through, again.quarantined.len()),
        (1, 0),
        "the same event in a new stream"
    );
    assert_eq!(again.receipt.n, first.n + 1, "it has a place in both streams");
    let draft = world.centre.draft("2026-W47".parse().unwrap(), "A tester").await.unwrap();
    assert_eq!(draft.row("sessions.held").unwrap().week.value.numerator, 1, "and is one session");
}

#[tokio::test]
async fn more_than_the_centre_takes_is_refused_before_it_is_unpacked() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let bomb = encode_all(&vec![b' '; 200 * 1024 * 1024][..], 3).unwrap();
    assert!(bomb.len() < 64 * 1024, "200 MiB of blanks in {} bytes", bomb.len());
    assert_eq!(amina.posts("/v1/push", &bomb, "zstd").await.status, 413, "a bomb");
    let too_long = vec![b' '; 1024 * 1024 + 1];
    amina.challenges().await;
    let answer = amina.posts("/v1/push", &too_long, "identity").await;
    assert_eq!(answer.status, 413, "more than a mebibyte as sent");
    let many = (0..501).map(|_| amina.saying("{}")).collect();
    let push = amina.packs(many);
    assert_eq!(amina.sends(&push).await.unwrap_err().code, Code::TooLarge, "more than 500 events");
    let deep = format!("{}{}", "[".repeat(17), "]".repeat(17));
    assert_eq!(amina.posts("/v1/push", deep.as_bytes(), "identity").await.status, 400, "17 deep");
    assert_eq!(amina.posts("/v1/push", b"not zstd", "zstd").await.status, 400, "not what it says");
}

#[tokio::test]
async fn a_fault_echoes_nothing_that_was_sent() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let answer = amina.posts("/v1/push", br#"{"given_name":"Canary-Amina"}"#, "identity").await;
    let text = String::from_utf8(answer.body).unwrap();
    assert_eq!(answer.status, 400, "no push");
    assert!(!text.contains("Canary"), "what was sent may be personal: {text}");
    assert!(text.contains("correlation"), "the log's line is found by an id: {text}");
}
