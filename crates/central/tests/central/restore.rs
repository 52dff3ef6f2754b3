//! A restored centre gets everything back, and nobody needs to do anything for it.

use central::{BackupError, CentralError};
use domain::Fact;
use wire::Code;

use crate::phone::{child, session};
use crate::world::{AMINA, BEA, HOUR_MS, World};

async fn sessions_held(world: &World) -> u64 {
    let draft = world.centre.draft("2026-W47".parse().expect("a week"), "A tester").await.expect("a draft");
    draft.row("sessions.held").expect("the row").week.value.numerator
}

#[tokio::test]
async fn a_restored_centre_gets_everything_back_from_phones_that_are_alive() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let mut amina = world.phone(address, AMINA, 1).await;
    let first = (16..19).map(|day| amina.event(&session(), &format!("2026-11-{day}"))).collect();
    amina.pushes(first).await;
    let backup = world.backup("monday.age").await;
    let later = vec![amina.event(&session(), "2026-11-19"), amina.event(&session(), "2026-11-20")];
    amina.pushes(later).await;
    let mut bea = world.phone(address, BEA, 2).await;
    let hers = vec![bea.event(&session(), "2026-11-21")];
    bea.pushes(hers).await;
    assert_eq!(sessions_held(&world).await, 6, "before the disk burnt");

    let (world, restored) = world.restored(&backup, |_| {}).await;
    assert_eq!(
        (restored.epoch, restored.replayed.devices),
        (2, 1),
        "a new epoch; Bea's phone is known again"
    );
    assert!(restored.set_aside.is_some(), "what was there is not deleted");
    assert_eq!(sessions_held(&world).await, 3, "as the backup had it");
    let address = world.serves().await;
    for phone in [&mut amina, &mut bea] {
        phone.address = address;
        phone.challenges().await;
    }
    let held = amina.asks().await.unwrap_err();
    assert_eq!((held.code, held.want), (Code::Gap, Some(4)), "the phone is told from where on");
    assert_eq!(amina.sends_again_from(4).await.receipt.acked_through, 5, "both are held again");
    let lost = bea.asks().await.unwrap_err();
    assert_eq!((lost.code, lost.want), (Code::Gap, Some(1)), "hers was after the backup altogether");
    assert_eq!(bea.sends_again_from(1).await.receipt.epoch, 2, "she sees the new epoch");
    assert_eq!(sessions_held(&world).await, 6, "nothing is missing and nothing counts twice");
    assert!(world.centre.verify().await.unwrap().is_whole(), "and every chain holds");
}

#[tokio::test]
async fn a_phone_that_nobody_remembers_is_let_in_by_its_certificate() {
    let world = World::of_queens_park().await;
    let backup = world.backup("before.age").await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let event = amina.event(&session(), "2026-11-16");
    amina.pushes(vec![event]).await;
    let lose_the_journal = |at: &central::Folder| {
        std::fs::remove_dir_all(at.data().join("journal")).expect("the journal burnt too");
    };
    let (world, _) = world.restored(&backup, lose_the_journal).await;
    amina.address = world.serves().await;
    amina.challenges().await;
    assert_eq!(amina.asks().await.unwrap_err().code, Code::Signature, "the centre has never heard of it");
    amina.shows_certificate = true;
    assert_eq!(amina.asks().await.unwrap_err().want, Some(1), "the authority's word lets it in");
    assert_eq!(amina.sends_again_from(1).await.receipt.acked_through, 1, "and its work is held");
    amina.shows_certificate = false;
    assert!(amina.asks().await.is_ok(), "from then on it is known");
}

#[tokio::test]
async fn nobody_is_let_in_by_anothers_certificate() {
    let world = World::of_queens_park().await;
    let backup = world.backup("before.age").await;
    let address = world.serves().await;
    let amina = world.phone(address, AMINA, 1).await;
    let mut thief = world.phone(address, BEA, 2).await;
    let lose_the_journal = |at: &central::Folder| {
        std::fs::remove_dir_all(at.data().join("journal")).expect("the journal burnt too");
    };
    let (world, _) = world.restored(&backup, lose_the_journal).await;
    thief.address = world.serves().await;
    thief.shows_certificate = true;
    let own = thief.enrolled.clone();
    thief.enrolled.clone_from(&amina.enrolled);
    thief.challenges().await;
    assert_eq!(thief.asks().await.unwrap_err().code, Code::Signature, "the key is not the one certified");
    thief.enrolled = own;
    if let Some(reply) = &mut thief.enrolled {
        reply.certificate.says.champion = amina.champion();
    }
    thief.challenges().await;
    assert_eq!(
        thief.asks().await.unwrap_err().code,
        Code::Signature,
        "nor is a certificate that was changed"
    );
}

