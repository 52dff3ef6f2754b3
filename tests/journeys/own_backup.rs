//! A champion's own backup: a phone is lost, and another goes on; or both go on, and nothing of either is lost.

use std::path::Path;

use serde_json::{Value, json};
use support::{Centre, Champion, Run};

const PASSPHRASE: &str = "violet harbour ticket almond";

fn families(count: usize) -> Vec<Value> {
    (0..count).map(|number| json!({"type": "family", "label": format!("Example {number}")})).collect()
}

fn backs_up(champion: &Champion, file: &Path) -> Run {
    let to = file.to_str().expect("text");
    champion.run_with(PASSPHRASE, ["champion", "backup", "--passphrase-fd", "4", "--to", to])
}

fn restores(champion: &Champion, file: &Path, passphrase: &str) -> Run {
    let file = file.to_str().expect("text");
    champion.run_with(passphrase, ["champion", "restore", "--passphrase-fd", "4", file])
}

fn is_refused(run: &Run, exit: i32, words: &str) {
    let message = run.fault()["message"].as_str().expect("words").to_owned();
    assert_eq!(run.exit, Some(exit), "{message}");
    assert!(message.contains(words), "it says what is wrong and what to do: {message}");
}

#[test]
fn another_phone_goes_on_from_a_backup_and_both_histories_stay() {
    let mut centre = Centre::of_queens_park();
    centre.start();
    let lost = Champion::enrols(&centre, &centre.champions()[0]);
    lost.syncs().ok();
    let (before, venues) = (centre.holds(), lost.lists("venues"));
    lost.records(&families(40));
    lost.syncs().ok();
    lost.records(&families(5));
    let file = lost.stick("own.age");
    let weak = lost.run_with("two words", ["champion", "backup", "--passphrase-fd", "4", "--to", "x"]);
    is_refused(&weak, 4, "four words");
    assert_eq!(backs_up(&lost, &file).ok().json()["records"], json!(45), "those that wait too");
    is_refused(&backs_up(&lost, &file), 3, "not written over");
    let bytes = std::fs::read(&file).expect("the backup");
    assert!(bytes.starts_with(b"age-encryption.org/v1\n-> scrypt "), "any program that knows age opens it");
    assert_eq!(lost.lists("venues"), venues, "and the vault is as it was");
    // What the first phone still records and sends before it is lost is not in the backup.
    lost.records(&families(10));
    lost.syncs().ok();
    assert_eq!(centre.holds(), before + 55, "all of it is there");

    let found = Champion::unenrolled(&lost.name);
    let cut = found.stick("cut.age");
    std::fs::write(&cut, &bytes[..bytes.len() - 100]).expect("a file");
    is_refused(&restores(&found, &cut, PASSPHRASE), 1, "cut off");
    std::fs::write(&cut, &bytes[..40]).expect("a file");
    is_refused(&restores(&found, &cut, PASSPHRASE), 1, "cut off");
    std::fs::write(&cut, b"{\"no\": \"backup\"}").expect("a file");
    is_refused(&restores(&found, &cut, PASSPHRASE), 3, "no backup");
    is_refused(&restores(&found, &file, "another set of words"), 4, "not the passphrase");
    let central = found.stick("centre.age");
    centre.run(["central", "backup", "--to", central.to_str().expect("text")]).ok();
    is_refused(&restores(&found, &central, PASSPHRASE), 3, "no backup of a champion");
    assert!(!found.vault().join("keys.json").exists(), "nothing half made is left");

    found.types("another passphrase on this phone");
    assert_eq!(restores(&found, &file, PASSPHRASE).ok().json()["records"], json!(45), "as it was then");
    is_refused(&restores(&found, &file, PASSPHRASE), 10, "enrolled here already");
    assert_eq!(found.lists("venues").len(), 0, "what was pulled is the centre's, and not in the backup");
    found.records(&families(3));
    let synced = found.syncs().ok().json();
    assert_eq!(
        (&synced["sent"], &synced["all_sent"]),
        (&json!(8), &json!(true)),
        "in a stream of its own, five of them once more: {synced}"
    );
    assert_eq!(centre.holds(), before + 58, "what either phone recorded, each once");
    assert_eq!(found.lists("venues"), venues, "and it fetched what the centre has");
    // The first one is found again after all.
    lost.records(&families(1));
    lost.syncs().ok();
    assert_eq!(centre.holds(), before + 59, "and goes on too");
    for phone in [&lost, &found] {
        phone.run(["verify", "--centre"], "").ok();
    }
    let status = centre.run(["central", "status"]).ok().json();
    assert_eq!(status["forks"].as_array().map(Vec::len), Some(1), "a coordinator is told: {status}");
}
