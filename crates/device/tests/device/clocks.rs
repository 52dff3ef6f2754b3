//! A wrong clock loses nothing and decides nothing.

use serde_json::json;
use wire::Code;

use crate::support::{Centre, Champion, MONDAY_MS};

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

#[test]
fn with_a_clock_set_to_1970_the_date_is_asked_for() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.clock.set_wall(0);
    assert!(amina.status().clock_doubtful, "the screen can say so");
    let asked = amina.is_refused(json!({"type": "family"}));
    assert_eq!(asked, (Code::DateNeeded, Some("date".to_owned())), "no date is made up");
    let recorded = amina.records(json!({"date": "2026-11-16", "type": "family"}));
    assert!(recorded.clock_doubtful, "kept, and flagged");
    amina.syncs(&centre).unwrap();
    let date = centre.look(|state| state.events[0].1["activity_date"].clone());
    assert_eq!(date, "2026-11-16", "the date that was given");
}

#[test]
fn a_clock_days_behind_the_centres_is_doubted_and_one_ahead_of_2037_too() {
    let amina = Champion::enrolled(&Centre::new());
    amina.clock.set_wall(MONDAY_MS - DAY_MS);
    assert!(!amina.status().clock_doubtful, "a day behind is bearable");
    amina.clock.set_wall(MONDAY_MS - DAY_MS - 1);
    assert!(amina.status().clock_doubtful, "more is not");
    amina.clock.set_wall(device::when::CLOCK_MS_MAX);
    assert!(amina.status().clock_doubtful, "2038 has not come");
}

#[test]
fn a_clock_that_runs_backwards_does_not_stop_the_logical_one() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records_families(1);
    amina.clock.set_wall(0);
    amina.records(json!({"date": "2026-11-16", "type": "family"}));
    amina.clock.set_wall(MONDAY_MS + 1);
    amina.records_families(1);
    amina.syncs(&centre).unwrap();
    let times: Vec<(u64, u64)> = centre.look(|state| {
        let number = |value: &serde_json::Value| value.as_u64().expect("a number");
        state
            .events
            .iter()
            .map(|(_, body)| (number(&body["hlc"]["ms"]), number(&body["hlc"]["count"])))
            .collect()
    });
    assert!(times.is_sorted_by(|one, two| one < two), "later is always greater: {times:?}");
}

#[test]
fn an_activity_of_next_week_is_refused() {
    let mut amina = Champion::enrolled(&Centre::new());
    let refused = amina.is_refused(json!({"date": "2026-11-23", "type": "family"}));
    assert_eq!(refused, (Code::DraftProblem, Some("date".to_owned())), "it has not happened");
    amina.records(json!({"date": "2026-11-09", "type": "family"}));
}
