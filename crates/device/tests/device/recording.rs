//! "Saved" means saved, once.

use serde_json::json;
use wire::Code;
use wire::app::VaultState;
use wire::recorded::RecordState;

use crate::support::{Centre, Champion, Mood};

#[test]
fn a_drop_in_is_recorded_without_a_network() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    centre.is(Mood::Gone);
    let session = amina.records(json!({"type": "session", "slot": crate::support::id(3)}));
    let family = amina.records(json!({"type": "family", "label": "Example"}));
    let child = amina.records(json!({"type": "person", "role": "child", "family": family.id, "given_name": "Ada", "birth": "2023-05-14"}));
    let came = amina.records(json!({"type": "attendance", "session": session.id, "person": child.id}));
    amina.records(json!({"type": "attendance", "session": session.id, "anonymous": "adult", "count": 2}));
    amina.records(json!({"type": "visit", "people": [child.id], "outcome": "done", "minutes": 40}));
    amina.records(json!({"type": "signpost", "person": child.id, "session": session.id, "service": crate::support::id(4)}));
    amina.records(json!({"type": "response", "form": crate::support::id(5), "session": session.id, "answers": {"how_helpful": 5, "heard_from": "nhs"}}));
    amina.records(json!({"type": "registration", "person": child.id}));
    amina.records(json!({"type": "shift", "session": session.id}));
    let closed = amina.records(json!({"type": "close_week", "week": "2026-W47"}));
    assert_eq!(
        (came.seq, came.kind.as_str()),
        (4, "attendance.recorded@1"),
        "the fourth event of the stream"
    );
    assert_eq!((closed.seq, closed.state), (11, RecordState::Saved), "everything is saved, in order");
    let status = amina.status();
    assert_eq!((status.recorded, status.waiting, status.sent), (11, 11, 0), "and waits to be sent");
    assert!(!status.all_sent, "nobody else has it yet");
}

#[test]
fn a_repeated_tap_is_recorded_once() {
    let mut amina = Champion::enrolled(&Centre::new());
    let draft = json!({"id": "0199b1a0-0000-7000-8000-0000000000f1", "type": "family", "label": "Example"});
    let first = amina.records(draft.clone());
    let again = amina.records(draft);
    assert!(!first.again && again.again, "the second time is told apart");
    assert_eq!((again.seq, again.id), (first.seq, first.id), "it is the same record");
    assert_eq!(amina.status().recorded, 1, "nothing was added");
}

#[test]
fn a_repeated_line_is_the_same_even_where_the_day_or_the_book_has_moved_on() {
    let mut amina = Champion::enrolled(&Centre::new());
    let family = amina.records(json!({"type": "family", "label": "Exampel"}));
    let lines = [
        json!({"id": "0199b1a0-0000-7000-8000-0000000000f2", "type": "amend", "of": family.id, "fields": {"label": "Example"}}),
        json!({"id": "0199b1a0-0000-7000-8000-0000000000f3", "type": "close_week", "week": "2026-W47"}),
    ];
    lines.iter().for_each(|line| assert!(!amina.records(line.clone()).again, "new"));
    amina.clock.pass(24 * 60 * 60 * 1000);
    for line in lines {
        assert!(amina.records(line).again, "a run that was cut off is repeated the next day");
    }
    assert_eq!(amina.status().recorded, 3, "nothing was added");
}

#[test]
fn the_same_id_with_other_content_is_refused_and_nothing_is_lost() {
    let mut amina = Champion::enrolled(&Centre::new());
    let id = "0199b1a0-0000-7000-8000-0000000000f1";
    amina.records(json!({"id": id, "type": "family", "label": "Example"}));
    let refused = amina.is_refused(json!({"id": id, "type": "family", "label": "Another"}));
    assert_eq!(refused, (Code::AlreadyRecordedOtherwise, Some("id".to_owned())), "one id, one content");
    let taken = amina.is_refused(json!({"id": crate::support::id(8), "type": "family"}));
    assert_eq!(taken.0, Code::AlreadyRecordedOtherwise, "the id of somebody else's record is taken too");
}

#[test]
fn what_was_recorded_is_there_after_a_restart() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.records_families(3);
    amina.restarts();
    assert_eq!(amina.status().vault, VaultState::Locked, "a restart locks");
    let locked = amina.tries(json!({"type": "family"})).unwrap_err();
    assert_eq!(locked.code, Code::SecretWrong, "nothing is recorded into a locked vault");
    let mended = amina.unlocks(crate::support::PASSPHRASE).unwrap();
    assert_eq!(mended, device::Reconciled::default(), "nothing had to be mended");
    assert_eq!(amina.status().recorded, 3, "all there");
    amina.records_families(1);
    assert!(amina.device.verify().unwrap().chain_holds, "and the chain goes on");
}

#[test]
fn a_record_says_how_far_it_has_come() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    let draft = json!({"id": "0199b1a0-0000-7000-8000-0000000000f1", "type": "family"});
    assert_eq!(amina.records(draft.clone()).state, RecordState::Saved, "on this device");
    amina.syncs(&centre).unwrap();
    assert_eq!(amina.records(draft).state, RecordState::Sent, "and at the centre");
}

#[test]
fn the_vault_verifies_itself() {
    let mut amina = Champion::enrolled(&Centre::new());
    let family = amina.records(json!({"type": "family", "label": "Exampel"}));
    amina.records(json!({"type": "amend", "of": family.id, "fields": {"label": "Example"}}));
    let verified = amina.device.verify().unwrap();
    assert!(verified.chain_holds, "every head is what the events before it come to");
    assert!(verified.book_holds, "the book is what the events add up to");
    assert_eq!(verified.events, 2, "all were looked at");
    amina.records_families(1);
}
