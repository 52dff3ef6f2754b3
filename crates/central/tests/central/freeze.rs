//! The week's return, frozen and proved.

use central::{FileCheck, RecountCheck};
use domain::IsoWeek;
use serde_json::Value;
use wire::Code;

use crate::phone::{Phone, came, child, session};
use crate::verify::tamper;
use crate::world::{AMINA, HOUR_MS, MONDAY_MS, World};

fn week() -> IsoWeek {
    "2026-W47".parse().expect("a week")
}

/// One session with two children, both newly recorded.
async fn a_session_with_two_children(phone: &mut Phone, day: &str) {
    let held = phone.event(&session(), day);
    let ada = phone.event(&child("Ada"), day);
    let ben = phone.event(&child("Ben"), day);
    let both = [phone.event(&came(held.id, ada.id), day), phone.event(&came(held.id, ben.id), day)];
    let mut events = vec![held, ada, ben];
    events.extend(both);
    let reply = phone.pushes(events).await;
    assert_eq!(reply.quarantined, [], "sound events");
}

#[tokio::test]
async fn a_frozen_return_is_signed_numbered_and_equals_its_recount() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    a_session_with_two_children(&mut amina, "2026-11-16").await;
    let frozen = world.centre.freeze(week(), "A coordinator").await.unwrap();
    let weekly = &frozen.signed.frozen.weekly;
    let count = |key: &str| weekly.row(key).expect(key).week.value.numerator;
    assert_eq!((count("sessions.held"), count("visits.child")), (1, 2), "what was recorded");
    assert_eq!(
        weekly.row("reach.seen").unwrap().week.value.denominator,
        Some(934),
        "of the ward's under-fives"
    );
    let tokens = &frozen.signed.frozen.contributions["visits.child/week"];
    assert!(tokens.len() >= 2, "each attendance has its token: {tokens:?}");

    let check = world.centre.verify_return(frozen.file.as_bytes()).await.unwrap();
    assert_eq!(
        (check.file, check.recount.clone(), check.erased),
        (FileCheck::Genuine, RecountCheck::Equal, 0)
    );
    assert!(check.stands(), "it stands");
    let kept = world.centre.frozen(week(), None).await.unwrap();
    assert!(kept == frozen, "the ledger has the same file");
}

#[tokio::test]
async fn what_arrives_later_goes_into_the_next_revision_and_leaves_the_first_as_it_was() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    a_session_with_two_children(&mut amina, "2026-11-16").await;
    let first = world.centre.freeze(week(), "A coordinator").await.unwrap();
    world.env.passes(50 * HOUR_MS);
    amina.challenges().await;
    a_session_with_two_children(&mut amina, "2026-11-18").await;
    world.phone(amina.address, crate::world::BEA, 2).await;
    let second = world.centre.freeze(week(), "A coordinator").await.unwrap();
    assert_eq!((first.signed.frozen.revision, second.signed.frozen.revision), (1, 2), "numbered");
    let visits =
        |frozen: &central::FrozenAt| frozen.signed.frozen.weekly.row("visits").unwrap().week.value.numerator;
    assert_eq!((visits(&first), visits(&second)), (2, 4), "the second has both sessions");
    for frozen in [&first, &second] {
        let check = world.centre.verify_return(frozen.file.as_bytes()).await.unwrap();
        assert!(check.stands(), "recounted at its own n, with the devices of its own day: {check:?}");
    }
    let found = world.centre.frozen(week(), Some(1)).await.unwrap();
    assert!(found == first, "the first is still there");
    let fault = world.centre.frozen(week(), Some(3)).await.unwrap_err().fault();
    assert_eq!(fault.code, Code::NotFound, "there is no third");
}

