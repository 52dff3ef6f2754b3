//! Room that is made before a save, in the files that it writes: no save makes a file longer, and room is nothing.

use device::Reconciled;

use crate::support::{Centre, Champion, SEAL, opened};

const FILES: [&str; 2] = ["vault.db-wal", "sealed.log"];

fn length(amina: &Champion, name: &str) -> u64 {
    std::fs::metadata(amina.folder.path().join(name)).map_or(0, |file| file.len())
}

/// The files as a crash leaves them, on another device.
fn after_a_crash(amina: &Champion) -> Champion {
    let after = Champion::with_new_device(amina.keystore.clone());
    for name in ["vault.db", "vault.db-wal", "keys.json", "sealed.log"] {
        std::fs::copy(amina.folder.path().join(name), after.folder.path().join(name)).expect("it is there");
    }
    after
}

#[test]
fn no_save_makes_a_file_longer_once_room_was_made() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.device.get_ready();
    let before = FILES.map(|name| length(&amina, name));
    assert_eq!(before[0], 6 * 1024 * 1024, "the WAL is as long as it is let grow");
    for _ in 0..30 {
        amina.records_families(1);
        amina.device.get_ready();
    }
    assert_eq!(FILES.map(|name| length(&amina, name)), before, "as long as before");
    amina.device.rest();
    amina.records_families(1);
    assert_eq!(FILES.map(|name| length(&amina, name)), before, "and after a quiet moment too");
    assert_eq!(amina.device.hand_over().unwrap().records, 31, "the copies can be carried to the centre");
    assert_eq!(amina.restarts_and_unlocks(), Reconciled::default(), "room is nothing torn");
    assert_eq!(amina.status().recorded, 31, "all is there");
}

#[test]
fn what_was_saved_over_room_outlives_a_crash_and_room_that_reached_the_disk_in_part() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.device.get_ready();
    let empty = after_a_crash(&amina);
    amina.records_families(10);
    for (mut after, recorded) in [(empty, 0), (after_a_crash(&amina), 10)] {
        after.restarts_and_unlocks();
        assert_eq!(after.status().recorded, recorded, "all that was said to be saved, and no more");
        assert!(after.device.verify().unwrap().book_holds, "and the book with it");
    }
    for kept in [1_000_000, 5_141_592] {
        let mut after = after_a_crash(&amina);
        let wal = std::fs::OpenOptions::new().write(true).open(after.folder.path().join(FILES[0])).unwrap();
        wal.set_len(kept).unwrap();
        drop(wal);
        after.restarts_and_unlocks();
        assert_eq!(after.status().recorded, 10, "with {kept} bytes of the WAL");
        after.device.get_ready();
        after.records_families(1);
        assert_eq!(after.restarts_and_unlocks(), Reconciled::default(), "and it goes on");
    }
}

#[test]
fn copies_beyond_the_room_make_the_file_longer_as_before() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.device.get_ready();
    amina.records_families(300);
    let file = std::fs::read(amina.folder.path().join(FILES[1])).unwrap();
    assert_eq!(opened(&file, &SEAL).len(), 300, "the centre reads each");
    assert_eq!(amina.restarts_and_unlocks(), Reconciled::default(), "and the file is whole");
}

#[test]
fn a_copy_that_was_torn_within_the_room_is_cut_off_and_sealed_again() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.records_families(2);
    amina.device.get_ready();
    amina.disk.torn_appends.set(1);
    amina.tries(serde_json::json!({"type": "shift", "minutes": 30})).unwrap_err();
    let mended = amina.restarts_and_unlocks();
    assert_eq!(mended.resealed, 1, "the vault has it");
    assert!((1..2_000).contains(&mended.torn_bytes), "what is torn was cut off, and room is not counted");
    amina.records_families(1);
    let file = std::fs::read(amina.folder.path().join(FILES[1])).unwrap();
    let copies = opened(&file, &SEAL);
    assert_eq!(copies.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), [1, 2, 3, 4], "each once, in order");
    assert_eq!(amina.restarts_and_unlocks(), Reconciled::default(), "once is enough");
}

#[test]
fn room_is_used_on_a_full_disk_and_not_made_where_little_is_free() {
    let mut amina = Champion::enrolled(&Centre::new());
    let before = FILES.map(|name| length(&amina, name));
    amina.disk.free.set(Some(1 << 20));
    amina.device.get_ready();
    assert_eq!(FILES.map(|name| length(&amina, name)), before, "what is free is for records");
    amina.disk.free.set(Some(1 << 40));
    amina.device.get_ready();
    amina.disk.full.set(true);
    amina.records_families(3);
    assert!(!amina.disk.has_removed("reserve"), "nothing had to be given up for the copies");
    let file = std::fs::read(amina.folder.path().join(FILES[1])).unwrap();
    assert_eq!(opened(&file, &SEAL).len(), 3, "they are there");
}
