//! The example programme hangs together and lies in the example area.

use super::queens_park;
use reach::area::PostcodeState;
use serde_json::Value;
use std::collections::BTreeSet;

const PROGRAMME: &str = include_str!("../../../../packs/queens-park/programme.json");

/// The text under `field` of each entry of `list`, in the order of the file.
fn texts<'a>(programme: &'a Value, list: &str, field: &str) -> Vec<&'a str> {
    let entries = programme[list].as_array().expect("a list");
    entries.iter().map(|entry| entry[field].as_str().expect("text")).collect()
}

#[test]
fn every_venue_lies_in_the_area() {
    let programme: Value = serde_json::from_str(PROGRAMME).unwrap();
    let pack = queens_park();
    let venues = texts(&programme, "venues", "postcode");
    assert_eq!(venues.len(), 5, "five venues");
    for postcode in venues {
        assert!(matches!(pack.look_up(postcode), PostcodeState::In(_)), "{postcode} is in the ward");
    }
}

#[test]
fn every_key_stands_once_and_every_reference_is_kept() {
    let programme: Value = serde_json::from_str(PROGRAMME).unwrap();
    let mut keys = BTreeSet::new();
    for (list, count) in
        [("teams", 2), ("venues", 5), ("slots", 5), ("champions", 14), ("services", 12), ("forms", 1)]
    {
        let listed = texts(&programme, list, "key");
        assert_eq!(listed.len(), count, "the number of {list}");
        for key in listed {
            assert!(
                keys.insert((list, key)),
                "the key {key} stands once in {list}, since an id is made from it"
            );
        }
    }
    for venue in texts(&programme, "slots", "venue") {
        assert!(
            keys.contains(&("venues", venue)),
            "a drop-in is held at a venue of the file, not at {venue}"
        );
    }
    for champion in programme["champions"].as_array().unwrap() {
        assert!(
            keys.contains(&("teams", champion["team"].as_str().unwrap())),
            "the team of {champion} is in the file"
        );
        for venue in champion["venues"].as_array().unwrap() {
            assert!(
                keys.contains(&("venues", venue.as_str().unwrap())),
                "the venue {venue} of {champion} is in the file"
            );
        }
    }
}

#[test]
fn nobody_in_it_can_be_taken_for_a_real_person_or_place() {
    let programme: Value = serde_json::from_str(PROGRAMME).unwrap();
    for list in ["teams", "venues", "champions", "services"] {
        for name in texts(&programme, list, "name") {
            assert!(name.ends_with("(example)"), "{name} says that it is invented");
        }
    }
}
