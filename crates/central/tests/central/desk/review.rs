//! A coordinator looks at two records side by side, decides, and takes it back.

use linkage::families::{Settings, families};
use serde_json::json;
use wire::desk::{DeskRole, ReviewDone, ReviewQueue};

use super::browser::Browser;
use crate::phone::{Phone, came, session};
use crate::world::{AMINA, World};

async fn child(phone: &mut Phone, given: &str) -> String {
    let json = json!({"role": "child", "given_name": given, "surname": "Pemberton", "birth": "2024-02-11",
        "postcode": "W10 4HS"});
    let held = phone.event(&session(), "2026-11-16");
    let child = phone.event(&domain::Fact::parse("person.recorded@1", &json).expect("a child"), "2026-11-16");
    let there = phone.event(&came(held.id, child.id), "2026-11-16");
    let id = child.id.to_string();
    let reply = phone.pushes(vec![child, there]).await;
    assert_eq!(reply.quarantined, [], "sound events");
    id
}

#[tokio::test]
async fn a_pair_is_shown_to_its_team_decided_named_and_taken_back() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let mut amina = world.phone(address, AMINA, 1).await;
    let learnt = families(&Settings { families: 300, seed: 3, ..Settings::default() });
    let model = linkage::train(&learnt.records, linkage::Scope::Within).to_json().unwrap();
    world.centre.adopt_model(model.as_bytes(), None).await.unwrap();
    child(&mut amina, "Baby").await;
    child(&mut amina, "Florence").await;

    let of = |name: &'static str, team| Browser::of(&world, address, name, DeskRole::Coordinator, Some(team));
    let (north, south) =
        (of("North", "North team (example)").await, of("South", "South team (example)").await);
    let queue = async |browser: &Browser| -> ReviewQueue { browser.get("/desk/v1/review").await.json() };
    assert_eq!(queue(&south).await.waiting, 0, "another team has no part in it");
    let waiting = queue(&north).await;
    assert_eq!(waiting.pairs.len(), 1, "the unnamed baby may be Florence");
    let pair = &waiting.pairs[0];
    assert!(pair.because.reveal().contains("birth date"), "why, in words: {}", pair.because.reveal());
    assert!(pair.can_ask, "the champion has both and may be asked");

    let both = json!({"left": pair.left.id, "right": pair.right.id});
    let refused = south.post("/desk/v1/review/ask", &both).await;
    assert_eq!(refused.status, 404, "another team's pair is nobody's");
    north.post("/desk/v1/review/ask", &both).await;
    let asked = queue(&north).await.pairs.remove(0).asked.expect("a question");
    assert_eq!(asked.says, None, "nothing was answered yet");

    let verdict = json!({"left": pair.left.id, "right": pair.right.id, "verdict": "same"});
    let done: ReviewDone = north.post("/desk/v1/review/decide", &verdict).await.json();
    let decided = queue(&north).await;
    assert_eq!((decided.waiting, decided.decided.len()), (0, 1), "decided, and listed");
    assert_eq!(decided.decided[0].by, "North", "by whom, by name");
    let undone = north.post("/desk/v1/review/undo", &json!({"of": done.id})).await;
    assert_eq!(undone.status, 200, "taken back: {}", undone.text());
    let again = queue(&north).await;
    assert_eq!(
        (again.waiting, again.decided[0].taken_back_by.as_deref()),
        (1, Some("North")),
        "it waits again"
    );
    let twice = north.post("/desk/v1/review/undo", &json!({"of": done.id})).await;
    assert_eq!(twice.status, 404, "there is no such decision any more");
}