#[tokio::test]
async fn what_the_centre_decided_after_the_backup_comes_back() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let mut amina = world.phone(address, AMINA, 1).await;
    let bea = world.phone(address, BEA, 2).await;
    let events =
        vec![amina.event(&session(), "2026-11-16"), amina.event(&child("Canary-Maya"), "2026-11-16")];
    let gone = events[1].id;
    amina.pushes(events).await;
    let backup = world.backup("monday.age").await;

    let frozen = world.centre.freeze("2026-W47".parse().unwrap(), "A tester").await.expect("a frozen return");
    world.centre.revoke(bea.device()).await.expect("Bea's phone was stolen");
    assert_eq!(world.centre.erase(&[gone], "asked").await.unwrap(), 1, "Maya's family asked to be forgotten");

    let (world, restored) = world.restored(&backup, |_| {}).await;
    assert_eq!(
        (restored.replayed.own, restored.replayed.revoked),
        (2, 1),
        "a return, an erasure, a revocation"
    );
    let again = world.centre.frozen("2026-W47".parse().unwrap(), None).await.expect("the return is back");
    assert_eq!(again.file, frozen.file, "with its file");
    let mut bea = bea;
    bea.address = world.serves().await;
    bea.challenges().await;
    assert_eq!(bea.gets("/v1/pull", "proto=2", &[]).await.status, 403, "revoked stays revoked");
    let whole = world.centre.verify().await.unwrap();
    assert!(whole.is_whole() && whole.erased == 1, "erased stays erased: {whole:?}");
    amina.address = bea.address;
    amina.challenges().await;
    let reply = amina.sends_again_from(1).await;
    assert_eq!(reply.receipt.acked_through, 2, "her phone may send it as often as it likes");
    assert_eq!(world.centre.verify().await.unwrap().erased, 1, "it is not taken back");
}

#[tokio::test]
async fn an_old_ledger_put_back_by_hand_is_noticed() {
    let world = World::of_queens_park().await;
    let kept = tempfile::TempDir::new().unwrap();
    let copy = kept.path().join("ledger.db");
    let world = world
        .reopened(|at| {
            std::fs::copy(at.ledger(), &copy).expect("a copy");
        })
        .await;
    let frozen = world.centre.freeze("2026-W47".parse().unwrap(), "A tester").await.expect("a frozen return");
    let world = world
        .reopened(|at| {
            for end in ["-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{end}", at.ledger().display()));
            }
            std::fs::copy(&copy, at.ledger()).expect("the old copy");
        })
        .await;
    assert_eq!(world.centre.status().await.unwrap().epoch, 2, "nobody said so, and it knows");
    let again = world.centre.frozen("2026-W47".parse().unwrap(), None).await.expect("the return is back");
    assert_eq!(again.file, frozen.file, "as it was published");
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let event = amina.event(&session(), "2026-11-16");
    assert_eq!(amina.pushes(vec![event]).await.receipt.epoch, 2, "and every phone will hear of it");
}

#[tokio::test]
async fn what_a_drill_has_restored_is_durable_and_what_came_later_is_not() {
    let world = World::of_queens_park().await;
    assert!(world.centre.status().await.unwrap().durable_is_late, "nothing was ever drilled");
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let event = amina.event(&session(), "2026-11-16");
    amina.pushes(vec![event]).await;
    let backup = world.backup("monday.age").await;
    let event = amina.event(&session(), "2026-11-17");
    assert_eq!(amina.pushes(vec![event]).await.receipt.durable_through, 0, "a backup alone proves nothing");
    let report = world.centre.drill(&backup, &[]).await.unwrap();
    assert!(report.passed(), "it is whole: {:?}", report.wrong);
    let receipt = amina.asks().await.unwrap().receipt;
    assert_eq!(
        (receipt.acked_through, receipt.durable_through),
        (2, 1),
        "the first is in a backup that works"
    );
    let status = world.centre.status().await.unwrap();
    assert_eq!(
        (status.held, status.durable, status.durable_is_late),
        (2, 1, false),
        "and the desk can say so"
    );
    world.env.passes(8 * 24 * HOUR_MS);
    assert!(world.centre.status().await.unwrap().durable_is_late, "a week later it is a red line");
    assert!(
        std::fs::read_dir(world.folder().data())
            .unwrap()
            .all(|file| { !file.unwrap().file_name().to_string_lossy().starts_with("drill-") }),
        "nothing of the drill is left behind"
    );
}

