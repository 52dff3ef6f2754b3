//! A device that was revoked hands over what it has, is told to destroy its vault, and gets nothing.

use ed25519_dalek::VerifyingKey;
use wire::Code;
use wire::push::Directive;

use crate::phone::session;
use crate::world::{AMINA, World};

#[tokio::test]
async fn a_revoked_device_hands_over_its_work_and_is_told_to_wipe_its_vault() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let known = vec![amina.event(&session(), "2026-11-16")];
    assert_eq!(amina.pushes(known).await.directives, [], "nothing is asked of a device in use");
    let unsent = vec![amina.event(&session(), "2026-11-17")];
    world.centre.revoke(amina.device()).await.unwrap();

    let push = amina.packs(unsent);
    let nonce = amina.nonce.clone();
    let reply = amina.sends(&push).await.expect("its work is taken");
    assert_eq!(reply.receipt.acked_through, 2, "nothing of it is lost");
    let [kept] = &reply.quarantined[..] else { panic!("kept aside: {:?}", reply.quarantined) };
    assert_eq!((kept.seq, kept.code.as_str()), (2, "revoked"), "a finder could have recorded it");
    let draft = world.centre.draft("2026-W47".parse().unwrap(), "A tester").await.unwrap();
    assert_eq!(draft.row("sessions.held").unwrap().week.value.numerator, 1, "so it does not count by itself");
    let [Directive::Wipe { says, signature }] = &reply.directives[..] else {
        panic!("told to wipe: {:?}", reply.directives)
    };
    let key = VerifyingKey::from_bytes(&amina.reply().centre_sign_key.0).unwrap();
    let authority = amina.reply().certificate.says.authority;
    assert!(says.is_for(&key, signature, authority, amina.device(), &nonce), "signed, for this vault, now");

    let answer = amina.gets("/v1/pull", "proto=2", &[]).await;
    let fault: wire::Fault = answer.json();
    assert_eq!((answer.status, fault.code), (403, Code::Revoked), "it is given nothing");
    assert!(world.centre.revoke(amina.device()).await.is_err(), "twice is once");
    assert!(world.centre.verify().await.unwrap().is_whole(), "the ledger and the book agree on it");
}

#[tokio::test]
async fn an_old_app_may_send_and_is_told_to_update_and_an_ancient_one_is_not_understood() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let events = vec![amina.event(&session(), "2026-11-16")];
    let mut push = amina.packs(events);
    push.proto = 1;
    let reply = amina.sends(&push).await.expect("uploads of the last three versions are taken");
    assert_eq!(
        (reply.receipt.acked_through, &reply.directives[..]),
        (1, &[Directive::Update][..]),
        "and asked to update"
    );
    assert_eq!(amina.gets("/v1/pull", "cursor=", &[]).await.status, 426, "what it is given is paused");
    push.proto = 0;
    assert_eq!(amina.sends(&push).await.unwrap_err().code, Code::UpdateNeeded, "nobody speaks version 0");
    push.proto = 9;
    assert_eq!(amina.sends(&push).await.unwrap_err().code, Code::UpdateNeeded, "nor one of the future");
}
