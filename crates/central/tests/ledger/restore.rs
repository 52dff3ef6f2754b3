//! What a restored centre must still know, and a ledger copied out and in: from either engine to either.

use std::sync::{Arc, Mutex};

use central::ledger::{Copied, DeviceRow, Drilled, ForkRow, Ledger, LedgerError, Owner};
use domain::{AuthorityId, DeviceId, Head};

use crate::engine::{Engine, on_both_engines};
use crate::sender::{Sender, authority, id};

on_both_engines! {
    what_is_erased_stays_erased_whenever_it_comes_again
    a_device_is_admitted_once_and_stays_revoked
    an_epoch_only_goes_up
    a_drill_moves_the_durable_marks_and_never_back
    a_fork_is_noted_once
    heads_are_named_at_every_64th_event
    a_mark_is_the_hash_of_the_last_event_up_to_it
    a_copy_is_restored_on_either_engine
}

async fn what_is_erased_stays_erased_whenever_it_comes_again(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let (mut amina, mut bea, mut centre) = (Sender::new(1), Sender::new(2), Sender::new(3));
    let event = amina.event(7, "{\"name\":\"Canary\"}");
    ledger.append(council, amina.with(vec![event.clone()])).await.unwrap();
    let mut erasing = centre.next(1);
    erasing.erases = vec![event.event];
    ledger.append(council, erasing).await.unwrap();
    ledger.append(council, bea.with(vec![event.clone()])).await.unwrap();
    let later = amina.event(8, "{\"name\":\"Canary too\"}");
    let mut before_it_came = centre.next(1);
    before_it_came.erases = vec![later.event];
    ledger.append(council, before_it_came).await.unwrap();
    ledger.append(council, amina.with(vec![later.clone()])).await.unwrap();
    let read = ledger.read(council, 0, 100).await.unwrap();
    let words: Vec<bool> = read.iter().map(|stored| stored.body.is_some()).collect();
    assert_eq!(
        words,
        [false, true, false, true, false],
        "only what erased has words; places and hashes stay"
    );
    let ids = vec![event.event, later.event, read[1].position.event];
    let erased = ledger.erased(council, ids).await.unwrap();
    assert_eq!(erased, [event.event, later.event].into(), "and they are known to be erased");
}

fn device(number: u64, revoked: Option<(u64, u64)>) -> DeviceRow {
    let sender = Sender::new(number);
    let Owner::Device { device, champion } = sender.owner else { panic!("a device's") };
    DeviceRow {
        id: device,
        champion,
        stream: sender.stream,
        signing_key: [1; 32],
        deposit_key: [2; 32],
        enrolled_ms: 5,
        enrolled_n: 0,
        revoked,
    }
}

async fn a_device_is_admitted_once_and_stays_revoked(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    assert!(ledger.admit(council, device(1, None)).await.unwrap(), "in");
    assert!(
        !ledger.admit(council, device(1, Some((9, 9)))).await.unwrap(),
        "it is known, and nothing changes"
    );
    let known = ledger.device(council, device(1, None).id).await.unwrap().unwrap();
    assert_eq!((known.enrolled_n, known.revoked), (1, None), "under a change number of its own");
    assert!(ledger.admit(council, device(2, Some((9, 9)))).await.unwrap(), "one that was revoked");
    let revoked = ledger.device(council, device(2, None).id).await.unwrap().unwrap();
    assert_eq!(revoked.revoked, Some((9, 3)), "comes back revoked");
    let thief = DeviceRow { stream: device(1, None).stream, ..device(3, None) };
    assert!(!ledger.admit(council, thief).await.unwrap(), "nobody is given another's stream");
    let mut phone = Sender::new(2);
    ledger.append(council, phone.next(1)).await.unwrap();
    let read = ledger.read(council, 0, 10).await.unwrap();
    assert!(read[0].after_revocation, "what a revoked device sends is told apart");
}

async fn an_epoch_only_goes_up(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    for (raised, stands) in [(3, 3), (2, 3), (4, 4)] {
        ledger.renew(council, raised).await.unwrap();
        assert_eq!(ledger.authorities().await.unwrap()[0].epoch, stands, "after {raised}");
    }
}

async fn a_drill_moves_the_durable_marks_and_never_back(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let mut phone = Sender::new(1);
    ledger.append(council, phone.next(5)).await.unwrap();
    let drilled = |n, seq| Drilled { n, made_ms: n, drilled_ms: n + 1, streams: vec![(phone.stream, seq)] };
    for (n, seq, durable) in [(3, 3, 3), (2, 2, 3), (9, 9, 3), (5, 5, 5)] {
        ledger.drilled(council, drilled(n, seq)).await.unwrap();
        let row = ledger.stream(council, phone.stream).await.unwrap().unwrap();
        assert_eq!(row.durable_seq, durable, "after a backup with {seq} of 5");
    }
    assert_eq!(ledger.drill(council).await.unwrap().map(|drill| drill.n), Some(9), "the latest backup");
}

