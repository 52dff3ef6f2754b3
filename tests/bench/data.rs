//! What a champion would have recorded: drop-ins, people, and who came. All of them are invented.

use serde_json::{Value, json};
use support::Opened;

/// Sessions and people that attendances name: 40 drop-ins with 250 people, each of whom came to each.
const SESSIONS: usize = 40;
const PEOPLE: usize = 250;
const NAMES: [&str; 8] = ["Ada", "Bilal", "Chidi", "Dina", "Eiko", "Farah", "Goran", "Hana"];

/// Records drop-ins and people; the drafts of so many attendances.
pub(crate) fn attendances(device: &mut Opened, count: usize) -> Vec<Value> {
    let slot = device.device().slots().expect("a timetable").first().expect("a drop-in").0;
    let day = |number: usize| format!("2026-{:02}-{:02}", 9 + number / 20, 1 + number % 20);
    let sessions: Vec<(String, String)> = (0..SESSIONS)
        .map(|number| {
            let draft = json!({"type": "session", "slot": slot, "date": day(number)});
            (recorded(device, &draft), day(number))
        })
        .collect();
    let people: Vec<String> = people(device, PEOPLE);
    (0..count)
        .map(|number| {
            let (session, date) = &sessions[number / PEOPLE % SESSIONS];
            json!({"type": "attendance", "session": session, "person": people[number % PEOPLE], "date": date})
        })
        .collect()
}

/// Records people in families of four.
pub(crate) fn people(device: &mut Opened, count: usize) -> Vec<String> {
    let mut family = String::new();
    (0..count)
        .map(|number| {
            if number % 4 == 0 {
                family = recorded(device, &json!({"type": "family", "label": format!("Example {number}"), "date": "2026-09-01"}));
            }
            recorded(
                device,
                &json!({"type": "person", "role": "child", "family": family, "given_name": NAMES[number % NAMES.len()],
                    "surname": format!("Example{number}"), "birth": format!("2023-{:02}-{:02}", 1 + number % 12, 1 + number % 28),
                    "postcode": "W10 4AA", "date": "2026-09-01"}),
            )
        })
        .collect()
}

fn recorded(device: &mut Opened, draft: &Value) -> String {
    device.records(draft).unwrap_or_else(|fault| panic!("a sound draft: {fault:?}")).id.to_string()
}

/// The words of a pushed event. None of a bench's is opaque.
pub(crate) fn words(event: &wire::push::PushedEvent) -> &str {
    std::str::from_utf8(event.body.bytes()).expect("JSON is text")
}
