//! The main job: three champions record a week with no signal, one phone dies in the middle, and the week's
//! return holds exactly what happened.

use serde_json::{Value, json};
use support::{Centre, Champion, Drafts, Workbook};

const WEEK: &str = "2026-W47";

/// What one champion writes down: 20 attendances, some signposts, visits and responses.
fn week_of(
    champion: &Champion,
    number: u8,
    weekday: u64,
    date: &str,
    visits: usize,
    signposts: usize,
) -> Vec<Value> {
    let (services, forms) = (champion.lists("services"), champion.lists("forms"));
    let service = services[0]["id"].as_str().expect("an id");
    let mut week = Drafts::of_session(number, &champion.slot_on(weekday), date);
    for family in 0..7 {
        week.family_comes(&family.to_string(), "2023-05-14", "W10 4AA");
    }
    for _ in 0..4 {
        week.come_unnamed("child", 1);
    }
    week.come_unnamed("adult", 2);
    for _ in 0..visits {
        week.visits(&["c0", "k0"]);
    }
    for _ in 0..signposts {
        week.signposts("c1", service);
    }
    for _ in 0..4 {
        week.answers(&forms[0]);
    }
    week.gives_time();
    week.lines
}

#[test]
fn a_week_recorded_offline_with_a_dead_battery_becomes_exactly_its_return() {
    let mut centre = Centre::of_queens_park();
    centre.start();
    let names = centre.champions();
    let champions: Vec<Champion> = names.iter().take(3).map(|name| Champion::enrols(&centre, name)).collect();
    for champion in &champions {
        champion.syncs().ok();
    }
    centre.kill();

    // Offline. Visits 2 + 2 + 1 = 5, signposts 3 + 3 + 2 = 8, responses 3 × 4 = 12, attendances 3 × 20 = 60.
    let weeks = [
        week_of(&champions[0], 1, 1, "2026-11-16", 2, 3),
        week_of(&champions[1], 2, 2, "2026-11-17", 2, 3),
        week_of(&champions[2], 3, 3, "2026-11-18", 1, 2),
    ];
    champions[0].records(&weeks[0]);
    let durable = champions[1].records_until_killed(&weeks[1], 17);
    champions[2].records(&weeks[2]);

    // The battery is charged and the vault opened again: what was said to be durable is there.
    let status = champions[1].status();
    let recorded = status["recorded"].as_u64().expect("a count");
    assert!(
        recorded >= durable.len() as u64,
        "{recorded} events are left of {} said to be saved",
        durable.len()
    );
    let again = champions[1]
        .tries_to_record(&weeks[1].iter().map(|draft| format!("{draft}\n")).collect::<String>())
        .ok();
    for (before, now) in durable.iter().zip(again.lines()) {
        assert_eq!(
            (&before["id"], &before["seq"]),
            (&now["id"], &now["seq"]),
            "a saved record stays as it was said"
        );
        assert_eq!(now["again"], json!(true), "and is recorded once");
    }
    for champion in &champions {
        assert_eq!(
            champion.status()["all_sent"],
            json!(false),
            "nothing can have been sent: there is no network"
        );
        let offline = champion.syncs();
        assert_eq!(offline.exit, Some(5), "no network is said as such: {}", offline.err);
    }

    centre.start();
    for champion in &champions {
        champion.records(&[json!({"type": "close_week", "week": WEEK, "date": "2026-11-22"})]);
        champion.syncs().ok();
        let status = champion.status();
        assert_eq!(
            (&status["all_sent"], &status["waiting"]),
            (&json!(true), &json!(0)),
            "everything is sent: {status}"
        );
    }

    let out = tempfile::TempDir::new().expect("a folder");
    centre.freezes(WEEK);
    centre.exports(WEEK, out.path());
    let workbook = std::fs::read_dir(out.path())
        .expect("the folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|extension| extension == "xlsx"))
        .expect("a workbook");
    let workbook = Workbook::open(&workbook);
    let figure = |id: &str| workbook.figure(id);
    // Each champion: 7 carers and 7 children by name, 4 children and 2 adults without = 20 people who came.
    assert_eq!(figure("I-18"), 60, "footfall is everybody who came");
    assert_eq!(figure("I-22"), 8, "signposts");
    assert_eq!(figure("I-25/drop-in-three-questions"), 12, "survey responses");
    assert_eq!(figure("W-01/home_visits/done"), 5, "home visits");
    assert_eq!(figure("I-21"), 21, "families whose first contact this is");
    assert_eq!(figure("I-19"), 3, "sessions held");
}
