//! A disk that takes nothing any more: it is said, what was saved is read and handed over, and a save that works ends it.

use serde_json::json;
use wire::Code;
use wire::app::Keep;

use crate::support::{Centre, Champion, PASSPHRASE, SEAL, opened};

fn shift(minutes: u32) -> serde_json::Value {
    json!({"type": "shift", "minutes": minutes})
}

#[test]
fn a_disk_that_fails_for_good_leaves_all_that_was_saved_to_be_read_and_the_next_save_that_works_ends_it() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.records_families(3);
    amina.disk.fails.set(true);
    assert!(!amina.status().disk_fails, "nobody knows yet");
    assert_eq!(amina.tries(shift(90)).unwrap_err().code, Code::DiskFails, "it was not saved");
    assert!(amina.status().disk_fails, "and everything says so");
    let families = amina.device.records(wire::app::RecordsPage { before: None }).unwrap().records;
    assert!(families.len() >= 3, "what was saved is there to be read");
    let typed = Keep { key: "visit".to_owned(), content: Some(domain::Private::new("40".to_owned())) };
    assert_eq!(amina.device.keep(&typed).unwrap_err().code, Code::DiskFails, "nor is what is typed kept");
    assert_eq!(amina.device.hand_over().unwrap().records, 3, "all that was said to be saved");
    assert_eq!(amina.tries(shift(90)).unwrap_err().code, Code::DiskFails, "again");

    amina.disk.fails.set(false);
    amina.records(shift(90));
    assert!(!amina.status().disk_fails, "the disk takes what is written");
    assert_eq!(amina.status().recorded, 4, "once, however often it was tried");
    let file = std::fs::read(amina.folder.path().join("sealed.log")).unwrap();
    assert_eq!(opened(&file, &SEAL).len(), 4, "and its copy with it");
}

#[test]
fn an_error_that_comes_once_is_tried_again_and_one_that_comes_twice_is_for_good() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.disk.torn_appends.set(1);
    assert_eq!(amina.tries(shift(90)).unwrap_err().code, Code::Internal, "not saved: try again");
    assert!(!amina.status().disk_fails, "no alarm about what may never come again");
    amina.records(shift(90));
    amina.disk.torn_appends.set(2);
    assert_eq!(amina.tries(shift(30)).unwrap_err().code, Code::Internal, "the first");
    assert_eq!(amina.tries(shift(30)).unwrap_err().code, Code::DiskFails, "and the second");
    amina.records(shift(30));
    assert_eq!(
        (amina.status().recorded, amina.status().disk_fails),
        (2, false),
        "each once, and all is well"
    );
}

#[test]
fn a_vault_on_such_a_disk_stays_closed_and_what_it_has_is_handed_over_all_the_same() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.records_families(5);
    amina.restarts();
    amina.disk.fails.set(true);
    for _ in 0..2 {
        let fault = amina.unlocks(PASSPHRASE).unwrap_err();
        assert_eq!(fault.code, Code::DiskFails, "a guess that cannot be counted is not checked");
    }
    assert!(amina.status().disk_fails, "whoever sees a lock is told why it does not open");
    assert_eq!(amina.device.hand_over().unwrap().records, 5, "all of it, with no PIN");
    amina.disk.fails.set(false);
    amina.unlocks(PASSPHRASE).unwrap();
    assert!(!amina.status().disk_fails, "it opens once the disk is well");
}
