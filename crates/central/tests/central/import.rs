//! Files that set a centre up: the same again changes nothing, a changed one amends what changed.

use serde_json::{Value, json};
use wire::Code;

use crate::world::{AREA, PROGRAMME, World};

fn programme() -> Value {
    serde_json::from_slice(PROGRAMME).expect("JSON")
}

async fn imported(world: &World, file: &Value) -> (u64, u64, u64) {
    let imported = world.centre.import(file.to_string().as_bytes()).await.expect("a sound file");
    (imported.recorded, imported.amended, imported.unchanged)
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let world = World::empty().await;
    let area = world.centre.import(AREA).await.unwrap();
    assert_eq!((area.recorded, area.amended), (1, 0), "the pack is in use");
    let first = imported(&world, &programme()).await;
    assert_eq!(first, (1 + 2 + 5 + 5 + 14 + 12 + 1, 0, 0), "one authority, two teams and so on");
    let n = world.centre.import(PROGRAMME).await.unwrap().n;
    assert_eq!(imported(&world, &programme()).await, (0, 0, 40), "everything is known");
    assert_eq!(world.centre.import(AREA).await.unwrap().n, n, "and no event was recorded");
}

#[tokio::test]
async fn a_changed_file_amends_what_changed_and_back_again() {
    let world = World::of_queens_park().await;
    let mut changed = programme();
    changed["venues"][0]["name"] = json!("Another Hall (example)");
    changed["venues"][1]["postcode"] = Value::Null;
    assert_eq!(imported(&world, &changed).await, (0, 2, 38), "a name said otherwise, a postcode taken out");
    assert_eq!(imported(&world, &changed).await, (0, 0, 40), "known from then on");
    assert_eq!(imported(&world, &programme()).await, (0, 2, 38), "and taken back");
}

#[tokio::test]
async fn a_published_forms_questions_never_change() {
    let world = World::of_queens_park().await;
    let mut changed = programme();
    changed["forms"][0]["questions"][1]["text"] = json!("How unhappy are you with today?");
    let fault = world.centre.import(changed.to_string().as_bytes()).await.unwrap_err().fault();
    assert_eq!(fault.code, Code::AlreadyRecordedOtherwise, "answers to the old question are out there");
    changed["forms"][0]["version"] = json!(2);
    assert_eq!(imported(&world, &changed).await, (1, 0, 39), "the next version is a new form");
}

#[tokio::test]
async fn a_file_that_contradicts_itself_is_refused_whole() {
    let world = World::empty().await;
    let mut twice = programme();
    twice["teams"][1]["key"] = json!("north");
    let mut nowhere = programme();
    nowhere["slots"][0]["venue"] = json!("no-such-venue");
    let mut misspelt = programme();
    misspelt["champions"][0]["role"] = json!([]);
    let mut zone = programme();
    zone["time_zone"] = json!("Europe/Lundun");
    let mut short = programme();
    short["caseload_days"] = json!(7);
    for (file, part) in [
        (twice.to_string(), "north"),
        (nowhere.to_string(), "no-such-venue"),
        (misspelt.to_string(), "role"),
        (zone.to_string(), "time_zone"),
        (short.to_string(), "caseload_days"),
        (json!({"format": "doorstep-area-pack@1"}).to_string(), "cannot be read"),
        (json!({"format": "shopping-list"}).to_string(), "neither"),
        ("{".to_owned(), "line 1"),
    ] {
        let fault = world.centre.import(file.as_bytes()).await.unwrap_err().fault();
        assert_eq!(fault.code, Code::Malformed, "{part}");
        assert!(fault.message.contains(part), "it says where: {}", fault.message);
    }
    assert!(world.centre.champions().await.unwrap().is_empty(), "nothing of them was recorded");
}
