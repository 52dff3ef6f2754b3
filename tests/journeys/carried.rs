//! Where there is no network: a device is let in, and its records arrive, by files that somebody carries.

use std::path::Path;

use serde_json::{Value, json};
use support::{Centre, Champion, Drafts, Run};

fn words<'a>(fixed: &[&'a str], file: &'a Path) -> Vec<&'a str> {
    fixed.iter().copied().chain([file.to_str().expect("text")]).collect()
}

fn families(count: usize) -> Vec<Value> {
    (0..count).map(|number| json!({"type": "family", "label": format!("Example {number}")})).collect()
}

fn is_refused(run: &Run, exit: i32, words: &str) {
    let message = run.fault()["message"].as_str().expect("words").to_owned();
    assert_eq!(run.exit, Some(exit), "{message}");
    assert!(message.contains(words), "it says what is wrong and what to do: {message}");
}

#[test]
fn a_device_without_network_is_let_in_and_hands_over_by_files() {
    let mut centre = Centre::of_queens_park();
    let name = &centre.champions()[0];
    let amina = Champion::unenrolled(name);
    let (request, answer) = (amina.stick("request.json"), amina.stick("answer.json"));
    let asks = |request: &Path| {
        let code = centre.invites(name);
        amina.run_with(
            &code,
            words(&["champion", "enrol", "--centre", &centre.url(), "--code-fd", "4", "--request"], request),
        )
    };
    asks(&amina.stick("first.json")).ok();
    asks(&request).ok();
    let answers = |request: &Path, answer: &Path| {
        let answer = answer.to_str().expect("text");
        centre.run(words(&["central", "enrol", "--answer", answer], request))
    };
    let cut = amina.stick("cut.json");
    let whole = std::fs::read(&request).expect("the request");
    std::fs::write(&cut, &whole[..whole.len() - 20]).expect("a file");
    is_refused(&answers(&cut, &answer), 3, "cut off");
    let said = answers(&request, &answer).ok().json();
    let again = answers(&request, &amina.stick("again.json")).ok().json();
    assert_eq!(
        again["device"], said["device"],
        "a stick that was lost is written again, for the same device"
    );
    is_refused(&answers(&request, &answer), 3, "not written over");
    let stale = amina.stick("stale.json");
    let unknown =
        std::fs::read_to_string(&request).expect("the request").replace("\"code\": \"", "\"code\": \"Z");
    std::fs::write(&stale, unknown).expect("a file");
    is_refused(&answers(&stale, &amina.stick("none.json")), 4, "Ask your coordinator for a new one");
    let superseded = amina.stick("superseded.json");
    answers(&amina.stick("first.json"), &superseded).ok();
    let takes = |answer: &Path| amina.run(words(&["champion", "enrol", "--answer"], answer), "");
    is_refused(&takes(&superseded), 8, "another request");
    amina.types("not what it was made with");
    is_refused(&takes(&answer), 4, "not the PIN or passphrase");
    amina.types(support::PASSPHRASE);
    let enrolled = takes(&answer).ok().json();
    assert_eq!(enrolled["check_phrase"], said["check_phrase"], "two people compare four words");
    is_refused(&takes(&answer), 10, "enrolled already");

    // The timetable came with the answer, so a session can be recorded, and nothing was ever on a network.
    let mut day = Drafts::of_session(1, &amina.slot_on(1), "2026-11-16");
    day.add(json!({"ref": "k", "type": "person", "role": "child", "given_name": "Ada", "surname": "Example",
        "birth": "2023-05-14", "postcode": "W10 4AA"}));
    day.comes("k");
    let recorded = amina.records(&day.lines).len() as u64;
    let before = centre.holds();

    let file = amina.stick("handed-over");
    amina.types("forgotten");
    let made = amina.run(words(&["champion", "hand-over", "--to"], &file), "").ok().json();
    assert_eq!(made["records"], json!(recorded), "with no PIN: {made}");
    let whole = std::fs::read(&file).expect("the file");
    assert!(!String::from_utf8_lossy(&whole).contains("W10 4AA"), "only the centre can read it");
    std::fs::write(&cut, &whole[..whole.len() - 1]).expect("a file");
    let takes_in = |centre: &Centre, file: &Path| centre.run(words(&["central", "hand-over"], file));
    is_refused(&takes_in(&centre, &cut), 3, "cut off");
    let mut changed = whole.clone();
    let last = changed.len() - 1;
    changed[last] ^= 1;
    std::fs::write(&cut, changed).expect("a file");
    is_refused(&takes_in(&centre, &cut), 8, "changed");
    is_refused(&takes_in(&Centre::of_queens_park(), &file), 10, "another authority");
    let taken = takes_in(&centre, &file).ok().json();
    assert_eq!(taken, json!({"new": recorded, "known": 0, "apart": 0}), "all of it");
    let again = takes_in(&centre, &file).ok().json();
    assert_eq!(again, json!({"new": 0, "known": recorded, "apart": 0}), "an old file changes nothing");
    assert_eq!(centre.holds(), before + recorded, "each once");

    // There is a network after all: the device hears what came by the file.
    amina.types(support::PASSPHRASE);
    centre.start();
    amina.syncs().ok();
    let status = amina.status();
    assert_eq!((&status["waiting"], &status["sent"]), (&json!(0), &json!(recorded)), "{status}");
    assert_eq!(centre.holds(), before + recorded, "and nothing is doubled");
}

