//! What champions recorded is what the coordinator sees, and what the downloaded workbook says.

use std::path::Path;

use serde_json::json;
use support::{Browser, Centre, Champion, Drafts, Workbook};

const WEEK: &str = "2026-W47";
/// Parts of the families' names below.
const CANARIES: [&str; 4] = ["Carer0", "Child0", "Example01", "W10 4AA"];

/// A champion's week: seven families by name, four children and two adults without, a visit, two signposts, a survey.
fn records(champion: &Champion, number: u8, weekday: u64, date: &str) {
    let (services, forms) = (champion.lists("services"), champion.lists("forms"));
    let mut week = Drafts::of_session(number, &champion.slot_on(weekday), date);
    for family in 0..7 {
        week.family_comes(&family.to_string(), "2023-05-14", "W10 4AA");
    }
    for _ in 0..4 {
        week.come_unnamed("child", 1);
    }
    week.come_unnamed("adult", 2).visits(&["c0", "k0"]).answers(&forms[0]).gives_time();
    for carer in ["c1", "c2"] {
        week.signposts(carer, services[0]["id"].as_str().expect("an id"));
    }
    champion.records(&week.lines);
    champion.records(&[json!({"type": "close_week", "week": WEEK, "date": "2026-11-22"})]);
    champion.syncs().ok();
}

#[test]
fn a_coordinator_sends_the_return_by_mouse_and_by_keyboard_alone() {
    let mut centre = Centre::of_queens_park().with_screens(&Browser::screens());
    centre.start();
    let days = [(1, "2026-11-16"), (2, "2026-11-17"), (3, "2026-11-18")];
    for ((number, name), (weekday, date)) in (1..).zip(centre.champions().iter().take(3)).zip(days) {
        let champion = Champion::enrols(&centre, name);
        champion.syncs().ok();
        records(&champion, number, weekday, date);
    }

    let downloads = tempfile::TempDir::new().expect("a folder");
    let code = centre.adds_account("Coordinator Ruth (example)", "coordinator");
    Browser::drives(
        "week",
        &json!({
            "url": centre.url(),
            "code": code,
            "canaries": CANARIES,
            "week": WEEK,
            "people": 60,
            "counts": ["3 sessions", "60 people at sessions", "3 home visits", "6 signposts", "3 survey answers"],
            "downloads": downloads.path(),
        }),
    );

    for name in ["by-mouse.xlsx", "by-keyboard.xlsx"] {
        says_what_was_recorded(&downloads.path().join(name));
    }
    centre.exports(WEEK, downloads.path());
    let file = downloads.path().join(format!("return-{WEEK}-r1.json"));
    let verified = centre.run(["return".as_ref(), "verify".as_ref(), file.as_os_str()]).ok().json();
    assert_eq!(verified["file"], json!("genuine"), "the centre's own word on it: {verified}");
}

/// Each of three champions: 7 carers, 7 children, 4 children and 2 adults without a name = 20 people.
#[track_caller]
fn says_what_was_recorded(file: &Path) {
    let workbook = Workbook::open(file);
    let figure = |id: &str| workbook.figure(id);
    assert_eq!(figure("I-18"), 60, "everybody who came");
    assert_eq!(figure("I-19"), 3, "sessions held");
    assert_eq!(figure("I-21"), 21, "families whose first contact this is");
    assert_eq!(figure("I-22"), 6, "signposts");
    assert_eq!(figure("W-01/home_visits/done"), 3, "home visits");
    assert_eq!(figure("I-25/drop-in-three-questions"), 3, "survey answers");
}
