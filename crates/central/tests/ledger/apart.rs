//! Two authorities in one ledger never mix.

use central::ledger::{AuditRow, Blob, BlobKind, EnrolOutcome, Enrolment, InvitationRow};
use domain::{ChampionId, DeviceId, StreamId};

use crate::engine::{Engine, on_both_engines};
use crate::sender::{Sender, authority, id, stored};

on_both_engines! {
    what_is_one_authoritys_is_nothing_to_another
    the_same_ids_may_be_in_both
}

async fn what_is_one_authoritys_is_nothing_to_another(engine: &Engine) {
    let ledger = engine.opened().await;
    let (one, other) = (authority(&*ledger, 1).await, authority(&*ledger, 2).await);
    let mut phone = Sender::new(1);
    let mut batch = phone.next(3);
    batch.blobs = vec![Blob { kind: BlobKind::AreaPack, sha256: [4; 32], bytes: vec![1] }];
    let event = batch.positions[0].event;
    ledger.append(one, batch).await.unwrap();
    let code_hash = [9; 32];
    let champion = ChampionId::from_uuid(id("champion", 1));
    ledger.invite(one, InvitationRow { code_hash, champion, expires_ms: 1_000 }).await.unwrap();
    let asks = Enrolment {
        code_hash,
        now_ms: 10,
        device: DeviceId::from_uuid(id("device", 1)),
        stream: StreamId::from_bytes([8; 16]),
        signing_key: [1; 32],
        deposit_key: [2; 32],
    };
    assert_eq!(ledger.enrol(other, asks.clone()).await.unwrap(), EnrolOutcome::Refused, "no code of theirs");
    assert!(matches!(ledger.enrol(one, asks.clone()).await.unwrap(), EnrolOutcome::In(_)), "but of these");
    assert!(ledger.audit(one, 0, AuditRow { seq: 1, line: "{}".to_owned(), h: [1; 32] }).await.unwrap());

    assert_eq!(ledger.head(other).await.unwrap(), 0, "their counter stands still");
    assert!(ledger.read(other, 0, 10).await.unwrap().is_empty(), "no event is theirs");
    assert!(ledger.positions(other, phone.stream, 1..=9).await.unwrap().is_empty(), "nor a place");
    assert_eq!(ledger.stream(other, phone.stream).await.unwrap(), None, "nor the stream");
    assert_eq!(ledger.streams(other).await.unwrap().len(), 1, "but their own");
    assert!(ledger.conflicts(other, vec![event]).await.unwrap().is_empty(), "nor a conflict");
    assert_eq!(ledger.blob(other, BlobKind::AreaPack, [4; 32]).await.unwrap(), None, "nor the file");
    assert_eq!(ledger.device(other, asks.device).await.unwrap(), None, "nor the device");
    assert!(ledger.devices(other).await.unwrap().is_empty(), "nor any");
    assert!(!ledger.revoke(other, asks.device, 20).await.unwrap(), "and they cannot revoke it");
    assert_eq!(ledger.last_audit(other).await.unwrap(), None, "nor is the line theirs");
}

async fn the_same_ids_may_be_in_both(engine: &Engine) {
    let ledger = engine.opened().await;
    let (one, other) = (authority(&*ledger, 1).await, authority(&*ledger, 2).await);
    let (mut phone, mut twin) = (Sender::new(1), Sender::new(1));
    assert_eq!(stored(ledger.append(one, phone.next(3)).await.unwrap()), (1, 3), "one's numbers");
    assert_eq!(stored(ledger.append(other, twin.next(2)).await.unwrap()), (1, 2), "and the other's");
    let changed = twin.event(0, "{\"another\":0}");
    ledger.append(other, twin.with(vec![changed.clone()])).await.unwrap();
    assert_eq!(ledger.conflicts(other, vec![changed.event]).await.unwrap().len(), 1, "a conflict there");
    assert!(ledger.conflicts(one, vec![changed.event]).await.unwrap().is_empty(), "is none here");
    assert_eq!(ledger.authorities().await.unwrap().len(), 2, "there are two");
}
