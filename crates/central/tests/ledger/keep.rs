//! Files that events name, and the audit.

use central::ledger::{AuditRow, Blob, BlobKind};

use crate::engine::{Engine, on_both_engines};
use crate::sender::{Sender, authority};

on_both_engines! {
    a_file_is_kept_with_the_event_that_names_it
    of_many_who_follow_the_same_line_of_the_audit_one_does
    what_was_written_is_there_when_it_is_opened_again
}

async fn a_file_is_kept_with_the_event_that_names_it(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let mut phone = Sender::new(1);
    let blob = Blob { kind: BlobKind::FrozenReturn, sha256: [4; 32], bytes: vec![0, 255, 7] };
    let mut batch = phone.next(1);
    batch.blobs = vec![blob.clone(), blob.clone()];
    let mut moved = batch.clone();
    moved.before.seq = 5;
    ledger.append(council, moved).await.unwrap();
    let found = |kind| ledger.blob(council, kind, [4; 32]);
    assert_eq!(found(BlobKind::FrozenReturn).await.unwrap(), None, "what was not appended left no file");
    ledger.append(council, batch).await.unwrap();
    assert_eq!(found(BlobKind::FrozenReturn).await.unwrap(), Some(blob.bytes), "it is there");
    assert_eq!(found(BlobKind::AreaPack).await.unwrap(), None, "under its own kind only");
}

async fn of_many_who_follow_the_same_line_of_the_audit_one_does(engine: &Engine) {
    let nodes = [engine.opened().await, engine.opened().await];
    let council = authority(&*nodes[0], 1).await;
    assert_eq!(nodes[0].last_audit(council).await.unwrap(), None, "it is empty");
    for after in 0..5_u64 {
        let tries: Vec<_> = (0..8_u8)
            .map(|number| {
                let ledger = nodes[usize::from(number % 2)].clone();
                let row = AuditRow { seq: after + 1, line: format!("{{\"by\":{number}}}"), h: [number; 32] };
                tokio::spawn(async move { (row.clone(), ledger.audit(council, after, row).await.unwrap()) })
            })
            .collect();
        let mut added = Vec::new();
        for attempt in tries {
            let (row, is_added) = attempt.await.unwrap();
            added.extend(is_added.then_some(row));
        }
        assert_eq!(added.len(), 1, "one line follows another");
        assert_eq!(nodes[1].last_audit(council).await.unwrap(), added.pop(), "and it is the last");
    }
    let lines = nodes[0].audits(council, 1, 3).await.unwrap();
    assert_eq!(lines.iter().map(|line| line.seq).collect::<Vec<_>>(), [2, 3, 4], "in order, a page of them");
}

async fn what_was_written_is_there_when_it_is_opened_again(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let mut phone = Sender::new(1);
    ledger.append(council, phone.next(4)).await.unwrap();
    let before = (ledger.authorities().await.unwrap(), ledger.read(council, 0, 10).await.unwrap());
    drop(ledger);
    let again = engine.opened().await;
    // Founding it again, as after a crash half way, changes nothing either.
    authority(&*again, 1).await;
    let after = (again.authorities().await.unwrap(), again.read(council, 0, 10).await.unwrap());
    assert_eq!(before, after, "every row as it was");
    assert_eq!(again.head(council).await.unwrap(), 4, "and the counter too");
}
