//! Wrong guesses are counted, whatever is switched off and on, and nothing is ever wiped.

use device::keys::GUESSES_MAX;
use wire::Code;

use crate::support::{Centre, Champion, MONDAY_MS, PASSPHRASE, TestKeystore};

const PIN: &str = "738214";
const MINUTE_MS: u64 = 60_000;

fn with_pin(centre: &Centre) -> Champion {
    let mut amina = Champion::with_new_device(TestKeystore::there());
    amina.tries_to_enrol(centre, PIN).expect("a PIN is enough where there is a key store");
    amina.records_families(1);
    amina
}

#[test]
fn a_wrong_pin_is_counted_over_restarts_and_clock_changes() {
    let mut amina = with_pin(&Centre::new());
    for _ in 0..5 {
        amina.restarts();
        assert_eq!(amina.unlocks("738215").unwrap_err().code, Code::SecretWrong, "wrong");
    }
    amina.restarts();
    let waits = amina.unlocks(PIN).unwrap_err();
    assert_eq!((waits.code, waits.want), (Code::SecretLocked, Some(60)), "even the right one waits a minute");
    amina.clock.set_wall(MONDAY_MS + 365 * 24 * 60 * MINUTE_MS);
    assert_eq!(amina.unlocks(PIN).unwrap_err().code, Code::SecretLocked, "the wall clock buys nothing");
    amina.clock.reboot();
    amina.clock.pass(30_000);
    assert_eq!(
        amina.unlocks(PIN).unwrap_err().want,
        Some(30),
        "after a restart only what surely passed counts"
    );
    amina.clock.set_wall(MONDAY_MS);
    amina.clock.pass(30_000);
    amina.unlocks(PIN).unwrap();
    assert_eq!(amina.status().recorded, 1, "and everything is there");
    amina.restarts();
    assert_eq!(amina.unlocks("738215").unwrap_err().code, Code::SecretWrong, "a right guess begins anew");
}

#[test]
fn after_ten_wrong_guesses_the_vault_stays_locked_and_whole() {
    let mut amina = with_pin(&Centre::new());
    amina.restarts();
    for _ in 0..GUESSES_MAX {
        amina.clock.pass(60 * MINUTE_MS);
        assert_eq!(amina.unlocks("000001").unwrap_err().code, Code::SecretWrong, "wrong");
    }
    amina.clock.pass(1_000 * 60 * MINUTE_MS);
    let locked = amina.unlocks(PIN).unwrap_err();
    assert_eq!((locked.code, locked.want), (Code::SecretLocked, None), "no waiting helps");
    for file in ["vault.db", "keys.json", "sealed.log"] {
        assert!(amina.folder.path().join(file).exists(), "{file} is not wiped");
    }
}

#[test]
fn a_device_whose_key_store_forgot_says_so_and_keeps_everything() {
    let mut amina = with_pin(&Centre::new());
    amina.restarts();
    amina.keystore.lose_everything();
    let fault = amina.unlocks(PIN).unwrap_err();
    assert!(fault.message.contains("key store"), "it says what is wrong: {}", fault.message);
    assert!(amina.folder.path().join("sealed.log").exists(), "and what is unsent can still be handed over");
}

#[test]
fn a_tampered_keys_file_does_not_make_guessing_cheap() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.restarts();
    let path = amina.folder.path().join("keys.json");
    let kept = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, kept.replace("19456", "8")).unwrap();
    assert_eq!(amina.unlocks(PASSPHRASE).unwrap_err().code, Code::Damaged, "8 KiB would be no effort at all");
    std::fs::write(&path, kept.replace("\"passphrase\"", "\"pin\"")).unwrap();
    assert_eq!(
        amina.unlocks(PASSPHRASE).unwrap_err().code,
        Code::SecretWrong,
        "the key is bound to the rest"
    );
    std::fs::write(&path, kept).unwrap();
    amina.unlocks(PASSPHRASE).unwrap();
}
