//! One encrypted file, one owner.

use wire::Code;

use crate::support::{Centre, Champion, PASSPHRASE};

#[test]
fn the_header_is_not_sqlites_and_the_salt_is_not_zero() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.records_families(50);
    amina.device.lock();
    let bytes = std::fs::read(amina.folder.path().join("vault.db")).unwrap();
    assert!(!bytes.starts_with(b"SQLite format 3"), "an unencrypted file would begin so");
    assert!(bytes.len() > 4096 && bytes[..16] != [0; 16], "the first 16 bytes are a random salt");
    let plain = bytes.windows(7).filter(|window| window == b"CREATE ").count();
    assert_eq!(plain, 0, "not even the names of tables are to be read");
}

#[test]
fn a_quiet_moment_brings_the_file_itself_up_to_date() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.records_families(20);
    amina.device.rest();
    // Copied while the device is open, without the WAL: as somebody who knows no better copies a file.
    let mut other = Champion::with_new_device(amina.keystore.clone());
    for name in ["vault.db", "keys.json", "sealed.log"] {
        std::fs::copy(amina.folder.path().join(name), other.folder.path().join(name)).unwrap();
    }
    other.unlocks(PASSPHRASE).unwrap();
    assert_eq!(other.status().recorded, 20, "all of it is in the one file");
    amina.records_families(1);
    assert_eq!(amina.status().recorded, 21, "and the device goes on");
}

#[test]
fn a_second_opener_is_told_that_the_vault_is_open() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.records_families(1);
    let mut window =
        Champion { folder: tempfile::tempdir().unwrap(), ..Champion::with_new_device(Default::default()) };
    std::mem::swap(&mut window.folder, &mut amina.folder);
    std::mem::swap(&mut window.disk, &mut amina.disk);
    window.restarts();
    let fault = window.unlocks(PASSPHRASE).unwrap_err();
    assert_eq!(fault.code, Code::AlreadyOpen, "two windows on one vault would lose records");
    amina.records_families(1);
    amina.device.lock();
    window.unlocks(PASSPHRASE).unwrap();
    assert_eq!(window.status().recorded, 2, "once the first is closed the second opens, with all in it");
}

#[test]
fn a_damaged_file_is_set_aside_and_said() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.records_families(3);
    amina.restarts();
    let path = amina.folder.path().join("vault.db");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    let fault = amina.unlocks(PASSPHRASE).unwrap_err();
    assert_eq!(fault.code, Code::Damaged, "a flipped bit on the first page: {}", fault.message);
    let names: Vec<String> = std::fs::read_dir(amina.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    for kept in ["vault.db", "keys.json", "sealed.log"] {
        let aside = names.iter().any(|name| name.starts_with("damaged-") && name.ends_with(kept));
        assert!(aside, "{kept} is set aside and not deleted: {names:?}");
    }
    amina.tries_to_enrol(&Centre::new(), PASSPHRASE).unwrap();
    amina.records_families(1);
}

#[test]
fn a_missing_file_is_asked_for_and_nothing_is_touched() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.restarts();
    let (path, away) = (amina.folder.path().join("vault.db"), amina.folder.path().join("elsewhere"));
    std::fs::rename(&path, &away).unwrap();
    assert_eq!(amina.unlocks(PASSPHRASE).unwrap_err().code, Code::Damaged, "perhaps only for now");
    std::fs::rename(&away, &path).unwrap();
    amina.unlocks(PASSPHRASE).unwrap();
}