#[test]
fn sealed_records_are_sent_with_no_pin() {
    let mut centre = Centre::of_queens_park();
    centre.start();
    let amina = Champion::enrols(&centre, &centre.champions()[0]);
    let before = centre.holds();
    amina.records(&families(700));
    amina.types("forgotten");
    let done = amina.run(["champion", "deposit"], "").ok().json();
    assert_eq!(done, json!({"copies": 700, "sent": 700, "durable": false, "wiped": false}), "two parts");
    assert_eq!(centre.holds(), before + 700, "they are there");
    let again = amina.run(["champion", "deposit"], "").ok().json();
    assert_eq!(again["sent"], json!(0), "the centre's head is asked for first: {again}");
    centre.kill();
    is_refused(&amina.run(["champion", "deposit"], ""), 5, "no network");
}

#[test]
fn a_device_and_the_centre_prove_to_each_other_what_is_held() {
    let mut centre = Centre::of_queens_park();
    centre.start();
    let amina = Champion::enrols(&centre, &centre.champions()[0]);
    amina.records(&families(3));
    amina.syncs().ok();
    amina.records(&families(2));
    let backup = centre.folder().with_file_name("centre.age");
    let verify = || amina.run(["verify", "--centre"], "");
    let found = verify().ok().json();
    let stream = &found["centre"]["streams"][0];
    assert_eq!(stream["found"], json!({"is": "equal", "held": 3, "durable": 0}), "{found}");
    assert_eq!(stream["signed"]["receipt"]["acked_through"], json!(3), "signed: {stream}");
    assert_eq!(
        (&found["centre"]["waiting"], &found["centre"]["receipts"]),
        (&json!(2), &json!(1)),
        "{found}"
    );
    centre.run(words(&["central", "backup", "--to"], &backup)).ok();
    centre.run(words(&["central", "drill"], &backup)).ok();
    amina.syncs().ok();
    assert_eq!(
        verify().ok().json()["centre"]["streams"][0]["found"],
        json!({"is": "equal", "held": 5, "durable": 3}),
        "what is in a drilled backup is said to be"
    );

    centre.kill();
    centre.run(words(&["central", "restore"], &backup)).ok();
    centre.start();
    let run = verify();
    assert_eq!(run.exit, Some(8), "the centre lost two, and that is found: {}", run.out);
    assert_eq!(
        run.json()["centre"]["streams"][0]["found"],
        json!({"is": "less", "held": 3, "said": 5}),
        "{}",
        run.out
    );
    amina.syncs().ok();
    verify().ok();
    centre.run(["verify"]).ok();
}
