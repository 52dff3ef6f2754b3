//! What a device is given, page by page.

use std::collections::BTreeMap;

use wire::Code;
use wire::digest::table_digest;
use wire::proto::PROTO;
use wire::pull::{PullQuery, PullReply, PulledRow};
use wire::reply::{MIN_N_HEADER, N_HEADER};

use crate::phone::{Phone, came, child, session};
use crate::world::{AMINA, World};

/// Pulls until there is no more; how many rows of each kind came, and the last cursor.
async fn pulled(phone: &mut Phone, cursor: Option<String>) -> (BTreeMap<String, usize>, String) {
    let (mut kinds, mut cursor) = (BTreeMap::new(), cursor);
    loop {
        let page = phone.pulls(cursor.as_deref()).await;
        for PulledRow { kind, .. } in page.rows {
            *kinds.entry(kind).or_default() += 1;
        }
        cursor = Some(page.cursor.clone());
        if !page.more {
            return (kinds, page.cursor);
        }
    }
}

#[tokio::test]
async fn a_new_phone_is_given_the_programme_and_then_only_what_changes() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let (kinds, cursor) = pulled(&mut amina, None).await;
    for (kind, count) in [("authority", 1), ("form", 1), ("service", 12), ("slot", 5), ("venue", 5)] {
        assert_eq!(kinds.get(kind), Some(&count), "{kind}: {kinds:?}");
    }
    let (again, cursor) = pulled(&mut amina, Some(cursor)).await;
    assert_eq!(again, BTreeMap::new(), "nothing changed");

    let held = amina.event(&session(), "2026-11-16");
    let ada = amina.event(&child("Ada"), "2026-11-16");
    let there = amina.event(&came(held.id, ada.id), "2026-11-16");
    amina.pushes(vec![held, ada, there]).await;
    let (new, _) = pulled(&mut amina, Some(cursor)).await;
    assert_eq!(new.get("person"), Some(&1), "the child she recorded: {new:?}");
}

#[tokio::test]
async fn a_cursor_of_nobodys_begins_again() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let (all, cursor) = pulled(&mut amina, None).await;
    let mut forged = cursor.into_bytes();
    let last = forged.len() - 1;
    forged[last] ^= 1;
    let (again, _) = pulled(&mut amina, Some(String::from_utf8(forged).unwrap())).await;
    assert_eq!(again, all, "told everything once more, never somebody else's");
}

#[tokio::test]
async fn who_knows_of_a_change_is_not_told_less() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let event = amina.event(&session(), "2026-11-16");
    let n = amina.pushes(vec![event]).await.receipt.n;
    let asked = |n: u64| [(MIN_N_HEADER, n.to_string())];
    let answer = amina.gets("/v1/pull", "proto=2", &asked(n)).await;
    assert_eq!(
        (answer.status, answer.header(N_HEADER)),
        (200, n.to_string().as_str()),
        "that change is in it"
    );
    let answer = amina.gets("/v1/pull", "proto=2", &asked(n + 1)).await;
    let fault: wire::Fault = answer.json();
    assert_eq!((answer.status, fault.code), (503, Code::Unavailable), "not there yet");
}

#[tokio::test]
async fn both_sides_count_at_the_end_and_one_kind_is_listed_again_alone() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let page = amina.pulls(None).await;
    assert!(!page.more, "the programme fits one page");
    for digest in &page.digests {
        let held = page.rows.iter().filter(|row| row.kind == digest.kind);
        let held: Vec<_> = held.map(|row| (row.id.parse().unwrap(), row.n)).collect();
        assert_eq!(table_digest(&digest.kind, &held), *digest, "what was given is what must be held");
    }
    assert!(
        page.digests.iter().any(|digest| digest.kind == "venue" && digest.rows == 5),
        "venues are counted"
    );

    let query =
        PullQuery { proto: PROTO, again: Some("venue".to_owned()), cursor: Some(page.cursor.clone()) };
    let again: PullReply = amina.gets("/v1/pull", &query.to_string(), &[]).await.json();
    let kinds: Vec<&str> = again.rows.iter().map(|row| row.kind.as_str()).collect();
    assert_eq!(
        kinds,
        ["list", "venue", "venue", "venue", "venue", "venue", "list"],
        "that table and no other"
    );
    let word = again.rows[0].body.as_ref().unwrap().get();
    assert_eq!(word, r#"{"begins":true,"kind":"venue"}"#, "a list of one kind says so");
    let (next, _) = pulled(&mut amina, Some(again.cursor)).await;
    assert_eq!(next, BTreeMap::new(), "and then it goes on where it was");

    let query = PullQuery { proto: PROTO, again: Some("nonsense".to_owned()), cursor: None };
    assert_eq!(amina.gets("/v1/pull", &query.to_string(), &[]).await.status, 400, "there are no such rows");
}
