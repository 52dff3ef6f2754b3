//! What the example's champions write down, and how the figures are printed.

use std::collections::BTreeSet;

use linkage::families::{Settings, families};
use serde_json::{Value, json};
use support::{Champion, Drafts};

/// How many families come to each of the example's drop-ins.
const FAMILIES: usize = 9;

/// One champion's day: invented families come, some are told of services, some answer the survey.
pub(crate) fn of(champion: &Champion, number: u8, date: &str) -> Vec<Value> {
    let (services, forms) = (champion.lists("services"), champion.lists("forms"));
    let text = |value: &Value, field: &str| value[field].as_str().expect("text").to_owned();
    let mut day = Drafts::of_session(number, &champion.slot_on(u64::from(number)), date);

    // The same seed for all three: some children come to two drop-ins, written down a little differently.
    let made = families(&Settings { seed: 20, families: FAMILIES, ..Settings::default() });
    let mut known_families = BTreeSet::new();
    let told = made.records.iter().zip(&made.child_of).enumerate();
    for (place, (record, child)) in told.filter(|(place, _)| place % 3 == usize::from(number - 1)) {
        let number = made.children[*child].family;
        let (family, child) = (format!("f{number}"), format!("k{child}-{place}"));
        if known_families.insert(number) {
            day.add(json!({"ref": family, "type": "family"}));
        }
        day.add(json!({"ref": child, "type": "person", "role": "child", "family": format!("#{family}"),
            "given_name": optional(&record.given_name), "surname": optional(&record.surname),
            "birth": birth(&record.birth), "postcode": postcode(number)}));
        day.comes(&child);
    }
    day.family_comes("a", "2024-02-11", "W10 4AA").come_unnamed("adult", 6).come_unnamed("child", 2);
    day.visits(&["ca", "ka"]);
    for service in services.iter().take(usize::from(number) + 1) {
        day.signposts("ca", &text(service, "id"));
    }
    for form in &forms {
        day.answers(form);
    }
    day.gives_time();
    day.lines
}

/// A blank is not said at all.
fn optional(text: &str) -> Value {
    if text.trim().is_empty() { Value::Null } else { json!(text) }
}

/// A birth date that the generator wrote with a slip that no calendar has is not said either: the app would have
/// asked again.
fn birth(text: &str) -> Value {
    text.parse::<domain::Birth>().map_or(Value::Null, |birth| json!(birth.to_string()))
}

/// Postcodes of the ward, one of Brent, and a family that gave only the first half.
fn postcode(family: usize) -> &'static str {
    ["W10 4AA", "W10 4AB", "W10 4AF", "W10 4AJ", "W10 4AP", "HA0 1AB", "W10"][family % 7]
}

/// Prints the rows of a frozen return under their questions.
pub(crate) fn print(frozen: &Value) {
    let weekly = &frozen["return"]["weekly"];
    let words = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    println!(
        "{}, {}: week {}",
        words(&weekly["authority"]),
        words(&weekly["programme"]),
        words(&weekly["week"])
    );
    for question in weekly["questions"].as_array().expect("three questions") {
        println!("\n{}", words(&question["title"]));
        for row in question["rows"].as_array().expect("rows") {
            println!("  {:58} {}", words(&row["label"]), words(&row["week"]["printed"]));
        }
    }
}
