//! What makes real children hard to count once, each by name: two champions write them down offline, each at a session of
//! their own, both phones sync, and the centre counts.
//!
//! One town for all: each difficulty has a day of its own, so what it adds to reach on that day is what it counts.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use linkage::families::{Settings, families};
use linkage::{Scope, train};
use serde_json::{Value, json};
use support::{Centre, Champion, Drafts};

/// A child as somebody wrote them down: first name, surname, birth. Who has none is a carer, whom nobody asks.
type Child = (&'static str, &'static str, &'static str);

struct Difficulty {
    name: &'static str,
    /// What Amina writes, of one family where it is said so.
    amina: &'static [Child],
    bea: &'static [Child],
    one_family: bool,
}

const DIFFICULTIES: [Difficulty; 9] = [
    Difficulty {
        name: "twins",
        amina: &[("Taiwo", "Adebayo", "2022-05-04"), ("Kehinde", "Adebayo", "2022-05-04")],
        bea: &[("Kehinde", "Adebayo", "2022-05-04"), ("Taiwo", "Adebayo", "2022-05-04")],
        one_family: true,
    },
    Difficulty {
        name: "siblings",
        amina: &[("Amina", "Hussain", "2022-03-14"), ("Bilal", "Hussain", "2023-09-17")],
        bea: &[("Bilal", "Hussain", "2023-09-17"), ("Amena", "Hussain", "2022-03-14")],
        one_family: true,
    },
    Difficulty {
        name: "unnamed",
        amina: &[("Baby", "Pemberton", "2024-02-11")],
        bea: &[("Florence", "Pemberton", "2024-02-11")],
        one_family: false,
    },
    Difficulty {
        name: "new year",
        amina: &[("Hodan", "Warsame", "2023-01-01"), ("Ifrah", "Samatar", "2023-01-01")],
        bea: &[("Hodan", "Warsame", "2023-01-01")],
        one_family: false,
    },
    Difficulty {
        name: "nicknames",
        amina: &[("Mohammed", "Qureshi", "2022-07-30"), ("William", "Ashworth", "2022-11-02")],
        bea: &[("Mo", "Qureshi", "2022-07-30"), ("Billy", "Ashworth", "2022-11-02")],
        one_family: false,
    },
    Difficulty {
        name: "transliterations",
        amina: &[("Muhammad", "Al-Hassan", "2023-06-21"), ("Łukasz", "Wiśniewski", "2022-12-09")],
        bea: &[("Mohamed", "Alhassan", "2023-06-21"), ("Lukasz", "Wisniewski", "2022-12-09")],
        one_family: false,
    },
    Difficulty {
        name: "name orders",
        amina: &[("Ayaan", "Dirie", "2023-04-19"), ("Hani", "Farah Jama", "2024-05-26")],
        bea: &[("Dirie", "Ayaan", "2023-04-19"), ("Hani", "Jama", "2024-05-26")],
        one_family: false,
    },
    Difficulty {
        name: "tower block",
        amina: &[("Aisha", "Khan", "2022-08-13"), ("Zainab", "Malik", "2022-08-13")],
        bea: &[("Aisha", "Malik", "2024-02-14"), ("Aisha", "Khan", "2022-08-13")],
        one_family: false,
    },
    Difficulty {
        name: "mother",
        amina: &[("Baby", "Holloway", "2025-09-14")],
        bea: &[("Rosalind", "Holloway", "")],
        one_family: false,
    },
];

/// What the centre says once everything has arrived.
struct Town {
    heads: BTreeMap<&'static str, i64>,
    queue: Value,
    /// What was asked of a champion, and the queue once she answered.
    asked: Value,
    answered: Value,
}

static TOWN: LazyLock<Town> = LazyLock::new(|| {
    let mut centre = Centre::of_queens_park();
    centre.start();
    let names = centre.champions();
    let champions = [&names[0], &names[1]].map(|name| Champion::enrols(&centre, name));
    champions.iter().for_each(|champion| _ = champion.syncs().ok());
    centre.kill();

    let day = |number: usize| format!("2026-10-{:02}", 5 + number);
    for (number, difficulty) in DIFFICULTIES.iter().enumerate() {
        for ((hand, champion), children) in (0_u8..).zip(&champions).zip([difficulty.amina, difficulty.bea]) {
            let prefix = u8::try_from(number).expect("few") * 2 + hand;
            let slot = champion.slot_on(u64::from(hand) + 1);
            let mut drafts = Drafts::of_session(prefix, &slot, &day(number));
            if difficulty.one_family {
                drafts.add(json!({"ref": "f", "type": "family"}));
            }
            for (place, (given, surname, birth)) in children.iter().enumerate() {
                let label = format!("k{place}");
                let mut child = json!({"ref": label, "type": "person", "role": "child", "given_name": given,
                    "surname": surname, "birth": birth, "postcode": "W10 4AA"});
                if birth.is_empty() {
                    child["role"] = json!("carer");
                    child["birth"] = json!(null);
                }
                if difficulty.one_family {
                    child["family"] = json!("#f");
                }
                drafts.add(child).comes(&label);
            }
            champion.records(&drafts.lines);
        }
    }

    centre.start();
    champions.iter().for_each(|champion| _ = champion.syncs().ok());
    centre.kill();
    // Learnt from made-up families, none of whom is in this town.
    let learnt = families(&Settings { families: 400, seed: 3, ..Settings::default() });
    let model = train(&learnt.records, Scope::Within).to_json().expect("a model");
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("model.json");
    std::fs::write(&file, model).expect("a file");
    centre.run(["central", "model", "adopt", file.to_str().expect("a path")]).ok();

    let reach = |day: &str| {
        let figures = centre.run(["reach", "--at", day]).ok().json();
        let all = figures["figures"].as_array().expect("figures").clone();
        let is_reach =
            |figure: &&Value| figure["definition"].as_str().is_some_and(|id| id.starts_with("I-02"));
        all.iter().find(is_reach).expect("reach")["value"]["numerator"].as_i64().expect("a count")
    };
    let mut before = 0;
    let mut heads = BTreeMap::new();
    for (number, difficulty) in DIFFICULTIES.iter().enumerate() {
        let now = reach(&day(number));
        heads.insert(difficulty.name, now - before);
        before = now;
    }
    let queue = centre.run(["central", "review", "list"]).ok().json();

    let can_ask = |pair: &&Value| pair["can_ask"] == json!(true);
    let pair = queue["pairs"]
        .as_array()
        .expect("pairs")
        .iter()
        .find(can_ask)
        .expect("a champion knows both")
        .clone();
    let id = |side: &str| pair[side]["id"].as_str().expect("an id").to_owned();
    centre.run(["central", "review", "decide", "ask", &id("left"), &id("right")]).ok();
    centre.start();
    let mut asked = Vec::new();
    for champion in &champions {
        champion.syncs().ok();
        for enquiry in champion.lists("enquiries") {
            champion.records(&[json!({"type": "enquiry_answer", "enquiry": enquiry["id"], "says": "same"})]);
            assert!(
                champion.lists("enquiries").is_empty(),
                "asked once, before the centre knows of the answer too"
            );
            asked.push(enquiry);
        }
        champion.syncs().ok();
    }
    centre.kill();
    let answered = centre.run(["central", "review", "list"]).ok().json();
    assert_eq!(asked.len(), 1, "one champion is asked, and not both");
    Town { heads, queue, asked: json!({"pair": pair, "enquiry": asked[0]}), answered }
});

#[track_caller]
fn count(name: &str, children: i64) {
    assert_eq!(TOWN.heads[name], children, "{name}: {:?}", TOWN.heads);
}

#[test]
fn twins_of_two_registers_are_two() {
    count("twins", 2);
}

#[test]
fn siblings_of_two_registers_are_as_many_as_they_are() {
    count("siblings", 2);
}

#[test]
fn an_unnamed_baby_and_the_named_child_are_counted_once_and_shown_for_review() {
    count("unnamed", 1);
    let pairs = TOWN.queue["pairs"].as_array().expect("pairs");
    let is_baby = |pair: &&Value| {
        let names = [&pair["left"]["given_name"], &pair["right"]["given_name"]];
        names.contains(&&json!("Baby")) && names.contains(&&json!("Florence"))
    };
    let pair = pairs.iter().find(is_baby).expect("somebody is asked");
    assert!(
        pair["because"].as_str().is_some_and(|words| words.contains("birth date")),
        "and told why: {pair}"
    );
}

#[test]
fn a_first_of_january_neither_joins_strangers_nor_parts_a_child() {
    count("new year", 2);
}

#[test]
fn nicknames_are_the_children_they_stand_for() {
    count("nicknames", 2);
}

#[test]
fn one_name_in_two_spellings_is_one_child() {
    count("transliterations", 2);
}

#[test]
fn names_in_another_order_are_the_same_names() {
    count("name orders", 2);
}

#[test]
fn two_families_in_one_tower_block_stay_two() {
    count("tower block", 3);
}

#[test]
fn a_mother_is_not_held_against_the_baby_who_has_no_name_yet() {
    count("mother", 1);
    let pairs = TOWN.queue["pairs"].as_array().expect("pairs");
    let names = pairs.iter().flat_map(|pair| [&pair["left"]["given_name"], &pair["right"]["given_name"]]);
    assert!(!pairs.is_empty() && names.into_iter().all(|name| *name != json!("Rosalind")), "{pairs:?}");
}

#[test]
fn what_the_champion_says_who_met_the_family_reaches_the_coordinator_and_decides_nothing() {
    let Town { queue, asked, answered, .. } = &*TOWN;
    let ids =
        |of: &Value| [&of["left"]["id"], &of["right"]["id"]].map(|id| id.as_str().expect("an id").to_owned());
    let about = &asked["enquiry"];
    let on_the_phone =
        ["left", "right"].map(|side| about[side]["person"]["id"].as_str().expect("an id").to_owned());
    let pair = ids(&asked["pair"]);
    assert_eq!(on_the_phone, pair, "the two records that were asked about");
    let pairs = answered["pairs"].as_array().expect("pairs");
    assert_eq!(
        pairs.len(),
        queue["pairs"].as_array().expect("pairs").len(),
        "nothing is decided by an answer"
    );
    let now = pairs.iter().find(|one| ids(one) == pair).expect("it waits for the coordinator");
    assert_eq!(now["asked"]["says"], "same", "who sees what the champion said");
}