#[tokio::test]
async fn a_backup_that_was_touched_is_no_backup() {
    let world = World::of_queens_park().await;
    let backup = world.backup("monday.age").await;
    let sound = std::fs::read(&backup).unwrap();
    for at in [0, 200, sound.len() / 2, sound.len() - 1] {
        let mut touched = sound.clone();
        touched[at] ^= 1;
        std::fs::write(&backup, &touched).unwrap();
        let refused = world.centre.drill(&backup, &[]).await.unwrap_err();
        assert!(matches!(refused, CentralError::Backup(_)), "byte {at} was changed: {refused:?}");
    }
    for length in [10, sound.len() / 2, sound.len() - 1] {
        std::fs::write(&backup, &sound[..length]).unwrap();
        let refused = world.centre.drill(&backup, &[]).await.unwrap_err();
        assert!(matches!(refused, CentralError::Backup(_)), "cut off at {length}: {refused:?}");
    }
    assert_eq!(world.centre.status().await.unwrap().durable_made_ms, None, "nothing is durable by it");
    let other = World::of_queens_park().await;
    let theirs = other.backup("theirs.age").await;
    let refused = world.centre.drill(&theirs, &[]).await.unwrap_err();
    let expected = CentralError::Backup(BackupError::OtherKey);
    assert_eq!(refused.to_string(), expected.to_string(), "another centre's does not even open");
}

#[tokio::test]
async fn a_centre_that_was_restored_elsewhere_takes_nothing_any_more() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let backup = world.backup("monday.age").await;
    let elsewhere = tempfile::TempDir::new().unwrap();
    let journal = world.folder().data().join("journal").join("journal.db");
    let at = central::Folder::new(elsewhere.path()).with_keys(world.folder().keys()).with_journal(journal);
    central::restore(&at, &backup, &[], world.env.clone()).await.expect("restored on another machine");
    let event = amina.event(&session(), "2026-11-16");
    let push = amina.packs(vec![event]);
    let refused = amina.sends(&push).await.unwrap_err();
    assert_eq!(refused.code, Code::Unavailable, "the old server would take it to its grave");
}

#[tokio::test]
async fn a_change_to_an_erased_record_does_not_bring_it_back() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let events = vec![amina.event(&child("Canary-Maya"), "2026-11-16")];
    let maya = events[0].id;
    amina.pushes(events).await;
    let amend = serde_json::json!({ "of": maya, "fields": { "given_name": "Canary-May" } });
    let amend = amina.event(&Fact::parse("record.amended@1", &amend).unwrap(), "2026-11-17");
    amina.pushes(vec![amend]).await;
    assert_eq!(
        world.centre.erase(&[maya], "asked").await.unwrap(),
        2,
        "the new name is as personal as the old"
    );
    assert_eq!(world.centre.verify().await.unwrap().erased, 2, "both bodies are gone");
    let page = amina.pulls(None).await;
    let stones = page.rows.iter().filter(|row| row.kind == "tombstone").count();
    assert_eq!(stones, 2, "every device is told, by a hash");
    let stone = wire::tombstone::tombstone(&page.tombstone_salt.0, maya).to_string();
    assert!(page.rows.iter().any(|row| row.id == stone), "whoever has the record can tell that it is meant");
    assert!(!serde_json::to_string(&page).unwrap().contains(&maya.to_string()), "and nobody else");
    let digest = page.digests.iter().find(|digest| digest.kind == "tombstone").expect("counted");
    assert_eq!(digest.rows, 2, "and both sides can count them");
}
