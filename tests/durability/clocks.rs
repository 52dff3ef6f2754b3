//! Faults, rows 46 and 47: wrong clocks, and every kind of time zone.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::{Value, json};
use support::{Centre, Opened, scratch};

use crate::world::{World, lines};

/// Zones of every kind: half and three quarter hours, summer time on either half of the world, both ends of the day.
const ZONES: [&str; 12] = [
    "UTC",
    "Europe/London",
    "Europe/Lisbon",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
];

/// Row 46: a device whose clock is anywhere. Every dated record is kept, an undated one is only taken where the clock
/// can be right, and all is sent.
pub(crate) fn clocks_anywhere() {
    let world = World::new();
    let copy = world.copy();
    let mut kept = 0;
    for (number, clock) in
        ["1970-01-02 00:00:00", "2038-01-19 03:14:08", "2029-11-20 12:00:00", "2001-09-09 01:46:40"]
            .into_iter()
            .enumerate()
    {
        let mut faketime = Command::new("faketime");
        faketime.arg(clock);
        let dated = json!({"type": "shift", "minutes": 10 + number, "date": "2026-11-16"});
        let undated = json!({"type": "shift", "minutes": 20 + number});
        let run = copy.champion.under(faketime, ["champion", "record"], &lines(&[dated, undated]));
        let said = run.lines();
        assert_eq!(
            said[0]["result"], "recorded",
            "{clock}: what has a date is kept: {} {}",
            run.out, run.err
        );
        assert_eq!(
            said[0]["clock_doubtful"],
            said[1]["code"] == "date_needed",
            "{clock}: said alike: {}",
            run.out
        );
        kept += said.iter().filter(|line| line["result"] == "recorded").count();
    }
    let synced = copy.champion.syncs().ok().json();
    assert_eq!((&synced["all_sent"], kept >= 4), (&json!(true), true), "no clock stops a sync: {synced}");
}

/// Row 47: in each zone a device registers, on its own today, a child born on each of so many days; another device reads
/// them.
pub(crate) fn dates_in_every_zone(days: usize) {
    let mut centre = Centre::of_queens_park();
    centre.start();
    let name = centre.champions().remove(0);
    let folder = scratch();
    let champion = support::Champion::unenrolled("example").with_vault_at(&folder.path().join("vault"));
    drop(Opened::enrols(champion.vault(), &centre, &name));
    let mut births = BTreeMap::new();
    for (number, zone) in ZONES.into_iter().enumerate() {
        let mut world = Command::new("env");
        world.env("TZ", zone);
        let drafts = children(number, days);
        let run = champion.under(world, ["champion", "record"], &lines(&drafts)).ok();
        for (draft, line) in drafts.iter().zip(run.lines()) {
            births.insert(line["id"].as_str().expect("an id").to_owned(), draft["birth"].clone());
        }
        // To the centre from this zone, and back to it.
        champion.under(Command::new("env"), ["champion", "sync"], "").ok();
    }
    let other = scratch();
    let mut reader = Opened::enrols(&other.path().join("vault"), &centre, &name);
    for _ in 0..5 {
        reader.syncs().expect("a round trip");
    }
    // Her own device has the whole date; another is given the month of it.
    for (vault, chars) in [(&mut Opened::open(champion.vault()).expect("a vault"), 10), (&mut reader, 7)] {
        let people = vault.device().known_people(100_000).expect("people");
        let read: BTreeMap<String, Value> = people
            .iter()
            .map(|one| {
                (one.id.to_string(), serde_json::to_value(&one.card).expect("a card")["birth"].clone())
            })
            .collect();
        let as_typed = |birth: &Value| Value::from(&birth.as_str().expect("a date")[..chars]);
        let wrong = births.iter().filter(|(id, birth)| read.get(*id) != Some(&as_typed(birth))).count();
        assert_eq!(
            wrong,
            0,
            "of {} birth dates as they were typed; read {} people",
            births.len(),
            read.len()
        );
    }
    println!("{} birth dates in {} zones, none changed", births.len(), ZONES.len());
}

/// A child for each of so many days from New Year 2024 on: the leap day and all nights of summer time among them.
fn children(zone: usize, days: usize) -> Vec<Value> {
    let first = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day");
    let leap = chrono::NaiveDate::from_ymd_opt(2024, 2, 29).expect("a day");
    let step = (400 / days).max(1);
    first
        .iter_days()
        .step_by(step)
        .take(days - 1)
        .chain([leap])
        .enumerate()
        .map(|(number, day)| {
            json!({"type": "person", "role": "child", "given_name": format!("Child{zone}x{number}"), "surname": "Example",
                "birth": day.to_string()})
        })
        .collect()
}