async fn a_fork_is_noted_once(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let mut phone = Sender::new(1);
    ledger.append(council, phone.next(1)).await.unwrap();
    let device = DeviceId::from_uuid(id("device", 1));
    let fork = ForkRow { stream: phone.stream, device, at_seq: 1, seen_ms: 7 };
    assert!(ledger.forked(council, fork).await.unwrap(), "news");
    assert!(!ledger.forked(council, ForkRow { seen_ms: 8, ..fork }).await.unwrap(), "known");
    assert_eq!(ledger.forks(council).await.unwrap(), [fork], "as it was first seen");
}

async fn heads_are_named_at_every_64th_event(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let mut phone = Sender::new(1);
    let mut at: Vec<Head> = Vec::new();
    for count in [64, 64, 64, 8] {
        ledger.append(council, phone.next(count)).await.unwrap();
        at.push(phone.head);
    }
    let heads = ledger.heads(council, phone.stream, 64, 10).await.unwrap();
    assert_eq!(heads, at[..3], "64, 128, 192");
    assert_eq!(ledger.heads(council, phone.stream, 64, 2).await.unwrap(), at[1..3], "the latest two");
}

async fn a_mark_is_the_hash_of_the_last_event_up_to_it(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    assert_eq!(ledger.mark(council, 0).await.unwrap(), None, "of nothing");
    let mut phone = Sender::new(1);
    ledger.append(council, phone.next(1)).await.unwrap();
    let first = phone.head.hash;
    ledger.append(council, phone.next(1)).await.unwrap();
    assert_eq!(ledger.mark(council, 1).await.unwrap(), Some(first), "the first");
    assert_eq!(ledger.mark(council, 9).await.unwrap(), Some(phone.head.hash), "the last there is");
}

/// All that a ledger holds of an authority.
async fn copied(ledger: &dyn Ledger, council: AuthorityId) -> Vec<Copied> {
    let copied: Arc<Mutex<Vec<Copied>>> = Arc::default();
    let sunk = Arc::clone(&copied);
    let sink = Box::new(move |step: Copied| {
        sunk.lock().unwrap().push(step);
        Ok::<(), LedgerError>(())
    });
    ledger.dump(council, sink).await.unwrap();
    std::mem::take(&mut *copied.lock().unwrap())
}

async fn a_copy_is_restored_on_either_engine(engine: &Engine) {
    let ledger = engine.opened().await;
    let (council, other) = (authority(&*ledger, 1).await, authority(&*ledger, 2).await);
    let (mut phone, mut theirs) = (Sender::new(1), Sender::new(2));
    ledger.admit(council, device(5, Some((9, 9)))).await.unwrap();
    let events = vec![phone.event(1, b"\xff\0"), phone.event(2, "{}")];
    let erased = events[1].event;
    ledger.append(council, phone.with(events)).await.unwrap();
    let mut erasing = phone.next(1);
    erasing.erases = vec![erased];
    ledger.append(council, erasing).await.unwrap();
    ledger.append(other, theirs.next(1)).await.unwrap();
    let all = copied(&*ledger, council).await;
    let targets = [Some(Engine::sqlite()), Engine::postgres()];
    for target in targets.into_iter().flatten() {
        let restored = target.opened().await;
        let source = all.clone();
        restored.load(Box::new(source.into_iter().map(Ok))).await.unwrap();
        let of = |what: &str| format!("{what}, from {} to {}", engine.name(), target.name());
        assert_eq!(restored.authorities().await.unwrap().len(), 1, "{}", of("only this authority"));
        let (was, is) =
            (ledger.read(council, 0, 100).await.unwrap(), restored.read(council, 0, 100).await.unwrap());
        assert_eq!(is, was, "{}", of("every event under its number"));
        assert_eq!(
            restored.head(council).await.unwrap(),
            ledger.head(council).await.unwrap(),
            "{}",
            of("the counter")
        );
        assert_eq!(
            restored.devices(council).await.unwrap(),
            ledger.devices(council).await.unwrap(),
            "{}",
            of("devices")
        );
        assert!(
            restored.erased(council, vec![erased]).await.unwrap().contains(&erased),
            "{}",
            of("what is erased")
        );
        ledger_goes_on(&*restored, council, phone.clone()).await;
        assert!(
            restored.load(Box::new(all.clone().into_iter().map(Ok))).await.is_err(),
            "{}",
            of("never over another")
        );
    }
}

async fn ledger_goes_on(ledger: &dyn Ledger, council: AuthorityId, mut phone: Sender) {
    let before = ledger.head(council).await.unwrap();
    ledger.append(council, phone.next(1)).await.unwrap();
    assert_eq!(ledger.head(council).await.unwrap(), before + 1, "numbers go on where they were");
}
