//! Invitations and devices.

use central::ledger::{EnrolOutcome, Enrolment, InvitationRow};
use domain::{ChampionId, DeviceId, StreamId};

use crate::engine::{Engine, on_both_engines};
use crate::sender::{Sender, authority, id};

const CODE: [u8; 32] = [9; 32];
const EXPIRES_MS: u64 = 1_000;

on_both_engines! {
    a_code_lets_one_device_in_even_if_many_ask_at_once
    a_device_whose_reply_was_lost_asks_again_and_is_in
    a_code_that_is_unknown_or_too_old_lets_nobody_in
    a_stream_that_is_somebodys_is_not_given_away
    a_device_is_revoked_once
}

fn champion() -> ChampionId {
    ChampionId::from_uuid(id("champion", 1))
}

fn invitation() -> InvitationRow {
    InvitationRow { code_hash: CODE, champion: champion(), expires_ms: EXPIRES_MS }
}

fn asks(number: u8) -> Enrolment {
    Enrolment {
        code_hash: CODE,
        now_ms: 10,
        device: DeviceId::from_uuid(id("device", number.into())),
        stream: StreamId::from_bytes([number; 16]),
        signing_key: [number; 32],
        deposit_key: [number; 32],
    }
}

async fn a_code_lets_one_device_in_even_if_many_ask_at_once(engine: &Engine) {
    let nodes = [engine.opened().await, engine.opened().await];
    let council = authority(&*nodes[0], 1).await;
    nodes[0].invite(council, invitation()).await.unwrap();
    let tries: Vec<_> = (0..12_u8)
        .map(|number| {
            let ledger = nodes[usize::from(number % 2)].clone();
            tokio::spawn(async move { ledger.enrol(council, asks(number)).await.unwrap() })
        })
        .collect();
    let mut let_in = Vec::new();
    for attempt in tries {
        match attempt.await.unwrap() {
            EnrolOutcome::In(row) => let_in.push(row),
            EnrolOutcome::Refused => {}
            EnrolOutcome::StreamTaken => panic!("each has a stream of its own"),
        }
    }
    assert_eq!(let_in.len(), 1, "one code, one device");
    assert_eq!(nodes[1].devices(council).await.unwrap(), let_in, "and it is the one that is there");
    assert_eq!((let_in[0].enrolled_n, let_in[0].champion), (1, champion()), "at a change number of its own");
    assert_eq!(nodes[0].head(council).await.unwrap(), 1, "the others used none up");
    assert_eq!(nodes[0].streams(council).await.unwrap().len(), 2, "nor left a stream behind");
}

async fn a_device_whose_reply_was_lost_asks_again_and_is_in(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    ledger.invite(council, invitation()).await.unwrap();
    let first = ledger.enrol(council, asks(1)).await.unwrap();
    // The id was drawn anew for the second request; the device is the one that the first made.
    let again = Enrolment { device: DeviceId::from_uuid(id("device", 77)), ..asks(1) };
    assert_eq!(ledger.enrol(council, again).await.unwrap(), first, "the same device, no other");
    let other_key = Enrolment { signing_key: [66; 32], ..asks(1) };
    assert_eq!(ledger.enrol(council, other_key).await.unwrap(), EnrolOutcome::Refused, "not with other keys");
    assert_eq!(ledger.devices(council).await.unwrap().len(), 1, "there is one");
}

async fn a_code_that_is_unknown_or_too_old_lets_nobody_in(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    assert_eq!(ledger.enrol(council, asks(1)).await.unwrap(), EnrolOutcome::Refused, "no such code");
    ledger.invite(council, invitation()).await.unwrap();
    let late = Enrolment { now_ms: EXPIRES_MS, ..asks(1) };
    assert_eq!(ledger.enrol(council, late).await.unwrap(), EnrolOutcome::Refused, "too late");
    assert!(ledger.devices(council).await.unwrap().is_empty(), "nobody is in");
}

async fn a_stream_that_is_somebodys_is_not_given_away(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let mut phone = Sender::new(5);
    ledger.append(council, phone.next(1)).await.unwrap();
    ledger.invite(council, invitation()).await.unwrap();
    let taken = Enrolment { stream: phone.stream, ..asks(1) };
    assert_eq!(ledger.enrol(council, taken).await.unwrap(), EnrolOutcome::StreamTaken, "it is another's");
    assert!(
        matches!(ledger.enrol(council, asks(1)).await.unwrap(), EnrolOutcome::In(_)),
        "the code is still good"
    );
}

async fn a_device_is_revoked_once(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    ledger.invite(council, invitation()).await.unwrap();
    ledger.enrol(council, asks(1)).await.unwrap();
    let device = asks(1).device;
    assert!(
        !ledger.revoke(council, DeviceId::from_uuid(id("device", 2)), 50).await.unwrap(),
        "no such device"
    );
    assert!(ledger.revoke(council, device, 50).await.unwrap(), "it was in use");
    assert!(!ledger.revoke(council, device, 60).await.unwrap(), "and is no more");
    let row = ledger.device(council, device).await.unwrap().unwrap();
    assert_eq!(row.revoked, Some((50, 2)), "from that moment and change on");
    assert_eq!(ledger.enrol(council, asks(1)).await.unwrap(), EnrolOutcome::Refused, "it does not come back");
    assert_eq!(ledger.head(council).await.unwrap(), 2, "in and out are two changes");
}
