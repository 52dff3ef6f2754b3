//! The disk burnt: a centre is restored from an older backup, and gets the rest back with nobody doing anything for it.

use std::ffi::OsStr;

use serde_json::{Value, json};
use support::{Centre, Champion, Drafts, Postgres};

const WEEK: &str = "2026-W47";

/// A session of this weekday with a child, recorded and sent.
fn records_a_day(number: u8, champion: &Champion, weekday: u64, name: &str) {
    records_unsent(number, champion, weekday, name);
    champion.syncs().ok();
}

fn records_unsent(number: u8, champion: &Champion, weekday: u64, name: &str) {
    let mut day = Drafts::of_session(number, &champion.slot_on(weekday), "2026-11-16");
    day.add(json!({"ref": "k", "type": "person", "role": "child", "given_name": name, "surname": "Example",
        "birth": "2023-05-14", "postcode": "W10 4AA"}));
    day.comes("k");
    champion.records(&day.lines);
}

fn enrols(centre: &Centre, name: &str) -> Champion {
    let champion = Champion::enrols(centre, name);
    champion.syncs().ok();
    champion
}

/// The week's return without the change number that it was drawn up at: a restored ledger counts on from its own.
fn counted(centre: &Centre) -> Value {
    let mut draft = centre.run(["return", "draft", "--week", WEEK]).ok().json();
    forget_numbers(&mut draft);
    draft
}

fn forget_numbers(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("n");
            fields.values_mut().for_each(forget_numbers);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_numbers),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn a_restored_centre_gets_everything_back_and_nobody_acts() {
    let mut centre = Centre::of_queens_park();
    centre.start();
    let names = centre.champions();
    let amina = enrols(&centre, &names[0]);
    records_a_day(1, &amina, 1, "Ada");
    let backup = centre.folder().with_file_name("monday.age");
    let with_file = |task: &[&str]| -> Vec<std::ffi::OsString> {
        task.iter().map(|word| OsStr::new(word).to_owned()).chain([backup.clone().into_os_string()]).collect()
    };
    centre.run(with_file(&["central", "backup", "--to"])).ok();
    let drill = centre.run(with_file(&["central", "drill"])).ok().json();
    assert_eq!(drill["wrong"], json!([]), "the backup is whole: {drill}");

    // All of this is later than the backup: more records, a champion, a revocation.
    records_a_day(2, &amina, 2, "Ben");
    let bea = enrols(&centre, &names[1]);
    records_a_day(3, &bea, 3, "Cy");
    enrols(&centre, &names[2]);
    let devices = centre.run(["central", "device", "list"]).ok().json();
    let last = devices.as_array().and_then(|all| all.last()).expect("three devices")["id"].clone();
    let last = last.as_str().expect("an id").to_owned();
    centre.run(["central", "device", "revoke", "--device", &last]).ok();
    let before = counted(&centre);

    centre.kill();
    let restored = centre.run(with_file(&["central", "restore"])).ok().json();
    assert_eq!(restored["epoch"], json!(2), "a new epoch: {restored}");
    assert_eq!(restored["replayed"]["devices"], json!(2), "both who came later are known: {restored}");
    centre.start();
    assert_ne!(counted(&centre), before, "as the backup had it");
    for champion in [&amina, &bea] {
        champion.syncs().ok();
        assert_eq!(champion.status()["waiting"], json!(0), "{} has sent all again", champion.name);
    }
    assert_eq!(counted(&centre), before, "every record of every device that is alive, each once");
    let again = centre.run(["central", "device", "list"]).ok().json();
    let revoked = again.as_array().expect("a list").iter().find(|device| device["id"] == json!(last));
    assert!(revoked.is_some_and(|device| !device["revoked_ms"].is_null()), "revoked stays revoked: {again}");
    let status = centre.run(["central", "status"]).ok().json();
    assert_eq!(status["epoch"], json!(2), "{status}");
    centre.run(["verify"]).ok();
}

#[test]
fn what_a_stolen_phone_handed_over_counts_once_it_is_accepted_and_after_a_restore_too() {
    let mut centre = Centre::of_queens_park();
    centre.start();
    let amina = enrols(&centre, &centre.champions()[0]);
    let (backup, file) = (centre.folder().with_file_name("monday.age"), amina.stick("handed-over"));
    let (backup, file) = (backup.to_str().expect("text"), file.to_str().expect("text"));
    centre.run(["central", "backup", "--to", backup]).ok();
    records_unsent(1, &amina, 1, "Ada");
    let device = centre.run(["central", "device", "list"]).ok().json()[0]["id"].clone();
    let device = device.as_str().expect("an id").to_owned();
    centre.run(["central", "device", "revoke", "--device", &device]).ok();
    let before = counted(&centre);

    amina.run(["champion", "hand-over", "--to", file], "").ok();
    let taken = centre.run(["central", "hand-over", file]).ok().json();
    assert_eq!(counted(&centre), before, "what came is held: a thief may have written it");
    let held = centre.run(["central", "held", "list"]).ok().json();
    assert_eq!(held.as_array().map(Vec::len).map(|held| json!(held)), Some(taken["new"].clone()), "{held}");
    let accepts = ["central", "held", "accept", "--device", &device];
    assert_eq!(centre.run(accepts).ok().json()["accepted"], taken["new"], "Amina says that it is hers");
    let after = counted(&centre);
    assert_ne!(after, before, "so it counts");
    assert_eq!(centre.run(accepts).exit, Some(9), "and nothing more is held");

    centre.kill();
    centre.run(["central", "restore", backup]).ok();
    centre.start();
    assert_eq!(counted(&centre), before, "as the backup had it");
    centre.run(["central", "hand-over", file]).ok();
    assert_eq!(counted(&centre), after, "it was accepted before, and still is");
    centre.run(["verify"]).ok();
}

#[test]
fn a_centre_moves_to_postgresql_by_a_backup_and_its_phones_notice_nothing() {
    let Some(server) = Postgres::running() else { return };
    let mut centre = Centre::of_queens_park();
    centre.start();
    let amina = enrols(&centre, &centre.champions()[0]);
    records_a_day(1, &amina, 1, "Ada");
    let backup = centre.folder().with_file_name("monday.age");
    let file = backup.as_os_str();
    centre.run([OsStr::new("central"), "backup".as_ref(), "--to".as_ref(), file]).ok();
    records_a_day(2, &amina, 2, "Ben");
    let before = counted(&centre);
    centre.kill();

    let mut moved = centre.moved_to(&server.new_database());
    moved.run([OsStr::new("central"), "restore".as_ref(), file]).ok();
    moved.start();
    amina.syncs().ok();
    assert_eq!(amina.status()["waiting"], json!(0), "what is newer than the backup was sent again");
    assert_eq!(counted(&moved), before, "the same return from another engine");
    records_a_day(3, &amina, 3, "Cy");
    assert_ne!(counted(&moved), before, "and it goes on");
    moved.run(["verify"]).ok();
}
