//! Each command, as a screen asks it, on a real vault.

use std::path::Path;

use device::native::{Owner, Places};
use serde_json::{Value, json};
use wire::{Code, Fault};

use super::support::{PASSPHRASE, Shown, asks, centre, window_of};
use crate::opening;

const SESSION: &str = "0199b1a0-0000-7000-8000-00000000a001";
const PERSON: &str = "0199b1a0-0000-7000-8000-00000000a002";
const TICK: &str = "0199b1a0-0000-7000-8000-00000000a003";

#[test]
fn a_new_device_says_that_nobody_is_enrolled() {
    let answer = Shown::new().does("status", json!({}));
    assert_eq!(answer["vault"], "not_enrolled", "this is the device itself, on an empty folder");
    assert_eq!(answer["all_sent"], false, "it claims nothing about records that it does not know");
}

#[test]
fn an_invitation_lets_the_device_in_and_the_timetable_arrives() {
    let shown = Shown::enrolled();
    assert_eq!(shown.does("status", json!({}))["vault"], "open", "it is open at once");
    let today = shown.does("today", json!({}));
    assert_eq!(today["champion"], "Amina Example", "the centre said whose it is");
    assert_eq!(today["venues"][0]["name"], "Example hall", "and where");
    let services = shown.does("directory", json!({}));
    assert_eq!(services["services"][0]["name"], "Example toy library", "the directory came too");
    let surveys = shown.does("surveys", json!({}));
    assert_eq!(surveys["surveys"][0]["questions"][0]["takes"]["kind"], "scale", "and the survey");
}

/// A session by hand, since the day of the test may have none in the timetable.
fn opens_a_session(shown: &Shown) {
    let today = shown.does("today", json!({}));
    let venue = &today["venues"][0]["id"];
    let draft =
        json!({"type": "session", "venue": venue, "activity": "drop_in", "starts": "09:30", "ends": "11:00"});
    shown.does("record", json!({"records": [{"id": SESSION, "draft": draft}]}));
}

fn somebody_comes(shown: &Shown) -> Value {
    shown.does(
        "record",
        json!({"records": [
            {"id": PERSON, "draft": {"type": "person", "role": "carer", "given_name": "Amina", "surname": "Khan"}},
            {"id": TICK, "draft": {"type": "attendance", "session": SESSION, "person": PERSON}},
        ]}),
    )
}

#[test]
fn a_new_person_is_on_the_register_and_a_repeated_tap_changes_nothing() {
    let shown = Shown::enrolled();
    opens_a_session(&shown);
    somebody_comes(&shown);
    let again = somebody_comes(&shown);
    assert_eq!(again["records"][0]["again"], true, "the same tap once more is the same record");
    let register = shown.does("register", json!({"session": SESSION}));
    assert_eq!(register["total"], 1, "one person came, and is counted once");
    let tile = &register["attended"][0]["tile"];
    assert_eq!(
        (&tile["given_name"], &tile["initial"]),
        (&json!("Amina"), &json!("K")),
        "a name and an initial"
    );
    assert!(tile.get("surname").is_none(), "a queue at the door sees no more");
    assert_eq!(
        shown.does("people", json!({"typed": "am"}))["people"][0]["id"],
        PERSON,
        "found by two letters"
    );
    assert_eq!(shown.does("families", json!({}))["cleared"], true, "she may visit homes");
}

#[test]
fn an_undone_tick_leaves_the_register_as_it_was() {
    let shown = Shown::enrolled();
    opens_a_session(&shown);
    somebody_comes(&shown);
    shown.does("record", json!({"records": [{"draft": {"type": "void", "of": TICK, "reason": "mistake"}}]}));
    assert_eq!(shown.does("register", json!({"session": SESSION}))["total"], 0, "nobody came");
    let records = shown.does("records", json!({"before": null}));
    let tick = records["records"].as_array().into_iter().flatten().find(|line| line["id"] == TICK);
    assert!(tick.expect("it is listed")["withdrawn_by"].is_string(), "it is kept, and said to be withdrawn");
}

#[test]
fn somebody_known_is_hinted_at_while_they_are_typed_again_and_a_sister_is_not() {
    let shown = Shown::enrolled();
    opens_a_session(&shown);
    somebody_comes(&shown);
    let hints = |given: &str| {
        let draft = json!({"role": "carer", "given_name": given, "surname": "Khan"});
        shown.does("alike", json!({"draft": draft}))["people"].as_array().cloned().unwrap_or_default()
    };
    assert_eq!(hints("Amena")[0]["id"], PERSON, "one letter off is quietly hinted at");
    assert_eq!(hints("Zahra").len(), 0, "another first name is another person");
}

#[test]
fn nothing_is_asked_until_a_coordinator_asks_and_no_answer_is_taken_to_what_was_not_asked() {
    let shown = Shown::enrolled();
    assert_eq!(shown.does("enquiries", json!({}))["enquiries"], json!([]), "nobody asked");
    let answer = json!({"type": "enquiry_answer", "enquiry": PERSON, "says": "same"});
    let fault = shown.asks("record", json!({"records": [{"draft": answer}]})).expect_err("no such question");
    assert_eq!(
        (&fault["code"], &fault["field"]),
        (&json!("draft_problem"), &json!("enquiry")),
        "it says which"
    );
}

