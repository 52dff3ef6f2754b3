//! One child, counted once: whoever writes them down, wherever they come.

use serde_json::{Value, json};
use support::{Centre, Champion, Drafts};

/// The figure of this id in `doorstep reach`.
fn figure(centre: &Centre, id: &str, at: &str) -> Value {
    let figures = centre.run(["reach", "--at", at]).ok().json();
    let all = figures["figures"].as_array().expect("figures");
    let found =
        all.iter().find(|figure| figure["definition"].as_str().is_some_and(|text| text.starts_with(id)));
    found.unwrap_or_else(|| panic!("{id} is printed: {figures}")).clone()
}

fn numerator(figure: &Value) -> u64 {
    figure["value"]["numerator"].as_u64().unwrap_or_else(|| panic!("a numerator: {figure}"))
}

/// Two champions who are let in and know the timetable.
fn two_champions(centre: &mut Centre) -> [Champion; 2] {
    centre.start();
    let names = centre.champions();
    let champions = [&names[0], &names[1]].map(|name| Champion::enrols(centre, name));
    for champion in &champions {
        champion.syncs().ok();
    }
    champions
}

fn child(surname: &str, birth: &str, postcode: &str) -> Value {
    json!({"ref": "k", "type": "person", "role": "child", "given_name": "Ada", "surname": surname, "birth": birth, "postcode": postcode})
}

#[test]
fn a_child_written_down_by_two_champions_at_two_venues_on_one_day_is_one_child() {
    let mut centre = Centre::of_queens_park();
    let champions = two_champions(&mut centre);
    for (number, champion) in (1_u8..).zip(&champions) {
        let mut day = Drafts::of_session(number, &champion.slot_on(u64::from(number)), "2026-11-16");
        day.add(child("Example", "2023-05-14", "W10 4AA")).comes("k");
        champion.records(&day.lines);
        champion.syncs().ok();
    }
    let reach = figure(&centre, "I-02", "2026-11-22");
    assert_eq!(numerator(&reach), 1, "same name and birth date: one child");
    assert_eq!(reach["value"]["denominator"], json!(934), "of Queen's Park's 934 under-fives");
    let sustained = figure(&centre, "I-03", "2026-11-22");
    assert_eq!(numerator(&sustained), 0, "and one day of contact, not two");
}

#[test]
fn age_is_tested_at_the_end_of_the_period_and_residence_is_in_outside_or_unknown() {
    let mut centre = Centre::of_queens_park();
    let champions = two_champions(&mut centre);
    let mut day = Drafts::of_session(1, &champions[0].slot_on(1), "2026-11-16");
    for (label, birth, postcode) in [
        ("four", "2021-11-23", "W10 4AA"),
        ("five", "2021-11-22", "W10 4AA"),
        ("brent", "2023-05-14", "HA0 1AB"),
        ("half", "2023-06-14", "W10"),
        ("nowhere", "2023-07-14", "ZZ99 9ZZ"),
    ] {
        let mut child = child(label, birth, postcode);
        child["ref"] = json!(label);
        day.add(child).comes(label);
    }
    champions[0].records(&day.lines);
    champions[0].syncs().ok();
    let at = "2026-11-22";
    assert_eq!(
        numerator(&figure(&centre, "I-02", at)),
        1,
        "who turns five on the last day is not under five"
    );
    assert_eq!(numerator(&figure(&centre, "I-02", "2026-11-21")), 2, "a day earlier they still are");
    assert_eq!(numerator(&figure(&centre, "I-07", at)), 1, "the Brent postcode is known to be outside");
    assert_eq!(
        numerator(&figure(&centre, "I-08", at)),
        2,
        "half a postcode and one that nobody knows are unknown"
    );
}

#[test]
fn an_unnamed_child_who_is_named_later_is_counted_once() {
    let mut centre = Centre::of_queens_park();
    let champions = two_champions(&mut centre);
    let mut day = Drafts::of_session(1, &champions[0].slot_on(1), "2026-11-16");
    day.add(json!({"ref": "tile", "type": "attendance", "session": "#s", "anonymous": "child"}));
    day.add(child("Example", "2023-05-14", "W10 4AA"));
    day.add(json!({"type": "amend", "of": "#tile", "fields": {"attendee": {"person": "#k"}}}));
    champions[0].records(&day.lines);
    champions[0].syncs().ok();
    assert_eq!(numerator(&figure(&centre, "I-02", "2026-11-22")), 1, "the child is seen by name");
    assert_eq!(
        numerator(&figure(&centre, "I-18", "2026-11-22")),
        1,
        "and came once, not once unnamed and once named"
    );
}

#[test]
fn a_child_whom_another_champion_withdrew_is_no_longer_listed_by_the_phone_that_recorded_her() {
    let mut centre = Centre::of_queens_park();
    let [first, second] = two_champions(&mut centre);
    let mut day = Drafts::of_session(1, &second.slot_on(1), "2026-11-16");
    day.add(child("Example", "2023-05-14", "W10 4AA")).comes("k");
    let recorded = first.records(&day.lines);
    first.syncs().ok();
    second.syncs().ok();
    let people = |champion: &Champion| champion.lists("people").len();
    assert_eq!((people(&first), people(&second)), (1, 1), "seen at the second champion's venue");
    second.records(&[json!({"type": "void", "of": recorded[1], "reason": "mistake"})]);
    second.syncs().ok();
    first.syncs().ok();
    assert_eq!((people(&first), people(&second)), (0, 0), "neither phone shows her");
    let tick = json!({"type": "attendance", "session": recorded[0], "person": recorded[1]});
    let refused = first.tries_to_record(&format!("{tick}\n"));
    let result = &refused.lines()[0];
    assert_eq!(result["result"], "refused", "nor can she be ticked, since that would not count: {result}");
    assert_eq!(numerator(&figure(&centre, "I-02", "2026-11-22")), 0, "as the centre has it");
}
