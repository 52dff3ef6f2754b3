//! A one-time code lets one device in, once, for a day.

use wire::Code;

use crate::phone::Phone;
use crate::world::{AMINA, HOUR_MS, World};

#[tokio::test]
async fn a_code_lets_one_device_in_and_no_second() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let invitation = world.centre.invite(AMINA).await.unwrap();
    let code = invitation.code.reveal();
    let (mut first, mut second) = (Phone::new(address, 1), Phone::new(address, 2));
    first.enrols(&code.to_lowercase().replace('-', " ")).await.expect("as somebody types it");
    let says = &first.reply().certificate.says;
    assert_eq!(
        (says.champion, says.stream),
        (invitation.champion, first.stream),
        "bound to whom it was made for"
    );
    let key = ed25519_dalek::VerifyingKey::from_bytes(&first.reply().authority_key.0).unwrap();
    let signature = ed25519_dalek::Signature::from_bytes(&first.reply().certificate.signature.0);
    assert!(key.verify_strict(&says.signed_bytes(), &signature).is_ok(), "certified by the authority");
    assert_eq!(second.enrols(code).await.unwrap_err().code, Code::InvitationRefused, "it is used up");
    let listed = world.centre.champions().await.unwrap();
    let amina = listed.iter().find(|champion| champion.id == invitation.champion).unwrap();
    assert_eq!(amina.devices, 1, "she has one device");
}

#[tokio::test]
async fn a_device_whose_first_reply_was_lost_asks_again_and_is_the_same() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let code = world.centre.invite(AMINA).await.unwrap().code;
    let mut phone = Phone::new(address, 1);
    phone.enrols(code.reveal()).await.unwrap();
    let first = phone.reply().certificate.clone();
    phone.enrols(code.reveal()).await.expect("the same keys and stream");
    assert_eq!(phone.reply().certificate, first, "no second device");
}

#[tokio::test]
async fn a_code_is_good_for_a_day() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let code = world.centre.invite(AMINA).await.unwrap().code;
    world.env.passes(24 * HOUR_MS);
    let fault = Phone::new(address, 1).enrols(code.reveal()).await.unwrap_err();
    assert_eq!(fault.code, Code::InvitationRefused, "a code on a lost note opens nothing the day after");
}

#[tokio::test]
async fn guessing_is_slow_and_learns_nothing() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let mut phone = Phone::new(address, 1);
    for _ in 0..5 {
        let fault = phone.enrols("0000-0000-0000-0").await.unwrap_err();
        assert_eq!(fault.code, Code::InvitationRefused, "one answer, whatever is wrong with it");
    }
    let fault = phone.enrols("0000-0000-0000-0").await.unwrap_err();
    assert_eq!((fault.code, fault.want), (Code::TooMany, Some(3_600)), "the sixth waits an hour");
}

#[tokio::test]
async fn a_vault_that_was_enrolled_before_begins_anew() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let first = world.phone(address, AMINA, 1).await;
    let code = world.centre.invite(AMINA).await.unwrap().code;
    let mut second = Phone::new(address, 2);
    second.stream = first.stream;
    let fault = second.enrols(code.reveal()).await.unwrap_err();
    assert_eq!(fault.code, Code::Malformed, "a stream belongs to one device");
}

#[tokio::test]
async fn only_champions_are_invited() {
    let world = World::of_queens_park().await;
    let fault = world.centre.invite("Nobody").await.unwrap_err().fault();
    assert_eq!(fault.code, Code::NotFound, "no such champion");
    let id = world.centre.champions().await.unwrap()[0].id.to_string();
    assert_eq!(world.centre.invite(&id).await.unwrap().champion.to_string(), id, "by id as well");
}
