//! What leaves a device by itself, and when: by the centre's clock, and for no other reason.

use serde_json::json;
use wire::recorded::RecordState;

use crate::support::{Centre, Champion, SEAL, opened};

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// So many days pass, for everybody.
fn days_pass(amina: &Champion, centre: &Centre, days: u64) {
    amina.clock.pass(days * DAY_MS);
    centre.change(|state| state.now_ms += days * DAY_MS);
}

fn copies(amina: &Champion) -> usize {
    opened(&std::fs::read(amina.folder.path().join("sealed.log")).unwrap_or_default(), &SEAL).len()
}

fn lines(amina: &mut Champion) -> usize {
    let page = wire::app::RecordsPage { before: None };
    amina.device.records(page).expect("a list").records.len()
}

#[test]
fn words_leave_eight_weeks_after_the_centre_has_them_and_the_sealed_copy_stays() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(3);
    days_pass(&amina, &centre, 70);
    assert_eq!(lines(&mut amina), 3, "what waits never leaves, however old it is");
    amina.syncs(&centre).unwrap();
    days_pass(&amina, &centre, 55);
    amina.records_families(2);
    amina.syncs(&centre).unwrap();
    assert_eq!(lines(&mut amina), 5, "a day short of eight weeks");
    days_pass(&amina, &centre, 1);
    amina.syncs(&centre).unwrap();
    assert_eq!(lines(&mut amina), 2, "the three that were acknowledged eight weeks ago have left");
    assert_eq!(copies(&amina), 5, "their sealed copies stay: the centre may lose them yet");
    assert_eq!(amina.status().recorded, 5, "they are still counted");
    let verified = amina.device.verify().unwrap();
    assert!(verified.chain_holds && verified.book_holds, "the chain is proved by their hashes");
    assert_eq!(amina.restarts_and_unlocks(), device::Reconciled::default(), "and nothing is missed");
}

#[test]
fn what_left_comes_again_from_its_sealed_copy_where_the_centre_lost_it() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(3);
    amina.syncs(&centre).unwrap();
    days_pass(&amina, &centre, 57);
    amina.syncs(&centre).unwrap();
    assert_eq!(lines(&mut amina), 0, "the words have left");
    centre.forgets_the_last(2);
    let synced = amina.syncs(&centre).unwrap();
    assert!(synced.all_sent, "as sealed copies");
    assert_eq!(centre.holds(), 3, "a restored centre has them again");
}

#[test]
fn a_sealed_copy_leaves_when_it_was_durable_for_35_days() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(3);
    amina.syncs(&centre).unwrap();
    days_pass(&amina, &centre, 100);
    amina.syncs(&centre).unwrap();
    assert_eq!(copies(&amina), 3, "acknowledged is not durable");
    centre.change(|state| state.is_durable = true);
    amina.syncs(&centre).unwrap();
    amina.records_families(1);
    days_pass(&amina, &centre, 34);
    amina.syncs(&centre).unwrap();
    assert_eq!(copies(&amina), 4, "a day short");
    // The centre is restored: what it says is durable must stand for the whole time again.
    centre.change(|state| state.epoch += 1);
    days_pass(&amina, &centre, 2);
    amina.syncs(&centre).unwrap();
    assert_eq!(copies(&amina), 4, "the time begins anew");
    days_pass(&amina, &centre, 36);
    amina.syncs(&centre).unwrap();
    assert_eq!(copies(&amina), 0, "all of them were durable for 35 days");
    assert_eq!(lines(&mut amina), 1, "the words of the last are not eight weeks old");
    assert_eq!(amina.restarts_and_unlocks(), device::Reconciled::default(), "and it is not sealed anew");
    amina.records_families(1);
    assert_eq!(copies(&amina), 1, "the next one is");
}

#[test]
fn what_is_kept_aside_keeps_its_words_until_it_is_mended() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    centre.is(crate::support::Mood::CannotRead("Example 1"));
    amina.records_families(3);
    amina.syncs(&centre).unwrap();
    days_pass(&amina, &centre, 100);
    amina.syncs(&centre).unwrap();
    assert_eq!(lines(&mut amina), 1, "its author can still see what to record again");
    assert_eq!(amina.device.kept_aside().unwrap().len(), 1, "and is told");
}

#[test]
fn a_caseload_that_was_not_refreshed_is_warned_of_and_dropped() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records(json!({"type": "person", "role": "child", "given_name": "Ada", "birth": "2023-05-14"}));
    let venues = amina.device.venues().unwrap().len();
    assert!(venues > 0 && amina.device.known_people(50).unwrap().len() == 2, "hers, and one that was pulled");
    amina.clock.pass(44 * DAY_MS);
    assert_eq!(amina.status().caseload_days_left, None, "six weeks are no matter");
    amina.clock.pass(DAY_MS);
    assert_eq!(amina.status().caseload_days_left, Some(15), "from day 45 on it is said");
    amina.clock.pass(15 * DAY_MS);
    amina.restarts_and_unlocks();
    assert_eq!(amina.status().caseload_days_left, Some(0), "it was dropped");
    let people = amina.device.known_people(50).unwrap();
    assert_eq!(people.len(), 1, "whom she recorded herself stays");
    assert_eq!(
        amina.records(json!({"type": "family", "label": "Example"})).state,
        RecordState::Saved,
        "recording goes on"
    );
    centre.change(|state| state.now_ms += 60 * DAY_MS);
    amina.syncs(&centre).unwrap();
    assert_eq!(amina.status().caseload_days_left, None, "the next contact fetches it again");
    assert_eq!(amina.device.venues().unwrap().len(), venues, "all of it");
    assert_eq!(amina.device.known_people(50).unwrap().len(), 2, "and the people");
}

#[test]
fn a_programme_may_set_how_long_a_caseload_stays() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    centre.says(
        "authority",
        1,
        json!({"name": "Example council", "programme": "Example programme", "time_zone": "Europe/London",
            "caseload_days": 14}),
    );
    amina.syncs(&centre).unwrap();
    amina.clock.pass(13 * DAY_MS);
    assert_eq!(amina.status().caseload_days_left, Some(1), "a fortnight");
    amina.clock.pass(DAY_MS);
    amina.restarts_and_unlocks();
    assert!(amina.device.venues().unwrap().is_empty(), "dropped");
}
