//! What waits is sent once, what is proved is settled, and nothing is ever deleted.

use serde_json::json;
use wire::Code;

use crate::support::{Centre, Champion, Mood, id};

#[test]
fn what_was_recorded_offline_is_sent_and_settled() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(7);
    let synced = amina.syncs(&centre).unwrap();
    assert_eq!(
        (synced.sent, synced.waiting, synced.all_sent),
        (7, 0, true),
        "all of it, as the receipt says"
    );
    assert_eq!(centre.holds(), 7, "and it is there");
    let status = amina.status();
    assert_eq!((status.sent, status.safe, status.all_sent), (7, 0, true), "sent, and not yet safe");
    let again = amina.syncs(&centre).unwrap();
    assert_eq!((again.sent, again.pulled), (0, 0), "the next has nothing to do");
}

#[test]
fn eleven_hundred_events_go_in_runs_of_five_hundred() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(1_100);
    let before = centre.look(|state| state.requests.len());
    assert_eq!(amina.syncs(&centre).unwrap().sent, 1_100, "all of them");
    let pushes =
        centre.look(|state| state.requests[before..].iter().filter(|asked| asked.contains("push")).count());
    assert_eq!(pushes, 3, "500, 500 and 100");
    let largest = centre.look(|state| state.largest_push_bytes);
    println!("largest push: {largest} bytes for 500 events");
    assert!(largest <= 256 * 1024, "each within what a slow network carries: {largest}");
}

#[test]
fn a_lost_answer_costs_nothing_but_another_request() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(3);
    // The nonce of the enrolment's sync is still good, so the push is the first request.
    centre.is(Mood::LosesTheNextAnswer);
    let lost = amina.syncs(&centre).unwrap_err();
    assert_eq!(lost.code, Code::NoNetwork, "no answer is no answer");
    assert!(!amina.status().all_sent, "nothing is said to be sent without a receipt");
    assert_eq!(centre.holds(), 3, "though it did arrive");
    let synced = amina.syncs(&centre).unwrap();
    assert_eq!((synced.sent, centre.holds()), (3, 3), "sent again, held once");
}

#[test]
fn a_captive_portal_is_no_network_and_every_failure_keeps_everything() {
    for (mood, code) in [
        (Mood::Gone, Code::NoNetwork),
        (Mood::CaptivePortal, Code::NoNetwork),
        (Mood::Says(302), Code::NoNetwork),
        (Mood::Says(403), Code::NoNetwork),
        (Mood::Says(500), Code::Unavailable),
        (Mood::Says(503), Code::Unavailable),
        (Mood::Says(408), Code::Unavailable),
        (Mood::Says(429), Code::TooMany),
        (Mood::KnowsNobody, Code::Signature),
        (Mood::ForgesReceipts, Code::NotVerified),
    ] {
        let centre = Centre::new();
        let mut amina = Champion::enrolled(&centre);
        amina.records_families(2);
        centre.is(mood);
        let fault = amina.syncs(&centre).unwrap_err();
        assert_eq!(fault.code, code, "{mood:?}");
        let status = amina.status();
        assert_eq!((status.recorded, status.waiting), (2, 2), "{mood:?} loses and settles nothing");
        amina.records_families(1);
        centre.is(Mood::Well);
        assert_eq!(amina.syncs(&centre).unwrap().sent, 3, "{mood:?} is over and all goes out");
    }
}

#[test]
fn waiting_grows_with_every_failure_and_never_beyond_a_quarter_of_an_hour() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    centre.is(Mood::Gone);
    for failure in 1_u32..20 {
        let wait = amina.syncs(&centre).unwrap_err().want.expect("how long to wait");
        let ceiling = (2_u64 << (failure - 1).min(20)).min(900);
        assert!(wait <= ceiling, "after {failure} failures at most {ceiling} s, not {wait}");
    }
}

#[test]
fn a_device_that_is_not_known_asks_once_more_shows_its_certificate_and_then_stops() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(1);
    centre.is(Mood::KnowsNobody);
    let before = centre.look(|state| state.requests.len());
    assert_eq!(amina.syncs(&centre).unwrap_err().code, Code::Signature, "ask the coordinator");
    let pushes: Vec<String> = centre.look(|state| {
        state.requests[before..].iter().filter(|asked| asked.contains("push")).cloned().collect()
    });
    assert_eq!(
        pushes,
        ["POST /v1/push", "POST /v1/push", "POST /v1/push with the certificate"],
        "one with the nonce it had, one with a fresh one, and one for a centre restored from before the enrolment"
    );
}

#[test]
fn a_push_that_is_too_large_is_halved() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(20);
    centre.is(Mood::TakesAtMost(3));
    assert_eq!(amina.syncs(&centre).unwrap().sent, 20, "in smaller runs");
    amina.records_families(1);
    centre.is(Mood::TakesAtMost(0));
    assert_eq!(amina.syncs(&centre).unwrap_err().code, Code::TooLarge, "a single one cannot be halved");
    assert_eq!(amina.status().waiting, 1, "and is kept");
}

#[test]
fn a_restored_centre_is_given_again_what_it_lost() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(10);
    amina.syncs(&centre).unwrap();
    centre.forgets_the_last(4);
    let synced = amina.syncs(&centre).unwrap();
    assert_eq!(centre.holds(), 10, "the device fills the gap by itself");
    assert!(synced.all_sent, "and says so only then");
}

#[test]
fn what_is_pulled_is_known_and_never_overwrites_own_records() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    assert_eq!(amina.device.slots().unwrap().len(), 1, "the timetable came, page by page");
    assert_eq!(amina.device.find_people("pulled", 5).unwrap().len(), 1, "and the caseload");
    let own = amina.records(json!({"type": "person", "role": "child", "given_name": "Own"})).id;
    amina.syncs(&centre).unwrap();
    centre.says("person", 0xb0, json!({"role": "child", "given_name": "Newcomer"}));
    let number = own.uuid().as_u128();
    centre.change(|state| state.now_ms += 1);
    centre.says("person", number & 0xffff_ffff, json!({"role": "child", "given_name": "Another"}));
    assert_eq!(amina.syncs(&centre).unwrap().pulled, 2, "two rows are new");
    assert_eq!(amina.device.find_people("newcomer", 5).unwrap().len(), 1, "the new one is found");
    let shown = amina.device.find_people("own", 5).unwrap();
    assert_eq!(shown.len(), 1, "and one's own record stands as it was recorded");
    centre.says("person", 8, serde_json::Value::Null);
    amina.syncs(&centre).unwrap();
    assert!(amina.device.find_people("pulled", 5).unwrap().is_empty(), "what leaves the scope is forgotten");
    assert_eq!(
        amina.is_refused(json!({"type": "registration", "person": id(8)})).0,
        Code::DraftProblem,
        "here"
    );
}

#[test]
fn a_tap_between_two_requests_is_recorded_and_goes_out_in_the_same_run() {
    use device::Transport as _;
    use device::sync::{Run, Step};
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(1);
    let (mut run, mut answer, mut taps) = (Run::default(), None, 3);
    let synced = loop {
        match amina.device.sync_step(&mut run, answer.take()).unwrap() {
            Step::Send(request) => {
                if taps > 0 {
                    amina.records_families(1);
                    taps -= 1;
                }
                answer = Some(crate::support::now(centre.send(&request)));
            }
            Step::GoOn => {}
            Step::Done(synced) => break synced,
        }
    };
    assert_eq!((synced.sent, synced.waiting), (4, 0), "each receipt settled what it named, and no more");
    assert_eq!(centre.holds(), 4, "all of it is there");
}
