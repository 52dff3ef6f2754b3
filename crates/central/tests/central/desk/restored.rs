//! What the desk decided stays decided when the ledger is restored from before it.

use serde_json::json;
use wire::desk::{DeskRole, Reach};

use super::browser::{Browser, PASSWORD};
use crate::world::World;

#[tokio::test]
async fn an_account_that_was_ended_or_reset_since_a_backup_does_not_come_back_with_it() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let gone = Browser::of(&world, address, "Gone", DeskRole::Coordinator, None).await;
    let lost = Browser::of(&world, address, "Lost a phone", DeskRole::Coordinator, None).await;
    let stays = Browser::of(&world, address, "Council", DeskRole::Commissioner, None).await;
    let backup = world.backup("before.age").await;
    let released: Reach = stays.get("/desk/v1/reach").await.json();
    let accounts = world.centre.accounts().await.unwrap();
    let id = |name: &str| accounts.iter().find(|one| one.name.as_str() == name).expect("an account").id;
    world.centre.end_account(id("Gone")).await.unwrap();
    world.centre.reset_account(id("Lost a phone")).await.unwrap();

    let (world, _) = world.restored(&backup, |_| {}).await;
    let address = world.serves().await;
    for mut browser in [gone, lost] {
        browser.address = address;
        let code = browser.next_code();
        let answer = browser.tries(PASSWORD, &code).await;
        assert_eq!(answer.status, 401, "{} does not come in by what the backup knew", browser.name);
    }
    let mut stays = stays;
    stays.address = address;
    assert_eq!(stays.get("/desk/v1/me").await.status, 401, "nobody is signed in after a restore");
    stays.signs_in().await;
    let again: Reach = stays.get("/desk/v1/reach").await.json();
    assert_eq!(again, released, "and a release is what it was");
    assert_eq!(stays.post("/desk/v1/sign-out", &json!({})).await.status, 200, "all else is as ever");
}
