//! Another history, or one record that does not travel, holds nothing back.

use serde_json::json;
use wire::app::{RecordLine, RecordsPage};
use wire::recorded::RecordState;

use crate::support::{Centre, Champion, Mood, line};

fn records(champion: &Champion) -> Vec<RecordLine> {
    champion.device.records(RecordsPage { before: None }).expect("the list").records
}

#[test]
fn where_the_centre_has_another_history_ours_goes_on_in_a_new_stream() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(2);
    amina.syncs(&centre).unwrap();
    let before = amina.status().stream;
    centre.has_another_history();
    amina.records_families(1);
    assert_eq!(amina.status().waiting, 1, "before it is known");
    let synced = amina.syncs(&centre).unwrap();
    assert_eq!((synced.sent, synced.all_sent), (2, true), "what stood behind the last common one, again");
    let status = amina.status();
    assert_ne!(status.stream, before, "in a stream of its own");
    assert_eq!((status.recorded, status.sent, status.waiting), (3, 3, 0), "and nothing is dropped");
    assert_eq!(centre.holds(), 3, "each is one event, in whichever stream it came");
}

#[test]
fn a_copied_vault_and_its_original_both_send_all_that_was_recorded_in_them() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(2);
    amina.syncs(&centre).unwrap();
    let mut copy = amina.is_copied();
    amina.records_families(3);
    amina.syncs(&centre).unwrap();
    let draft = json!({"type": "family", "label": "On the copy", "id": crate::support::id(0xc0)});
    let on_the_copy = copy.records(draft.clone()).id;
    copy.records_families(1);
    let synced = copy.syncs(&centre).unwrap();
    assert_eq!((synced.sent, synced.all_sent), (2, true), "repaired without anybody being asked");
    assert_ne!(copy.status().stream, amina.status().stream, "each goes on in a stream of its own");
    assert_eq!(centre.holds(), 7, "both histories have arrived");
    for champion in [&mut amina, &mut copy] {
        let status = champion.status();
        assert_eq!((status.sent, status.waiting), (status.recorded, 0), "by receipts");
        champion.records_families(1);
        assert!(champion.syncs(&centre).unwrap().all_sent, "and it goes on");
        let verified = champion.device.verify().unwrap();
        assert!(verified.chain_holds && verified.book_holds, "with every stream's chain whole");
    }
    let listed = records(&copy);
    assert_eq!(listed.len(), 5, "each record once");
    assert!(listed.iter().all(|record| record.state == RecordState::Sent), "and all of them sent");
    let sent = centre.look(|state| state.events.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    assert!(listed.iter().all(|record| sent.contains(&record.id)), "under the ids that they were given");
    copy.restarts_and_unlocks();
    let again = copy.device.record(&line(draft)).unwrap();
    assert_eq!((again.id, again.again, again.state), (on_the_copy, true, RecordState::Sent), "the same tap");
}

#[test]
fn a_vault_put_back_to_an_older_copy_goes_on_without_reusing_a_place() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(2);
    amina.syncs(&centre).unwrap();
    let mut put_back = amina.is_copied();
    amina.records_families(3);
    amina.syncs(&centre).unwrap();
    assert_eq!(put_back.syncs(&centre).unwrap().sent, 0, "it has nothing that the centre lacks");
    assert_eq!(put_back.status().sent, 2, "and what it has is still known to be held");
    put_back.records_families(1);
    let synced = put_back.syncs(&centre).unwrap();
    assert_eq!((synced.sent, synced.all_sent), (1, true), "what comes after goes in a stream of its own");
    assert_eq!(centre.holds(), 6, "beside what the copy had forgotten");
}

#[test]
fn an_event_too_large_for_a_push_goes_as_its_sealed_copy() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(3);
    centre.is(Mood::TakesOnlyDeposits);
    let synced = amina.syncs(&centre).unwrap();
    assert_eq!((synced.sent, synced.all_sent, centre.holds()), (3, true, 3), "sealed, and all of it");
}

#[test]
fn one_record_that_does_not_travel_is_kept_aside_and_the_others_count() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(5);
    let bad = amina.records(json!({"type": "family", "label": "Unreadable"})).id;
    amina.records_families(4);
    centre.is(Mood::CannotRead("Unreadable"));
    let synced = amina.syncs(&centre).unwrap();
    assert_eq!((synced.sent, synced.all_sent, centre.holds()), (10, true, 10), "nothing is held back");
    let aside = amina.device.kept_aside().unwrap();
    assert_eq!(aside.iter().map(|aside| aside.id).collect::<Vec<_>>(), [bad], "that one alone");
    assert_eq!(aside[0].mend, wire::push::Mend::Coordinator, "with what mends it");
    assert_eq!(amina.status().quarantined, 1, "and it is counted");
    let marked: Vec<_> = records(&amina).into_iter().filter(|record| record.kept_aside.is_some()).collect();
    assert_eq!(
        marked.iter().map(|record| record.id).collect::<Vec<_>>(),
        [bad],
        "and shown where it is listed"
    );
}
