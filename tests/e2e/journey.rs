//! The journey: from an invitation to the workbook that the council is sent.

use std::path::Path;

use chrono::Days;
use serde_json::json;
use support::{Browser, Workbook};
use tempfile::TempDir;

use crate::{day, driver};

const DAY_SECS: i64 = 86_400;

#[tokio::test]
#[expect(clippy::print_stdout, reason = "what was not tested is said")]
async fn a_day_in_the_window_without_a_signal_becomes_the_weeks_return_at_the_desk() {
    if let Some(missing) = driver::missing() {
        println!("SKIPPED: {missing} is not installed, so neither the window nor the desk was driven.");
        return;
    }
    let mut day = day::recorded().await;
    assert!(
        day.taps_for_somebody_known <= 2,
        "somebody known is two taps from Home, not {}",
        day.taps_for_somebody_known
    );
    nothing_lies_about(&day.home.path().join("data"), &day.home.path().join("cache"));

    // A week is sent when it is over, and the day of this test is any day: the centre's clock goes to the Monday after.
    let monday = day.week.period().last.checked_add_days(Days::new(1)).expect("a day of the calendar");
    let secs_ahead = (monday - day.date).num_days() * DAY_SECS;
    day.centre.kill();
    day.centre.has_its_clock_at(&format!("+{secs_ahead}"));
    day.centre.start();
    let code = day.centre.adds_account("Coordinator Ruth (example)", "coordinator");
    let downloads = TempDir::new().expect("a folder");
    Browser::drives(
        "week",
        &json!({
            "url": day.centre.url(),
            "code": code,
            "ms_ahead": secs_ahead * 1000,
            "canaries": day::CANARIES,
            "week": day.week.to_string(),
            "people": 7,
            "counts": ["1 session", "7 people at sessions", "1 home visit", "1 signpost", "1 survey answer"],
            "week_before": day.week_before.to_string(),
            "downloads": downloads.path(),
        }),
    );

    let by_mouse = Workbook::open(&downloads.path().join("by-mouse.xlsx"));
    for (row, figure, what) in [
        ("I-18", 7, "three known, two new and two adults"),
        ("I-19", 1, "a session"),
        ("I-21", 1, "the new family"),
        ("I-22", 1, "a signpost"),
        ("W-01/home_visits/done", 1, "a visit"),
        ("I-25/drop-in-three-questions", 1, "a survey"),
    ] {
        assert_eq!(by_mouse.figure(row), figure, "{what} was tapped, and stands in {row}");
    }
    let by_keyboard = Workbook::open(&downloads.path().join("by-keyboard.xlsx"));
    assert_eq!(by_keyboard.figure("I-18"), 3, "the week before is the colleague's, who met three");

    day.centre.exports(&day.week.to_string(), downloads.path());
    let file = downloads.path().join(format!("return-{}-r1.json", day.week));
    let verified = day.centre.run(["return".as_ref(), "verify".as_ref(), file.as_os_str()]).ok().json();
    assert_eq!(verified["file"], json!("genuine"), "the centre's own word on it: {verified}");
}

/// No name stands in the clear in any file that the app or its web view wrote.
fn nothing_lies_about(data: &Path, cache: &Path) {
    let mut looked_at = 0;
    let mut folders = vec![data.to_owned(), cache.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap_or_default();
            looked_at += 1;
            for canary in day::CANARIES {
                let found = bytes.windows(canary.len()).any(|part| part == canary.as_bytes());
                assert!(!found, "{canary} stands in the clear in {}", path.display());
            }
        }
    }
    assert!(looked_at > 3, "the vault and the web view's files were looked at");
}
