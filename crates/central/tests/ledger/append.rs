//! Streams: what continues one is appended, whatever else is not.

use central::ledger::Appended;
use domain::Head;

use crate::engine::{Engine, on_both_engines};
use crate::sender::{Sender, authority, stored};

on_both_engines! {
    what_continues_a_stream_is_appended_with_numbers_that_follow
    a_batch_that_is_there_already_changes_nothing
    a_batch_after_a_hole_changes_nothing
    a_batch_of_another_history_changes_nothing
    of_many_who_continue_one_stream_at_once_one_does
    an_event_that_two_streams_hold_is_kept_once
    two_bodies_under_one_id_are_both_kept_and_named
    two_phones_that_send_the_same_events_in_another_order_never_wait_for_each_other
    a_body_is_kept_whatever_is_in_it
}

async fn what_continues_a_stream_is_appended_with_numbers_that_follow(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    assert_eq!(ledger.head(council).await.unwrap(), 0, "nothing is there");
    let mut phone = Sender::new(1);
    let first = phone.next(3);
    assert_eq!(stored(ledger.append(council, first.clone()).await.unwrap()), (1, 3), "1, 2, 3");
    let second = phone.next(2);
    assert_eq!(stored(ledger.append(council, second).await.unwrap()), (4, 5), "and on");
    let row = ledger.stream(council, phone.stream).await.unwrap().unwrap();
    assert_eq!((row.head, row.owner, row.durable_seq), (phone.head, phone.owner, 0), "its head has moved");
    let read = ledger.read(council, 0, 100).await.unwrap();
    assert_eq!(read.iter().map(|stored| stored.position.n).collect::<Vec<_>>(), [1, 2, 3, 4, 5], "in order");
    let (salt, body) = read[0].body.as_ref().unwrap();
    assert_eq!(Some(&(*salt, body.clone())), first.positions[0].words.as_ref(), "as it came");
    assert_eq!((read[0].stream, read[0].owner), (phone.stream, phone.owner), "and whose it is");
    let page = ledger.read(council, 1, 2).await.unwrap();
    assert_eq!(page.iter().map(|stored| stored.position.n).collect::<Vec<_>>(), [2, 3], "a page of it");
    let places = ledger.positions(council, phone.stream, 3..=9).await.unwrap();
    assert_eq!(places.iter().map(|place| (place.seq, place.n)).collect::<Vec<_>>(), [(3, 3), (4, 4), (5, 5)]);
    assert_eq!(places[2].h, phone.head.hash, "the last one's hash is the head's");
    assert_eq!(ledger.streams(council).await.unwrap().len(), 2, "the phone's and the centre's own");
}

async fn a_batch_that_is_there_already_changes_nothing(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let mut phone = Sender::new(1);
    let batch = phone.next(3);
    ledger.append(council, batch.clone()).await.unwrap();
    assert_eq!(ledger.append(council, batch).await.unwrap(), Appended::Moved, "it is known");
    assert_eq!(ledger.head(council).await.unwrap(), 3, "no number was used up");
    let row = ledger.stream(council, phone.stream).await.unwrap().unwrap();
    assert_eq!(row.head, phone.head, "and the head is where it was");
}

async fn a_batch_after_a_hole_changes_nothing(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let mut phone = Sender::new(1);
    let lost = phone.next(1);
    let next = phone.next(1);
    assert_eq!(ledger.append(council, next.clone()).await.unwrap(), Appended::Moved, "the first is missing");
    assert!(ledger.stream(council, phone.stream).await.unwrap().is_none(), "not even the stream is there");
    assert!(ledger.read(council, 0, 10).await.unwrap().is_empty(), "nor the event");
    stored(ledger.append(council, lost).await.unwrap());
    assert_eq!(stored(ledger.append(council, next).await.unwrap()), (2, 2), "once it came, both are there");
}

async fn a_batch_of_another_history_changes_nothing(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let mut phone = Sender::new(1);
    let mut twin = phone.clone();
    let first = phone.next(1);
    ledger.append(council, first).await.unwrap();
    let other = twin.event(7, "{\"another\":1}");
    twin.with(vec![other]);
    let forked = twin.next(1);
    assert_eq!(forked.before.seq, 1, "it continues at the same place");
    assert_eq!(ledger.append(council, forked).await.unwrap(), Appended::Moved, "but from another hash");
    let row = ledger.stream(council, phone.stream).await.unwrap().unwrap();
    assert_eq!(row.head, phone.head, "what is held is as it was");
}

