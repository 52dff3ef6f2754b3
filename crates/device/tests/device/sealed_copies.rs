//! Every event has a copy that only the centre can read, before "Saved" is said.

use crate::support::{Centre, Champion, SEAL, opened};

#[test]
fn every_saved_event_can_be_read_by_the_centre_alone() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(3);
    let file = std::fs::read(amina.folder.path().join("sealed.log")).unwrap();
    let copies = opened(&file, &SEAL);
    assert_eq!(copies.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), [1, 2, 3], "each once, in order");
    amina.syncs(&centre).unwrap();
    let sent: Vec<String> = centre.look(|state| state.events.iter().map(|(id, _)| id.to_string()).collect());
    let sealed: Vec<String> =
        copies.iter().map(|(_, event)| event["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(sealed, sent, "what is sealed is what is sent");
    let label = &copies[0].1["body"]["payload"]["label"];
    assert_eq!(label, "Example 0", "whole: it can be counted without the vault");
}

#[test]
fn a_copy_whose_key_was_agreed_on_before_is_one_as_any_other_and_no_key_serves_twice() {
    let mut amina = Champion::enrolled(&Centre::new());
    for readied in [1, 2, 0, 1] {
        (0..readied).for_each(|_| amina.device.get_ready());
        amina.records_families(1);
    }
    let file = std::fs::read(amina.folder.path().join("sealed.log")).unwrap();
    let copies = opened(&file, &SEAL);
    assert_eq!(copies.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), [1, 2, 3, 4], "the centre reads each");
    let mut keys = Vec::new();
    let mut rest = file.as_slice();
    while let Some((frame, length)) = wire::sealed::Frame::read(rest) {
        keys.push(frame.encapsulated);
        rest = &rest[length..];
    }
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), 4, "each under a key of its own");
}

#[test]
fn a_torn_end_is_cut_off_and_what_is_missing_is_sealed_again() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.records_families(3);
    amina.restarts();
    let path = amina.folder.path().join("sealed.log");
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() - 10]).unwrap();
    let mended = amina.unlocks(crate::support::PASSPHRASE).unwrap();
    assert_eq!(mended.resealed, 1, "the vault is the truth");
    assert!(mended.torn_bytes > 0, "and it is said that something was cut off");
    let copies = opened(&std::fs::read(&path).unwrap(), &SEAL);
    assert_eq!(copies.len(), 3, "all three are there again");
    assert_eq!(amina.restarts_and_unlocks(), device::Reconciled::default(), "once is enough");
}

#[test]
fn a_lost_file_of_copies_is_made_anew() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.records_families(250);
    amina.restarts();
    let path = amina.folder.path().join("sealed.log");
    std::fs::remove_file(&path).unwrap();
    assert_eq!(amina.restarts_and_unlocks().resealed, 250, "every event");
    amina.records_families(1);
    assert_eq!(opened(&std::fs::read(&path).unwrap(), &SEAL).len(), 251, "and it goes on");
}

#[test]
fn a_file_of_copies_damaged_in_the_middle_is_kept_and_made_anew() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.records_families(200);
    amina.restarts();
    let path = amina.folder.path().join("sealed.log");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[50] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(amina.restarts_and_unlocks().resealed, 200, "made anew from the vault");
    let kept = std::fs::read_dir(amina.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("damaged-"))
        .count();
    assert_eq!(kept, 1, "and the damaged one is set aside, not deleted");
}
