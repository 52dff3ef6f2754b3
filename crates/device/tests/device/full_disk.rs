//! A full disk is said to be one; nothing is lost, and nothing is called damaged.

use serde_json::json;
use wire::Code;

use crate::support::{Centre, Champion, PASSPHRASE};

#[test]
fn the_reserve_is_given_up_to_finish_the_save_under_way() {
    let mut amina = Champion::enrolled(&Centre::new());
    assert!(amina.folder.path().join("reserve").metadata().unwrap().len() >= 8 << 20, "8 MB stand by");
    amina.disk.full.set(true);
    amina.records(json!({"type": "family"}));
    assert!(amina.disk.has_removed("reserve"), "it was needed");
    assert_eq!(amina.restarts_and_unlocks().resealed, 0, "vault and copy are both whole");
    assert_eq!(amina.status().recorded, 1, "saved");
}

#[test]
fn without_a_reserve_a_full_disk_is_said_and_the_same_record_can_be_tried_again() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.disk.full.set(true);
    amina.records_families(1);
    amina.disk.full.set(true);
    let draft = json!({"type": "shift", "minutes": 90});
    let fault = amina.tries(draft.clone()).unwrap_err();
    assert_eq!(fault.code, Code::DiskFull, "said as it is: {}", fault.message);
    assert!(fault.message.contains("MB"), "with how much is needed: {}", fault.message);
    amina.disk.full.set(false);
    amina.records(draft);
    assert_eq!(amina.status().recorded, 2, "once");
}

#[test]
fn on_a_full_disk_nothing_is_called_damaged() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.restarts();
    let path = amina.folder.path().join("vault.db");
    let sound = std::fs::read(&path).unwrap();
    let mut bytes = sound.clone();
    bytes[100] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    amina.disk.free.set(Some(1 << 20));
    let fault = amina.unlocks(PASSPHRASE).unwrap_err();
    assert_ne!(fault.code, Code::Damaged, "an error on a full disk proves nothing: {}", fault.message);
    assert!(path.exists(), "and nothing is set aside");
    std::fs::write(&path, &sound).unwrap();
    amina.disk.free.set(Some(1 << 40));
    amina.unlocks(PASSPHRASE).unwrap();
}

#[test]
fn with_no_room_at_all_the_vault_is_not_even_opened() {
    let mut amina = Champion::enrolled(&Centre::new());
    amina.restarts();
    amina.disk.free.set(Some(1000));
    assert_eq!(amina.unlocks(PASSPHRASE).unwrap_err().code, Code::DiskFull, "room is looked for first");
    assert!(amina.disk.has_removed("reserve"), "the reserve was given up for it");
    amina.disk.free.set(Some(1 << 40));
    amina.unlocks(PASSPHRASE).unwrap();
    assert!(amina.folder.path().join("reserve").exists(), "and comes back with the room");
}

/// On a real full disk: a small tmpfs, where this may be mounted.
#[cfg(target_os = "linux")]
#[test]
fn a_real_full_disk_loses_nothing() {
    use std::process::Command;
    let mount = tempfile::tempdir().unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=48m", "tmpfs"])
        .arg(mount.path())
        .output()
        .is_ok_and(|output| output.status.success());
    if !mounted {
        println!("skipped: no tmpfs can be mounted here");
        return;
    }
    let said = on_a_small_disk(mount.path());
    let unmounted = Command::new("umount").arg(mount.path()).status().unwrap();
    assert!(unmounted.success(), "the small disk is taken away again");
    said.unwrap();
}

#[cfg(target_os = "linux")]
fn on_a_small_disk(path: &std::path::Path) -> Result<(), String> {
    use device::keys::Effort;
    use device::{Device, native};
    let centre = Centre::new();
    let enrol = wire::app::Enrol {
        address: "https://centre.example".to_owned(),
        code: domain::Private::new("ONE-TIME-CODE".to_owned()),
        secret: domain::Private::new(PASSPHRASE.to_owned()),
    };
    let shell = || native::shell(path, |_| 0).expect("a shell");
    let mut device = Device::new(shell()).with_effort(Effort::LEAST);
    crate::support::now(device.enrol(&enrol, &centre)).map_err(|fault| format!("enrol: {fault}"))?;
    // Somebody's photographs take the rest.
    let mut photographs = vec![0_u8; 64 * 1024];
    photographs.fill(7);
    for number in 0.. {
        if std::fs::write(path.join(format!("photograph-{number}")), &photographs).is_err() {
            break;
        }
    }
    let mut saved = 0;
    let fault = loop {
        let line =
            crate::support::line(json!({"date": "2026-11-16", "type": "family", "label": "x".repeat(100)}));
        match device.record(&line) {
            Ok(_) => saved += 1,
            Err(fault) => break fault,
        }
        if saved > 100_000 {
            return Err("the disk never filled".to_owned());
        }
    };
    if fault.code != Code::DiskFull {
        return Err(format!("a full disk is said to be one: {fault:?}"));
    }
    drop(device);
    for number in 0..16 {
        std::fs::remove_file(path.join(format!("photograph-{number}"))).map_err(|error| error.to_string())?;
    }
    let mut device = Device::new(shell());
    device.unlock(&enrol.secret).map_err(|fault| format!("unlock after {saved}: {fault:?}"))?;
    let recorded = device.status().map_err(|fault| fault.message)?.recorded;
    let verified = device.verify().map_err(|fault| fault.message)?;
    println!(
        "{saved} saves before the small disk was full, {recorded} in the vault after it was opened again"
    );
    if recorded < saved || !verified.chain_holds || !verified.book_holds {
        return Err(format!("{saved} were said to be saved, {recorded} are there, {verified:?}"));
    }
    Ok(())
}
