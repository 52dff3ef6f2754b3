//! Inviting a champion's device, comparing its four words, revoking it.

use serde_json::json;
use wire::desk::{Champion, ChampionDevice, Champions, DeskRole, Invited};
use wire::{Code, Fault};

use super::browser::Browser;
use crate::phone::{Phone, came, child, session};
use crate::world::{AMINA, BEA, World};

async fn listed(browser: &Browser, name: &str) -> Champion {
    let list: Champions = browser.get("/desk/v1/champions").await.json();
    list.champions.into_iter().find(|one| one.name == name).expect("a champion of the list")
}

async fn invited(browser: &Browser, champion: &Champion) -> Invited {
    let target = format!("/desk/v1/champions/{}/invite", champion.id);
    browser.post(&target, &json!({})).await.json()
}

fn people(rows: &[wire::pull::PulledRow]) -> usize {
    rows.iter().filter(|row| row.kind == "person").count()
}

#[tokio::test]
async fn a_device_gets_nothing_about_families_until_both_screens_show_the_same_words() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let mut amina = world.phone(address, AMINA, 1).await;
    let (held, ada) = (amina.event(&session(), "2026-11-16"), amina.event(&child("Ada"), "2026-11-16"));
    let there = amina.event(&came(held.id, ada.id), "2026-11-16");
    amina.pushes(vec![held, ada, there]).await;
    let other = amina.pulls(None).await.rows;
    assert_eq!(people(&other), 1, "a code of the operator's own, handed over in person, needs no comparing");

    let browser = Browser::of(&world, address, "Coordinator", DeskRole::Coordinator, None).await;
    let before = listed(&browser, AMINA).await;
    let Invited { code, link, .. } = invited(&browser, &before).await;
    assert_eq!(*link.reveal(), format!("http://{address}/enrol#{}", code.reveal()), "for a QR code");
    let mut phone = Phone::new(address, 7);
    phone.enrols(code.reveal()).await.expect("the code is good");
    let new = listed(&browser, AMINA).await.devices.remove(0);
    let reply = phone.reply();
    let keys = &reply.certificate.says;
    let on_phone = wire::check::phrase(&reply.authority_key.0, &keys.signing_key.0, &keys.deposit_key.0);
    assert_eq!(
        (new.check_phrase.as_str(), new.needs_check),
        (on_phone.as_str(), true),
        "the same four words"
    );
    let page = phone.pulls(None).await;
    assert_eq!(people(&page.rows), 0, "nobody has compared them yet");
    assert!(
        page.rows.iter().any(|row| row.kind == "slot"),
        "but the timetable is there, so recording goes on"
    );

    let confirm = format!("/desk/v1/devices/{}/confirm", new.id);
    let wrong: Fault = browser.post(&confirm, &json!({"check_phrase": "some other four words"})).await.json();
    assert_eq!(wrong.code, Code::NotVerified, "another row than the one shown");
    let done = browser.post(&confirm, &json!({"check_phrase": new.check_phrase})).await;
    let done: ChampionDevice = done.json();
    assert!(!done.needs_check && done.confirmed_ms.is_some(), "compared");
    let page = phone.pulls(Some(&page.cursor)).await;
    assert_eq!(people(&page.rows), 1, "and now the families of her scope are told");
}

#[tokio::test]
async fn a_revoked_device_is_out_at_its_next_request_and_pressing_twice_is_no_failure() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let mut bea = world.phone(address, BEA, 1).await;
    let browser = Browser::of(&world, address, "Coordinator", DeskRole::Coordinator, None).await;
    let revoke = format!("/desk/v1/devices/{}/revoke", bea.device());
    for _ in 0..2 {
        let answer = browser.post(&revoke, &json!({})).await;
        assert!(answer.json::<ChampionDevice>().revoked_ms.is_some(), "revoked");
    }
    assert_eq!(bea.gets("/v1/pull", "proto=2", &[]).await.status, 403, "it gets nothing more");
    let confirm = format!("/desk/v1/devices/{}/confirm", bea.device());
    let phrase = listed(&browser, BEA).await.devices[0].check_phrase.clone();
    let late = browser.post(&confirm, &json!({"check_phrase": phrase})).await;
    assert_eq!(late.status, 422, "and is confirmed no more");
}