#[tokio::test]
async fn a_changed_file_is_found_out() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    a_session_with_two_children(&mut amina, "2026-11-16").await;
    let frozen = world.centre.freeze(week(), "A coordinator").await.unwrap();
    let mut file: Value = serde_json::from_str(&frozen.file).unwrap();
    let rows = file["return"]["weekly"]["questions"][0]["rows"].as_array_mut().unwrap();
    let row = rows.iter_mut().find(|row| row["key"] == "visits").unwrap();
    row["week"]["value"]["numerator"] = 20.into();
    let check = world.centre.verify_return(file.to_string().as_bytes()).await.unwrap();
    assert_eq!(check.file, FileCheck::Changed, "the signature is of another figure");
    assert_eq!(
        check.recount,
        RecountCheck::Differs { figures: vec!["visits/week".to_owned()] },
        "and the recount names it"
    );
    assert!(!check.stands(), "it does not stand");
    let fault = world.centre.verify_return(b"{}").await.unwrap_err().fault();
    assert_eq!(fault.code, Code::Malformed, "no return at all");
}

#[tokio::test]
async fn another_centres_return_is_not_ours() {
    let world = World::of_queens_park().await;
    let frozen = world.centre.freeze(week(), "A coordinator").await.unwrap();
    let other = World::empty().await;
    // Two fakes draw the same keys, so the key in the file stands in for another centre's.
    let mut file: Value = serde_json::from_str(&frozen.file).unwrap();
    file["key"] = "00".repeat(32).into();
    let check = other.centre.verify_return(file.to_string().as_bytes()).await.unwrap();
    assert_eq!(check.file, FileCheck::OtherCentre, "signed by somebody else");
    let check = other.centre.verify_return(frozen.file.as_bytes()).await.unwrap();
    assert_eq!(check.recount, RecountCheck::LedgerEndsBefore, "and counted from another ledger");
}

#[tokio::test]
async fn a_week_is_frozen_from_its_sunday_on() {
    let world = World::of_queens_park().await;
    world.env.is_at(MONDAY_MS - 48 * HOUR_MS);
    let fault = world.centre.freeze(week(), "A coordinator").await.unwrap_err().fault();
    assert_eq!((fault.code, fault.field.as_deref()), (Code::NotPermitted, Some("week")), "on Saturday");
    world.env.is_at(MONDAY_MS - 24 * HOUR_MS);
    world.centre.freeze(week(), "A coordinator").await.expect("on Sunday");
}

#[tokio::test]
async fn nobody_prepares_a_return_without_a_name() {
    let world = World::of_queens_park().await;
    let fault = world.centre.freeze(week(), " ").await.unwrap_err().fault();
    assert_eq!(fault.field.as_deref(), Some("prepared_by"), "somebody answers for it");
}

#[tokio::test]
async fn a_return_whose_family_was_erased_since_is_equal_less_what_was_erased() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    a_session_with_two_children(&mut amina, "2026-11-16").await;
    let frozen = world.centre.freeze(week(), "A coordinator").await.unwrap();
    // Her events in the ledger: the session, Ada, Ben, and that each came. Ada's two are erased.
    let book = world.book();
    let world = world
        .reopened(|folder| {
            let erase = "UPDATE event SET salt = NULL, body = NULL WHERE event_id IN
                (SELECT event_id FROM position WHERE stream = x'01010101010101010101010101010101' AND seq IN (2, 4))";
            tamper(folder, erase);
            std::fs::remove_file(&book).expect("the book is a file");
        })
        .await;
    let check = world.centre.verify_return(frozen.file.as_bytes()).await.unwrap();
    assert_eq!(check.file, FileCheck::Genuine, "the file is as it was signed");
    assert_eq!((check.recount.clone(), check.erased), (RecountCheck::EqualLessErased, 2), "counted by token");
    assert!(check.stands(), "erasing a family makes no return wrong");
    let whole = world.centre.verify().await.unwrap();
    assert_eq!((whole.is_whole(), whole.erased), (true, 2), "and the chain is proved without their words");
}

#[tokio::test]
async fn two_who_freeze_at_once_make_two_revisions() {
    let world = World::of_queens_park().await;
    let other = central::Centre::open(&world.folder(), world.env.clone()).await.unwrap();
    let (one, two) =
        tokio::join!(world.centre.freeze(week(), "A coordinator"), other.freeze(week(), "Another"));
    let mut revisions = [one, two].map(|frozen| frozen.unwrap().signed.frozen.revision);
    revisions.sort_unstable();
    assert_eq!(revisions, [1, 2], "the ledger decides who was first");
}
