//! A phone that was put back from a backup, or copied: both histories are kept.

use domain::{Head, StreamId};
use wire::push::{ForkAnswer, HEADS_EVERY, PushedBody, PushedEvent};
use wire::{Code, Fault};

use crate::phone::{Phone, session};
use crate::world::{AMINA, World};

async fn refused(phone: &mut Phone, events: Vec<PushedEvent>) -> ForkAnswer {
    let push = phone.packs(events);
    let json = serde_json::to_vec(&push).expect("JSON");
    let answer = phone.posts("/v1/push", &json, "identity").await;
    assert_eq!(answer.status, 409, "refused");
    answer.json()
}

#[tokio::test]
async fn a_fork_says_where_and_the_rest_goes_on_in_a_new_stream_and_counts_once() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let common: Vec<PushedEvent> = (0..130).map(|_| amina.event(&session(), "2026-11-16")).collect();
    amina.pushes(common).await;
    let (stream, before) = (amina.stream, amina.head);
    let lost = vec![amina.event(&session(), "2026-11-17")];
    amina.pushes(lost).await;

    // The phone was put back to where it was at 130, and recorded something else.
    amina.head = before;
    let other = vec![amina.event(&session(), "2026-11-18"), amina.event(&session(), "2026-11-19")];
    let answer = refused(&mut amina, other.clone()).await;
    assert_eq!(answer.fault.code, Code::Fork, "a second history");
    assert_eq!((answer.held.common_through, answer.held.through), (Some(130), 131), "it differs from 131 on");
    let heads: Vec<u64> = answer.held.heads.iter().map(|head| head.seq).collect();
    assert_eq!(heads, [HEADS_EVERY, 2 * HEADS_EVERY], "the centre's heads, to look for it from further back");
    amina.head = before;
    amina.packs(other[..1].to_vec());
    let deeper = refused(&mut amina, vec![]).await;
    assert_eq!(deeper.held.common_through, None, "from behind the fork it is only said that there is one");

    (amina.stream, amina.head) = (StreamId::from_bytes([77; 16]), Head::EMPTY);
    let reply = amina.pushes(other).await;
    assert_eq!((reply.receipt.acked_through, reply.quarantined.len()), (2, 0), "in a new stream it goes on");
    let draft = world.centre.draft("2026-W47".parse().unwrap(), "A tester").await.unwrap();
    assert_eq!(
        draft.row("sessions.held").unwrap().week.value.numerator,
        // The 130 of one day and venue are one session, told 130 times.
        4,
        "both histories count, each once"
    );
    let forks = world.centre.status().await.unwrap().forks;
    let told: Vec<(&str, u64)> = forks.iter().map(|fork| (fork.stream.as_str(), fork.at_seq)).collect();
    assert_eq!(
        told,
        [(stream.to_string().as_str(), 131)],
        "a coordinator is told once, however often it is sent"
    );
}

#[tokio::test]
async fn an_event_that_does_not_travel_is_stored_as_bytes_and_kept_aside() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let deep = format!("{}1{}", r#"{"a":"#.repeat(40), "}".repeat(40));
    let event = amina.saying(&deep);
    let push = amina.packs(vec![event.clone()]);
    let refused: Fault = amina.sends(&push).await.unwrap_err();
    assert_eq!(refused.code, Code::Malformed, "40 deep: no request may hold it");
    amina.head = Head::EMPTY;
    let bytes = PushedEvent { body: PushedBody::Opaque(event.body.bytes().to_vec()), ..event.clone() };
    let garbage = PushedEvent { body: PushedBody::Opaque(vec![0xff, 0xfe, 0]), ..amina.saying("{}") };
    let good = amina.event(&session(), "2026-11-16");
    let reply = amina.pushes(vec![bytes, garbage, good]).await;
    assert_eq!(reply.receipt.acked_through, 3, "all are held");
    let aside: Vec<(u64, &str)> =
        reply.quarantined.iter().map(|kept| (kept.seq, kept.code.as_str())).collect();
    assert_eq!(aside, [(1, "malformed"), (2, "malformed")], "with the reason, and the next ones flow");
    assert!(world.centre.verify().await.unwrap().is_whole(), "the chain is over the very bytes");
}