#[test]
fn a_refused_record_names_its_place_and_its_field() {
    let shown = Shown::enrolled();
    opens_a_session(&shown);
    let records = json!({"records": [
        {"draft": {"type": "family"}},
        {"draft": {"type": "person", "role": "child", "given_name": "Sami", "birth": "2999"}},
    ]});
    let fault = shown.asks("record", records).expect_err("nobody is born in 2999");
    assert_eq!(
        (&fault["code"], &fault["field"]),
        (&json!("draft_problem"), &json!("1.birth")),
        "the second's"
    );
}

#[test]
fn what_is_typed_outlives_the_program() {
    let shown = Shown::enrolled();
    shown.does("keep", json!({"key": "visit", "content": "{\"minutes\":\"40\"}"}));
    let shown = shown.started_again();
    let locked = shown.asks("kept", json!({"key": "visit"})).expect_err("it is locked away");
    assert_eq!(locked["code"], "secret_wrong", "nothing is read without the passphrase");
    shown.does("unlock", json!({"secret": PASSPHRASE}));
    assert_eq!(
        shown.does("kept", json!({"key": "visit"}))["content"],
        "{\"minutes\":\"40\"}",
        "to the letter"
    );
    assert_eq!(shown.does("today", json!({}))["unfinished"][0]["key"], "visit", "and it is offered on Home");
    shown.does("keep", json!({"key": "visit", "content": null}));
    assert!(shown.does("kept", json!({"key": "visit"})).get("content").is_none(), "thrown away is gone");
}

#[test]
fn a_sync_sends_what_was_saved_and_says_so_on_each_record() {
    let shown = Shown::enrolled();
    opens_a_session(&shown);
    assert_eq!(shown.does("status", json!({}))["waiting"], 1, "it waits");
    assert_eq!(shown.does("sync", json!({}))["all_sent"], true, "the centre holds it");
    let records = shown.does("records", json!({"before": null}));
    assert_eq!(records["records"][0]["state"], "sent", "and the record says so");
}

#[test]
fn the_week_has_the_figures_of_this_device_and_can_be_closed() {
    let shown = Shown::enrolled();
    opens_a_session(&shown);
    somebody_comes(&shown);
    let weekly = shown.does("weekly", json!({"week": null}));
    let figures = weekly["figures"].as_array().expect("figures");
    let visits = figures.iter().find(|figure| figure["key"] == "visits").expect("a row of the return");
    assert_eq!((&visits["count"], &weekly["closed"]), (&json!(1), &json!(false)), "one person came");
    shown.does("record", json!({"records": [{"draft": {"type": "close_week", "week": weekly["week"]}}]}));
    assert_eq!(shown.does("weekly", json!({"week": weekly["week"]}))["closed"], true, "she closed it");
}

#[test]
fn a_locked_vault_answers_nothing_about_anybody() {
    let shown = Shown::enrolled();
    shown.does("lock", json!({}));
    for command in ["today", "families", "directory", "surveys", "enquiries"] {
        let fault = shown.asks(command, json!({})).expect_err("it is locked");
        assert_eq!(fault["code"], "secret_wrong", "{command} needs the passphrase first");
    }
    let fault =
        shown.asks("unlock", json!({"secret": "another kettle orange ladder"})).expect_err("a wrong one");
    assert_eq!(
        (&fault["code"], &fault["field"]),
        (&json!("secret_wrong"), &json!("secret")),
        "and says no more"
    );
}

#[test]
fn a_folder_that_cannot_be_used_is_said_at_every_call() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let taken = folder.path().join("taken");
    std::fs::write(&taken, "a file where the vault should be").expect("the file is written");
    let vault = Path::new(&taken).join("vault");
    let window = window_of(opening::open(vault.clone(), Places::new(vault, Vec::new(), Vec::new())));
    for _ in 0..2 {
        let fault = asks(&window, "status", json!({})).expect_err("there is no folder to use");
        assert_eq!(fault["code"], "internal", "the window learns of it instead of hanging");
    }
}

#[test]
fn a_device_that_stopped_is_said_and_does_not_hang() {
    let owner = Owner::start(|| panic!("a fault of ours"), || Ok(centre::Centre::new()));
    let fault = asks(&window_of(owner), "status", json!({})).expect_err("there is nobody to answer");
    assert_eq!(fault["code"], "internal", "the window learns that something inside failed");
}

#[test]
fn a_fault_reaches_the_window_as_a_code() {
    let full = || Err(Fault::new(Code::DiskFull, "The disk is full. Nothing was lost."));
    let owner = Owner::start(full, || Ok(centre::Centre::new()));
    let fault = asks(&window_of(owner), "status", json!({})).expect_err("the device refuses");
    assert_eq!(fault["code"], "disk_full", "screens switch on the code, never on the sentence");
}

#[test]
fn what_no_capability_names_is_refused() {
    let shown = Shown::new();
    for foreign in ["plugin:window|close", "plugin:path|resolve_directory", "plugin:event|emit", "shutdown"] {
        assert!(shown.asks(foreign, json!({})).is_err(), "{foreign} is not listed and must be refused");
    }
}
