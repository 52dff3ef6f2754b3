//! A device is let in once, or not at all.

use wire::Code;
use wire::app::VaultState;

use crate::support::{Centre, Champion, Mood, PASSPHRASE, TestKeystore, now};

fn files(champion: &Champion) -> Vec<String> {
    let entries = std::fs::read_dir(champion.folder.path()).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_failed_enrolment_leaves_nothing_half_made() {
    for (mood, code) in [
        (Mood::Gone, Code::NoNetwork),
        (Mood::CaptivePortal, Code::NoNetwork),
        (Mood::Says(503), Code::Unavailable),
        (Mood::CertifiesAnother, Code::NotVerified),
    ] {
        let centre = Centre::new();
        centre.is(mood);
        let mut amina = Champion::with_new_device(TestKeystore::there());
        let fault = amina.tries_to_enrol(&centre, "738214").unwrap_err();
        assert_eq!(fault.code, code, "{mood:?}");
        assert_eq!(files(&amina), Vec::<String>::new(), "{mood:?} leaves no file");
        assert_eq!(amina.keystore.holds(), 0, "{mood:?} leaves nothing in the key store");
        assert_eq!(amina.status().vault, VaultState::NotEnrolled, "nobody is enrolled");
        centre.is(Mood::Well);
        amina.tries_to_enrol(&centre, "738214").unwrap();
        assert_eq!(amina.status().vault, VaultState::Open, "the next attempt goes well");
    }
}

#[test]
fn a_wrong_code_is_said_to_be_one() {
    let centre = Centre::new();
    let mut amina = Champion::with_new_device(TestKeystore::default());
    let enrol = wire::app::Enrol {
        address: "https://centre.example".to_owned(),
        code: domain::Private::new("WRONG".to_owned()),
        secret: domain::Private::new(PASSPHRASE.to_owned()),
    };
    let fault = now(amina.device.enrol(&enrol, &centre)).unwrap_err();
    assert_eq!(fault.code, Code::InvitationRefused, "and not anything else");
    assert_eq!(files(&amina), Vec::<String>::new(), "nothing half made");
}

#[test]
fn without_a_key_store_a_pin_is_too_weak() {
    let centre = Centre::new();
    let mut amina = Champion::with_new_device(TestKeystore::default());
    assert!(!amina.status().by_pin, "the screen asks for a passphrase from the start");
    assert_eq!(amina.tries_to_enrol(&centre, "738214").unwrap_err().code, Code::SecretTooWeak, "six digits");
    assert!(centre.look(|state| state.requests.is_empty()), "the code is not spent on it");
    amina.tries_to_enrol(&centre, PASSPHRASE).unwrap();
}

#[test]
fn a_device_is_enrolled_only_once() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(2);
    let again = amina.tries_to_enrol(&centre, PASSPHRASE).unwrap_err();
    assert_eq!(again.code, Code::NotPermitted, "the vault that is there is not replaced");
    assert_eq!(amina.restarts_and_unlocks(), device::Reconciled::default(), "and it is whole");
    assert_eq!(amina.status().recorded, 2, "with everything in it");
}

#[test]
fn a_crash_during_enrolment_is_set_aside_by_the_next() {
    let centre = Centre::new();
    let mut amina = Champion::with_new_device(TestKeystore::default());
    std::fs::write(amina.folder.path().join("vault.db"), b"whatever a crash left").unwrap();
    amina.tries_to_enrol(&centre, PASSPHRASE).unwrap();
    assert!(files(&amina).iter().any(|name| name.starts_with("unfinished-")), "set aside, not overwritten");
}

#[test]
fn after_enrolment_no_network_is_needed() {
    let centre = Centre::new();
    let mut amina = Champion::with_new_device(TestKeystore::default());
    amina.tries_to_enrol(&centre, PASSPHRASE).unwrap();
    centre.is(Mood::Gone);
    amina.records_families(1);
    amina.restarts_and_unlocks();
    assert_eq!(amina.status().recorded, 1, "recording needs nobody");
}
