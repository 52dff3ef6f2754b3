//! `doorstep champion list`: what this device knows, with the ids that drafts name.

use serde::Serialize;
use serde_json::{Value, json};
use wire::Fault;

use crate::args::{ListArgs, Listing};
use crate::exit::Exit;
use crate::output::Output;

/// How many people are listed at most: those seen last.
const PEOPLE_MAX: usize = 1_000;
/// How many days back sessions are listed.
const SESSION_DAYS: u32 = 60;

pub(super) fn run(args: &ListArgs, output: Output) -> Result<Exit, Fault> {
    let device = super::open(&args.vault)?;
    let list: Vec<Value> = match args.what {
        Listing::Venues => device.venues()?.iter().map(|(id, venue)| with_id(id, venue)).collect(),
        Listing::Slots => device.slots()?.iter().map(|(id, slot)| with_id(id, slot)).collect(),
        Listing::Services => device.services()?.iter().map(|(id, service)| with_id(id, service)).collect(),
        Listing::Forms => device.forms()?.iter().map(|(id, form)| with_id(id, form)).collect(),
        Listing::People => {
            device.recent_people(PEOPLE_MAX)?.iter().map(|card| with_id(&card.id, &card.card)).collect()
        }
        Listing::Sessions => {
            let sessions = device.recent_sessions(SESSION_DAYS)?;
            let value = |one: &device::SessionOnDay| {
                let mut value = with_id(&one.id, &one.session);
                value["date"] = json!(one.on);
                value
            };
            sessions.iter().map(value).collect()
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

/// The id, then whatever tells one from another.
fn words(value: &Value) -> String {
    let text = |field: &str| value[field].as_str().map(str::to_owned);
    let weekday = value["weekday"].as_u64().map(|day| format!("weekday {day}"));
    let parts = [
        text("date"),
        weekday,
        text("starts"),
        text("activity"),
        text("name"),
        text("title"),
        text("given_name"),
        text("surname"),
    ];
    format!(
        "{}  {}",
        text("id").unwrap_or_default(),
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    )
}