async fn of_many_who_continue_one_stream_at_once_one_does(engine: &Engine) {
    let nodes = [engine.opened().await, engine.opened().await];
    let council = authority(&*nodes[0], 1).await;
    let mut phone = Sender::new(1);
    for round in 1..=5 {
        let batch = phone.next(2);
        let tries: Vec<_> = (0..8)
            .map(|number| {
                let (ledger, batch) = (nodes[number % 2].clone(), batch.clone());
                tokio::spawn(async move { ledger.append(council, batch).await.unwrap() })
            })
            .collect();
        let mut taken = 0;
        for attempt in tries {
            taken += usize::from(attempt.await.unwrap() != Appended::Moved);
        }
        assert_eq!(taken, 1, "the others find it moved");
        assert_eq!(nodes[1].head(council).await.unwrap(), round * 2, "and use no number up");
    }
}

async fn an_event_that_two_streams_hold_is_kept_once(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let (mut phone, mut restored) = (Sender::new(1), Sender::new(2));
    let event = phone.event(0, "{\"example\":0}");
    ledger.append(council, phone.with(vec![event.clone()])).await.unwrap();
    ledger.append(council, restored.with(vec![event.clone()])).await.unwrap();
    let read = ledger.read(council, 0, 10).await.unwrap();
    assert_eq!(read.len(), 2, "it has a place in both");
    assert!(read.iter().all(|stored| stored.position.event == event.event), "and is one event");
    assert!(ledger.conflicts(council, vec![event.event]).await.unwrap().is_empty(), "of one body");
}

async fn two_bodies_under_one_id_are_both_kept_and_named(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let (mut phone, mut forged) = (Sender::new(1), Sender::new(2));
    let (event, other) = (phone.event(0, "{\"example\":0}"), phone.event(0, "{\"another\":0}"));
    let third = phone.event(1, "{}");
    ledger.append(council, phone.with(vec![event.clone(), third.clone()])).await.unwrap();
    ledger.append(council, forged.with(vec![other])).await.unwrap();
    let named = ledger.conflicts(council, vec![third.event, event.event]).await.unwrap();
    assert_eq!(named.into_iter().collect::<Vec<_>>(), [event.event], "that one and no other");
    let bodies = ledger.bodies(council, vec![event.event]).await.unwrap();
    assert_eq!(bodies.len(), 2, "each body by its hash");
    assert!(bodies.contains(&(event.event, event.body_hash)), "the first of them");
    assert_eq!(ledger.read(council, 0, 10).await.unwrap().len(), 3, "nothing was dropped");
}

async fn two_phones_that_send_the_same_events_in_another_order_never_wait_for_each_other(engine: &Engine) {
    let nodes = [engine.opened().await, engine.opened().await];
    let council = authority(&*nodes[0], 1).await;
    for round in 0..10 {
        let (mut one, mut other) = (Sender::new(round * 2), Sender::new(round * 2 + 1));
        let events: Vec<_> = (0..100).map(|place| one.event(place, "{}")).collect();
        let reversed: Vec<_> = events.iter().rev().cloned().collect();
        let batches = [one.with(events), other.with(reversed)];
        let both: Vec<_> = nodes
            .iter()
            .zip(batches)
            .map(|(ledger, batch)| {
                let ledger = ledger.clone();
                tokio::spawn(async move { ledger.append(council, batch).await })
            })
            .collect();
        for one in both {
            stored(one.await.unwrap().expect("no deadlock"));
        }
    }
}

async fn a_body_is_kept_whatever_is_in_it(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let mut phone = Sender::new(1);
    let strange: [&[u8]; 6] = [
        b"",
        b"\0",
        br#"{"a":"\u0000"}"#,
        "\u{feff}’\u{1f476}\r\n".as_bytes(),
        b"not JSON at all",
        b"\xff\xfe not even text",
    ];
    let events = (0..).zip(strange).map(|(place, body)| phone.event(place, body)).collect();
    ledger.append(council, phone.with(events)).await.unwrap();
    let read = ledger.read(council, 0, 10).await.unwrap();
    let bodies: Vec<&[u8]> =
        read.iter().map(|stored| &stored.body.as_ref().unwrap().1.reveal()[..]).collect();
    assert_eq!(bodies, strange, "byte for byte");
    let nothing = phone.with(Vec::new());
    assert_eq!(ledger.append(council, nothing).await.unwrap(), Appended::Moved, "nothing is no batch");
    assert_ne!(phone.head, Head::EMPTY, "and the stream stands where it did");
}
