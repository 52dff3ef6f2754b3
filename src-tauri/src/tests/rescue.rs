//! A disk that takes nothing any more, as the window hears of it.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use super::support::{PASSPHRASE, Shown};

/// Records minutes given, the plainest of records.
fn records(shown: &Shown, minutes: u32) -> Result<Value, Value> {
    shown.asks("record", json!({"records": [{"draft": {"type": "shift", "minutes": minutes}}]}))
}

fn status_says(shown: &Shown) -> Value {
    shown.does("status", json!({}))["disk_fails"].clone()
}

#[test]
fn a_failing_disk_is_said_and_what_was_saved_goes_into_a_rescue_file() {
    let shown = Shown::enrolled();
    records(&shown, 60).expect("it is saved");
    assert_eq!(status_says(&shown), false, "all is well");
    shown.disk_fails.store(true, Ordering::SeqCst);
    assert_eq!(records(&shown, 90).expect_err("not saved")["code"], "disk_fails", "it says which");
    assert_eq!(status_says(&shown), true, "and every screen can");
    assert_eq!(
        shown.does("records", json!({"before": null}))["records"].as_array().map(Vec::len),
        Some(2),
        "what was saved is read; and what was not said to be saved may be there too"
    );

    let places = shown.does("rescue_places", json!({}));
    let place = &places["places"][0];
    assert_eq!((&place["kind"], &place["same_disk"]), (&json!("documents"), &json!(true)), "{places}");
    let rescued = shown.does("rescue", json!({"place": place["key"]}));
    assert_eq!(rescued["records"], 1, "all that was said to be saved: {rescued}");
    let file = shown.documents().join(rescued["file"].as_str().expect("a name"));
    assert!(std::fs::read(file).expect("it is there").len() > 500, "a sealed record and who hands it over");

    shown.disk_fails.store(false, Ordering::SeqCst);
    records(&shown, 90).expect("the disk is well");
    assert_eq!(status_says(&shown), false, "a save that works ends it");
}

#[test]
fn a_locked_device_whose_disk_fails_says_why_it_does_not_open_and_gives_the_file_without_a_pin() {
    let shown = Shown::enrolled();
    records(&shown, 60).expect("it is saved");
    let shown = shown.started_again();
    shown.disk_fails.store(true, Ordering::SeqCst);
    let fault = shown.asks("unlock", json!({"secret": PASSPHRASE})).expect_err("the guess is not counted");
    assert_eq!((&fault["code"], status_says(&shown)), (&json!("disk_fails"), json!(true)), "{fault}");
    let place = shown.does("rescue_places", json!({}))["places"][0]["key"].clone();
    assert_eq!(shown.does("rescue", json!({"place": place}))["records"], 1, "locked as it is");
    let foreign = shown.asks("rescue", json!({"place": "/etc"})).expect_err("no place of the list");
    assert_eq!((&foreign["code"], &foreign["field"]), (&json!("not_found"), &json!("place")), "{foreign}");
}
