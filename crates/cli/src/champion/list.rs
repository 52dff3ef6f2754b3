//! `doorstep champion list`: what this device knows, with the ids that drafts name.

use std::collections::BTreeMap;

use device::Device;
use serde::Serialize;
use serde_json::{Value, json};
use wire::Fault;

use crate::args::{ListArgs, Listing};
use crate::exit::Exit;
use crate::output::Output;

/// How many people are listed at most: those seen last, then the others by name.
const PEOPLE_MAX: usize = 1_000;
/// How many days back sessions are listed.
const SESSION_DAYS: u32 = 60;
/// From Monday, as the timetable counts them.
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

pub(super) fn run(args: &ListArgs, output: Output) -> Result<Exit, Fault> {
    let device = super::open(&args.vault)?;
    let list: Vec<Value> = match args.what {
        Listing::Venues => device.venues()?.iter().map(|(id, venue)| with_id(id, venue)).collect(),
        Listing::Slots => {
            let venues = names_of_venues(&device)?;
            device.slots()?.iter().map(|(id, slot)| at(&venues, with_id(id, slot))).collect()
        }
        Listing::Services => device.services()?.iter().map(|(id, service)| with_id(id, service)).collect(),
        Listing::Forms => device.forms()?.iter().map(|(id, form)| with_id(id, form)).collect(),
        Listing::People => {
            device.known_people(PEOPLE_MAX)?.iter().map(|card| with_id(&card.id, &card.card)).collect()
        }
        Listing::Sessions => {
            let venues = names_of_venues(&device)?;
            let sessions = device.recent_sessions(SESSION_DAYS)?;
            let value = |one: &device::SessionOnDay| {
                let mut value = at(&venues, with_id(&one.id, &one.session));
                value["date"] = json!(one.on);
                value
            };
            sessions.iter().map(value).collect()
        }
        Listing::Enquiries => {
            device.enquiries()?.enquiries.iter().map(|asked| with_id(&asked.id, asked)).collect()
        }
    };
    output.either(&list, || {
        if list.is_empty() {
            return "Nothing yet. `champion sync` fetches what the centre has.".to_owned();
        }
        list.iter().map(words).collect::<Vec<_>>().join("\n")
    });
    Ok(Exit::Done)
}

fn with_id(id: &impl Serialize, record: &impl Serialize) -> Value {
    let mut value = serde_json::to_value(record).expect("records have text keys and whole numbers only");
    value["id"] = serde_json::to_value(id).expect("an id is text");
    value
}

fn names_of_venues(device: &Device) -> Result<BTreeMap<String, String>, Fault> {
    Ok(device
        .venues()?
        .into_iter()
        .map(|(id, venue)| (id.to_string(), venue.name.as_str().to_owned()))
        .collect())
}

/// With the name of the place: nobody knows a drop-in by its id.
fn at(venues: &BTreeMap<String, String>, mut value: Value) -> Value {
    value["venue_name"] = json!(value["venue"].as_str().and_then(|venue| venues.get(venue)));
    value
}

/// The name of a question, by which it is answered, and what it takes.
fn question(question: &Value) -> String {
    let kind = &question["kind"];
    let takes = if let Some(choices) = kind["choice"].as_array() {
        choices.iter().filter_map(|choice| choice["name"].as_str()).collect::<Vec<_>>().join(", ")
    } else if kind["scale"].is_object() {
        format!("{} to {}", kind["scale"]["least"], kind["scale"]["most"])
    } else {
        kind.as_str().unwrap_or_default().to_owned()
    };
    let needed = if question["required"] == true { "" } else { " (may be left out)" };
    format!("\n    {}: {takes}{needed}", question["name"].as_str().unwrap_or_default())
}

/// One of two records of which it is asked whether they are one person.
fn asked_about(side: &Value) -> Option<String> {
    let person = side.get("person")?;
    let name = [&person["given_name"], &person["initial"]].map(|part| part.as_str().unwrap_or("-"));
    Some(format!("{} ({})", name.join(" "), person["id"].as_str()?))
}

/// The id, then whatever tells one from another.
fn words(value: &Value) -> String {
    let text = |field: &str| value[field].as_str().map(str::to_owned);
    let weekday = value["weekday"].as_u64().and_then(|day| {
        usize::try_from(day)
            .ok()?
            .checked_sub(1)
            .and_then(|day| WEEKDAYS.get(day))
            .map(|day| (*day).to_owned())
    });
    let questions: String = value["questions"].as_array().into_iter().flatten().map(question).collect();
    let parts = [
        text("date"),
        weekday,
        text("starts"),
        text("activity"),
        text("venue_name"),
        text("name"),
        text("title"),
        text("given_name"),
        text("surname"),
        asked_about(&value["left"]),
        asked_about(&value["right"]),
    ];
    format!(
        "{}  {}{questions}",
        text("id").unwrap_or_default(),
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    )
}
