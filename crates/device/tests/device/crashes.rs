//! Whatever ends the program, what was said to be saved is there, and nothing is there twice.

use serde_json::json;

use crate::support::{Centre, Champion, PASSPHRASE, SEAL, opened};

#[test]
fn a_save_whose_copy_failed_is_not_said_to_be_saved_and_is_one_record_when_tried_again() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.records_families(1);
    let draft = json!({"type": "shift", "minutes": 90});
    amina.disk.torn_appends.set(1);
    amina.tries(draft.clone()).unwrap_err();
    let again = amina.records(draft);
    assert!(again.again, "it was in the vault already, and now its copy is beside it");
    assert_eq!(amina.status().recorded, 2, "ninety minutes, once");
    let file = std::fs::read(amina.folder.path().join("sealed.log")).unwrap();
    assert_eq!(opened(&file, &SEAL).len(), 2, "the torn copy was replaced by a whole one");
}

#[test]
fn a_program_that_ends_between_vault_and_copy_is_mended_at_the_next_start() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.records_families(2);
    amina.disk.torn_appends.set(1);
    amina.tries(json!({"type": "family"})).unwrap_err();
    amina.restarts();
    let mended = amina.unlocks(PASSPHRASE).unwrap();
    assert_eq!(mended.resealed, 1, "the copy that was missing");
    assert!(mended.torn_bytes > 0, "its torn half was cut off");
    assert!(amina.device.verify().unwrap().chain_holds, "the chain is whole");
}

#[test]
fn a_copy_of_the_files_taken_while_it_runs_opens_as_after_a_power_cut() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(20);
    let after = Champion::with_new_device(Default::default());
    for name in ["vault.db", "vault.db-wal", "keys.json", "sealed.log"] {
        std::fs::copy(amina.folder.path().join(name), after.folder.path().join(name)).unwrap();
    }
    let mut after = after;
    after.restarts_and_unlocks();
    assert_eq!(after.status().recorded, 20, "all that was said to be saved");
    assert!(after.device.verify().unwrap().book_holds, "and the book with it");
}
