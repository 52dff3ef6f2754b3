//! A device whose access was ended: what it has is handed over, then its vault is destroyed, and what could not be sent
//! stays sealed.

use device::sync::{Run, Step};
use device::{Offline, Transport as _};
use wire::app::VaultState;
use wire::{Code, Fault};

use crate::support::{Centre, Champion, Mood, SEAL, now, opened};

fn has(amina: &Champion, name: &str) -> bool {
    amina.folder.path().join(name).exists()
}

fn copies(amina: &Champion) -> usize {
    opened(&std::fs::read(amina.folder.path().join("sealed.log")).unwrap_or_default(), &SEAL).len()
}

/// A contact in which the line breaks after the first receipt.
fn hears_one_receipt(amina: &mut Champion, centre: &Centre) -> Fault {
    let (mut run, mut answer, mut receipts) = (Run::default(), None, 0);
    loop {
        match amina.device.sync_step(&mut run, answer.take()) {
            Ok(Step::Send(request)) => {
                let said = now(centre.send(&request));
                let is_receipt =
                    request.path == "/v1/push" && said.as_ref().is_ok_and(|said| said.status == 200);
                answer = Some(if receipts == 1 { Err(Offline) } else { said });
                receipts += u32::from(is_receipt && receipts == 0);
            }
            Ok(Step::GoOn | Step::Done(_)) => panic!("the line breaks before"),
            Err(fault) => return fault,
        }
    }
}

#[test]
fn a_revoked_device_hands_over_what_it_has_and_destroys_its_vault() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(3);
    centre.change(|state| state.is_revoked = true);
    let fault = amina.syncs(&centre).unwrap_err();
    assert_eq!(fault.code, Code::Revoked, "{}", fault.message);
    assert!(
        fault.message.contains("was destroyed") && fault.message.contains("handed over"),
        "{}",
        fault.message
    );
    assert_eq!(centre.holds(), 3, "all of it was sent first");
    assert!(
        !has(&amina, "vault.db") && !has(&amina, "vault.db-wal") && !has(&amina, "keys.json"),
        "the vault is gone"
    );
    assert_eq!(amina.status().vault, VaultState::NotEnrolled, "nothing opens it any more");
    assert_eq!(copies(&amina), 3, "the sealed copies stay until they are durable");
    let done = now(amina.device.deposit(&centre)).unwrap();
    assert!(!done.durable && copies(&amina) == 3, "they are not yet");
    centre.change(|state| state.is_durable = true);
    assert!(now(amina.device.deposit(&centre)).unwrap().durable, "now they are");
    assert!(!has(&amina, "sealed.log") && !has(&amina, "deposit.json"), "and nothing is left");
}

#[test]
fn what_cannot_be_sent_in_three_contacts_stays_sealed_and_arrives_later() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(2);
    amina.syncs(&centre).unwrap();
    amina.records_families(6);
    // The line breaks after each first answer, and one event goes at a time.
    centre.change(|state| state.is_revoked = true);
    centre.is(Mood::TakesAtMost(1));
    for contact in 1..=3 {
        assert!(has(&amina, "vault.db"), "before contact {contact} it is there");
        let fault = hears_one_receipt(&mut amina, &centre);
        let destroyed = fault.message.contains("was destroyed");
        assert_eq!(destroyed, contact == 3, "contact {contact}: {}", fault.message);
        let waits = format!("{} records", 6 - contact);
        assert!(fault.message.contains(&waits), "and it is said how many: {}", fault.message);
    }
    assert_eq!((centre.holds(), copies(&amina)), (5, 8), "nothing is lost: the copies are here");
    centre.is(Mood::Well);
    let done = now(amina.device.deposit(&centre)).unwrap();
    assert_eq!((done.sent, centre.holds()), (3, 8), "with no vault and no PIN");
}

#[test]
fn a_locked_device_hears_of_it_when_it_deposits() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(4);
    amina.restarts();
    centre.change(|state| state.is_revoked = true);
    let done = now(amina.device.deposit(&centre)).unwrap();
    assert!(done.wiped && done.sent == 4, "{done:?}");
    assert!(!has(&amina, "vault.db") && !has(&amina, "keys.json"), "destroyed");
}

#[test]
fn nobody_but_the_centre_can_have_a_vault_destroyed() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(1);
    centre.change(|state| state.is_revoked = true);
    centre.is(Mood::ForgesReceipts);
    amina.syncs(&centre).unwrap_err();
    assert!(has(&amina, "vault.db") && has(&amina, "keys.json"), "a forged receipt destroys nothing");
}
