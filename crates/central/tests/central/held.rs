//! What a revoked device handed over is taken in after all, by whoever may, and by nobody else.

use std::net::SocketAddr;

use domain::reference::Team;
use domain::{EventId, Fact, Line};
use serde_json::json;
use wire::desk::{AcceptedHeld, DeskRole, Week};
use wire::{Code, Fault};

use crate::desk::browser::Browser;
use crate::phone::{Phone, session};
use crate::world::{AMINA, World};

const NORTH: &str = "North team (example)";
const SOUTH: &str = "South team (example)";

/// Amina's phone is stolen with a session on it that was never sent, and hands it over.
async fn stolen(world: &World, address: SocketAddr) -> (Phone, EventId) {
    let mut amina = world.phone(address, AMINA, 1).await;
    let unsent = amina.event(&session(), "2026-11-17");
    world.centre.revoke(amina.device()).await.expect("it was in use");
    let id = unsent.id;
    assert_eq!(amina.pushes(vec![unsent]).await.quarantined[0].code, "revoked", "it is held");
    (amina, id)
}

async fn sessions(world: &World) -> u64 {
    let draft = world.centre.draft("2026-W47".parse().expect("a week"), "A tester").await.expect("a draft");
    draft.row("sessions.held").expect("the row").week.value.numerator
}

#[tokio::test]
async fn what_is_accepted_counts_and_the_device_hears_so_and_a_rebuilt_book_says_the_same() {
    let world = World::of_queens_park().await;
    let (mut amina, id) = stolen(&world, world.serves().await).await;
    let [held] = &world.centre.held().await.unwrap()[..] else { panic!("one record is held") };
    assert_eq!(
        (held.which.event, held.device, held.kind.as_str()),
        (id, amina.device(), "session.recorded@1")
    );
    assert_eq!(world.centre.accept_named(&[id.to_string()]).await.unwrap(), 1, "it is taken in");
    assert_eq!(world.centre.accept_named(&[id.to_string()]).await.unwrap(), 0, "twice is once");
    assert_eq!((sessions(&world).await, world.centre.held().await.unwrap().len()), (1, 0), "it counts");
    assert!(world.centre.verify().await.unwrap().is_whole(), "and does so in a book made anew");

    let again = amina.sends_again_from(1).await;
    assert!(again.quarantined.is_empty(), "the device is told no more that it is kept aside: {again:?}");
    let later = amina.event(&session(), "2026-11-18");
    assert_eq!(amina.pushes(vec![later]).await.quarantined[0].code, "revoked", "what it sends next is held");
    let device = amina.device().to_string();
    assert_eq!(world.centre.accept_of_device(&device).await.unwrap(), 1, "all of a device at once");
    assert_eq!(sessions(&world).await, 2, "both");
}

#[tokio::test]
async fn what_is_kept_aside_for_another_reason_is_not_accepted() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let poisoned = amina.saying(r#"{"no":"body"}"#);
    let team = Fact::Team(Team { name: Line::new("A team of one's own").unwrap() });
    let foreign = amina.event(&team, "2026-11-17");
    let ids = [poisoned.id, foreign.id];
    amina.pushes(vec![poisoned, foreign]).await;
    for id in ids {
        let refused = world.centre.accept_named(&[id.to_string()]).await.unwrap_err().fault();
        assert_eq!(refused.code, Code::NotPermitted, "it breaks a rule, and accepting mends nothing");
    }
    let unknown = EventId::mint(1, [1; 10]).to_string();
    for (asked, code) in [(unknown.as_str(), Code::NotFound), ("none", Code::Malformed)] {
        assert_eq!(world.centre.accept_named(&[asked.to_owned()]).await.unwrap_err().fault().code, code);
    }
}

#[tokio::test]
async fn a_coordinator_accepts_what_their_own_champions_sent_and_sees_nothing_of_others() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let (_amina, id) = stolen(&world, address).await;
    let north = Browser::of(&world, address, "North", DeskRole::Coordinator, Some(NORTH)).await;
    let south = Browser::of(&world, address, "South", DeskRole::Coordinator, Some(SOUTH)).await;
    let accepts = json!({"events": [id]});
    let week: Week = north.get("/desk/v1/weeks/2026-W47").await.json();
    let [kept] = &week.kept_aside[..] else { panic!("it is shown: {:?}", week.kept_aside) };
    assert_eq!(
        (kept.event, kept.acceptable, kept.date.as_deref()),
        (id, true, Some("2026-11-17")),
        "as what can be accepted"
    );
    let week: Week = south.get("/desk/v1/weeks/2026-W47").await.json();
    assert!(week.kept_aside.is_empty(), "another team's is not shown");
    let refused = south.post("/desk/v1/kept-aside/accept", &accepts).await;
    assert_eq!((refused.status, refused.json::<Fault>().code), (404, Code::NotFound), "nor is it there");
    let done = north.post("/desk/v1/kept-aside/accept", &accepts).await;
    assert_eq!(done.json::<AcceptedHeld>().accepted, 1, "then it is taken in");
    assert_eq!(sessions(&world).await, 1, "and counts");
}
