//! From a champion's phone with no signal to a coordinator's workbook, over the desk and nothing else: an account with its
//! authenticator, a device let in by the desk's own code and compared, the week, the return, the file.

use serde_json::{Value, json};
use support::{Centre, Champion, Drafts, Workbook};

const WEEK: &str = "2026-W47";

#[test]
fn what_a_champion_records_offline_is_what_the_coordinator_downloads() {
    let mut centre = Centre::of_queens_park();
    centre.start();
    let desk = centre.desk("Coordinator (example)", "coordinator");
    let listed = desk.gets("/desk/v1/champions").ok();
    let row = &listed["champions"][0];
    let invite = format!("/desk/v1/champions/{}/invite", text(&row["id"]));
    let invited = desk.posts(&invite, &json!({})).ok();
    assert!(text(&invited["link"]).starts_with(&centre.url()), "the code's link names this centre");

    let champion = Champion::unenrolled(text(&row["name"]));
    champion.tries_to_enrol(&centre.url(), text(&invited["code"])).ok();
    let listed = desk.gets("/desk/v1/champions").ok();
    let device = &listed["champions"][0]["devices"][0];
    assert_eq!(device["needs_check"], true, "its four words wait to be compared");
    let confirm = format!("/desk/v1/devices/{}/confirm", text(&device["id"]));
    desk.posts(&confirm, &json!({"check_phrase": device["check_phrase"]})).ok();
    champion.syncs().ok();

    // With nothing to talk to: three children, two unnamed adults, a visit.
    centre.kill();
    let mut week = Drafts::of_session(1, &champion.slot_on(1), "2026-11-16");
    for family in 0..3 {
        week.family_comes(&family.to_string(), "2023-05-14", "W10 4AA");
    }
    week.come_unnamed("adult", 2);
    week.visits(&["c0", "k0"]);
    champion.records(&week.lines);
    centre.start();
    champion.records(&[json!({"type": "close_week", "week": WEEK, "date": "2026-11-22"})]);
    champion.syncs().ok();

    let seen = desk.gets(&format!("/desk/v1/weeks/{WEEK}")).ok();
    let (total, phone) = (&seen["total"], &seen["devices"][0]);
    assert_eq!((&total["sessions"], &total["visits"]), (&json!(1), &json!(1)), "what came in: {total}");
    assert_eq!(
        (&phone["closed"], &phone["champion_name"]),
        (&json!(true), &row["name"]),
        "closed, and whose"
    );
    let frozen = desk.posts(&format!("/desk/v1/returns/{WEEK}/freeze"), &json!({})).ok();
    assert_eq!(frozen["revision"]["revision"], 1, "frozen: one click");
    let file = desk.gets(&format!("/desk/v1/returns/{WEEK}/file?format=xlsx&revision=1"));
    assert_eq!(file.status, 200, "downloaded: the other");
    let path = centre.folder().join("downloaded.xlsx");
    std::fs::write(&path, &file.body).expect("a file");
    let workbook = Workbook::open(&path);
    let attendances = total["attendances"].as_u64().expect("a number");
    assert_eq!(
        workbook.figure("I-18"),
        attendances,
        "the workbook has the numbers that the week's screen had"
    );
    let verified = desk.posts(&format!("/desk/v1/returns/{WEEK}/verify"), &json!({})).ok();
    assert_eq!(verified["stands"], true, "and it stands: {verified}");
}

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}
