//! One bad record blocks nothing, and is never silently dropped.

use domain::reference::Team;
use domain::{Actor, ChampionId, Fact, Line};
use serde_json::json;
use uuid::Uuid;
use wire::push::{PushReply, PushedEvent};

use crate::phone::session;
use crate::world::{AMINA, BEA, World};

fn reasons(reply: &PushReply) -> Vec<(u64, &str, Option<&str>)> {
    let reasons = reply.quarantined.iter();
    reasons.map(|kept| (kept.seq, kept.code.as_str(), kept.field.as_deref())).collect()
}

fn words(event: &PushedEvent) -> &str {
    std::str::from_utf8(event.body.bytes()).expect("text")
}

async fn sessions_held(world: &World) -> u64 {
    let draft = world.centre.draft("2026-W47".parse().expect("a week"), "A tester").await.expect("a draft");
    draft.row("sessions.held").expect("the row").week.value.numerator
}

#[tokio::test]
async fn a_poisoned_event_is_kept_aside_and_the_others_count() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let good = amina.event(&session(), "2026-11-16");
    let newer = words(&good).replace("session.recorded@1", "session.recorded@9");
    let events = vec![
        amina.saying(r#"{"no":"body"}"#),
        good.clone(),
        amina.saying(&newer),
        amina.saying(&words(&good).replacen('{', "{ ", 1)),
        amina.event(&session(), "2026-11-17"),
    ];
    let push = amina.packs(events);
    let reply = amina.sends(&push).await.unwrap();
    assert_eq!(reply.receipt.acked_through, 5, "all five are held");
    assert_eq!(
        reasons(&reply),
        [(1, "malformed", Some("body")), (3, "unknown_type", Some("type")), (4, "malformed", Some("body")),],
        "no body, a newer app's, and one that is not spelt canonically"
    );
    let again = amina.sends(&push).await.unwrap();
    assert_eq!(reasons(&again), reasons(&reply), "a repeat is told the same");
}

#[tokio::test]
async fn nobody_speaks_for_another_champion() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let bea = world.phone(address, BEA, 2).await.champion();
    let mut amina = world.phone(address, AMINA, 1).await;
    let events = vec![
        amina.event_by(Actor::Champion(bea), &session(), "2026-11-16"),
        amina.event_by(Actor::Centre, &session(), "2026-11-16"),
        amina.event_by(Actor::Champion(ChampionId::from_uuid(Uuid::nil())), &session(), "2026-11-16"),
        amina.event(&session(), "2026-11-16"),
    ];
    let reply = amina.pushes(events).await;
    let actor = |seq| (seq, "actor", Some("actor"));
    assert_eq!(reasons(&reply), [actor(1), actor(2), actor(3)], "a device speaks for its champion only");
    assert_eq!(sessions_held(&world).await, 1, "only her own counts");
}

#[tokio::test]
async fn only_the_centre_sets_up_reference_data() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let team = Fact::Team(Team { name: Line::new("Invented team").unwrap() });
    let events = vec![amina.event(&team, "2026-11-16")];
    let reply = amina.pushes(events).await;
    assert_eq!(reasons(&reply), [(1, "not_permitted", Some("type"))], "teams are the centre's");
}

#[tokio::test]
async fn no_device_corrects_what_the_centre_set_up() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let herself = amina.champion();
    let rename = json!({ "of": herself, "fields": { "name": "Somebody else", "cleared": true } });
    let withdraw = json!({ "of": herself, "reason": "mistake" });
    let facts = [
        Fact::parse("record.amended@1", &rename).unwrap(),
        Fact::parse("record.voided@1", &withdraw).unwrap(),
    ];
    let events = facts.iter().map(|fact| amina.event(fact, "2026-11-16")).collect();
    assert_eq!(amina.pushes(events).await.receipt.acked_through, 2, "they are held");
    let listed = world.centre.champions().await.unwrap();
    let found = listed.iter().find(|champion| champion.id == herself).expect("she still stands");
    assert_eq!(found.name.as_str(), AMINA, "and has the name that the centre gave her");
}

#[tokio::test]
async fn nothing_a_device_sends_takes_the_place_of_what_the_centre_imported() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let mut bea = world.phone(world.serves().await, BEA, 2).await;
    let mut under_an_imported_id = amina.event(&session(), "2026-11-16");
    under_an_imported_id.id = bea.champion().into();
    let reply = amina.pushes(vec![under_an_imported_id]).await;
    assert_eq!(reasons(&reply), [(1, "not_permitted", Some("event_id"))], "only the centre derives ids");
    let hers = bea.event(&session(), "2026-11-16");
    assert_eq!(reasons(&bea.pushes(vec![hers]).await), [], "Bea, whose id it was, still records");
    let listed = world.centre.champions().await.unwrap();
    assert!(listed.iter().any(|champion| champion.id == bea.champion()), "since she still stands");
    assert_eq!(sessions_held(&world).await, 1, "and only her session counts");
}

#[tokio::test]
async fn subjects_that_are_not_the_facts_are_not_believed() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let plain = amina.event(&session(), "2026-11-16");
    let mut body: domain::Body = serde_json::from_slice(plain.body.bytes()).unwrap();
    body.subjects.clear();
    let events = vec![amina.saying(&body.canonical())];
    let reply = amina.pushes(events).await;
    assert_eq!(
        reasons(&reply),
        [(1, "contradiction", Some("subjects"))],
        "scope and erasure go by the subjects"
    );
}

#[tokio::test]
async fn two_bodies_under_one_id_are_both_kept_aside() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let mut amina = world.phone(address, AMINA, 1).await;
    let mut bea = world.phone(address, BEA, 2).await;
    let hers = amina.event(&session(), "2026-11-16");
    amina.pushes(vec![hers.clone()]).await;
    assert_eq!(sessions_held(&world).await, 1, "one session");
    let mut other = bea.event(&session(), "2026-11-17");
    other.id = hers.id;
    let reply = bea.pushes(vec![other]).await;
    assert_eq!(reasons(&reply), [(1, "contradiction", Some("event_id"))], "the id has two bodies");
    assert_eq!(sessions_held(&world).await, 0, "neither counts until a person decides");
}
