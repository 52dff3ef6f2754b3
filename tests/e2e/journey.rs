//! The journey: from an invitation to the figures of the week.

use std::path::{Path, PathBuf};
use std::process::Command;

use support::Workbook;

use crate::{day, driver};

#[tokio::test]
#[expect(clippy::print_stdout, reason = "what was not tested is said")]
async fn a_day_in_the_window_without_a_signal_becomes_the_figures_of_the_week() {
    if let Some(missing) = driver::missing() {
        println!("SKIPPED: {missing} is not installed, so the window was not driven.");
        return;
    }
    let day = day::recorded().await;
    assert!(
        day.taps_for_somebody_known <= 2,
        "somebody known is two taps from Home, not {}",
        day.taps_for_somebody_known
    );

    let week = day.week.to_string();
    let out = day.home.path().join("return");
    freezes_when_it_is_over(&day);
    day.centre.exports(&week, &out);
    let workbook = Workbook::open(&the_file(&out, "xlsx"));
    for (row, figure) in [
        ("I-19", 1),
        ("I-18", 7),
        ("I-21", 1),
        ("I-22", 1),
        ("W-01/home_visits/done", 1),
        ("I-25/drop-in-three-questions", 1),
    ] {
        assert_eq!(workbook.figure(row), figure, "{row} is what was tapped");
    }
    nothing_lies_about(&day.home.path().join("data"), &day.home.path().join("cache"));
}

/// A week is frozen on its Sunday or later, and the day of this test is any day: the command is run on that Sunday.
fn freezes_when_it_is_over(day: &day::Day) {
    let frozen = Command::new("faketime")
        .arg(format!("{} 12:00:00", day.week.period().last))
        .arg(support::doorstep())
        .args(["return", "freeze", "--json", "--week", &day.week.to_string(), "--data"])
        .arg(day.centre.folder())
        .output()
        .expect("faketime runs");
    let said = String::from_utf8_lossy(&frozen.stderr);
    assert!(frozen.status.success(), "the week is frozen on its Sunday: {said}");
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

fn the_file(folder: &Path, extension: &str) -> PathBuf {
    let files = std::fs::read_dir(folder).expect("the return was written");
    let found = files
        .flatten()
        .map(|file| file.path())
        .find(|path| path.extension().is_some_and(|is| is == extension));
    found.unwrap_or_else(|| panic!("a .{extension} in {}", folder.display()))
}
