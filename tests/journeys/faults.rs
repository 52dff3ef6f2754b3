//! What goes wrong: each time a clear message, and nothing lost.

use serde_json::{Value, json};
use std::process::Command;
use support::{Centre, Champion, PASSPHRASE};

fn champion_with_records(centre: &mut Centre) -> Champion {
    centre.start();
    let name = centre.champions().remove(0);
    let champion = Champion::enrols(centre, &name);
    champion.records(&[json!({"type": "family", "label": "Example", "date": "2026-11-16"})]);
    champion
}

fn recorded(champion: &Champion) -> u64 {
    champion.status()["recorded"].as_u64().expect("a count")
}

#[track_caller]
fn says(fault: &Value, code: &str) {
    assert_eq!(fault["code"], json!(code), "the fault has its own name: {fault}");
    assert!(fault["message"].as_str().is_some_and(|text| text.len() > 20), "and a sentence: {fault}");
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_loses_nothing() {
    let mut centre = Centre::of_queens_park();
    let champion = champion_with_records(&mut centre);
    champion.types("another kettle orange ladder");
    let refused = champion.run(["champion", "record"], "{\"type\":\"family\",\"label\":\"Other\"}\n");
    assert_eq!(refused.exit, Some(4), "a wrong secret has an exit code of its own");
    says(&refused.fault(), "secret_wrong");
    champion.types(PASSPHRASE);
    assert_eq!(recorded(&champion), 1, "what was there is there");
}

#[test]
fn a_wrong_code_lets_no_device_in_and_the_right_one_still_does() {
    let mut centre = Centre::of_queens_park();
    centre.start();
    let name = centre.champions().remove(0);
    let champion = Champion::unenrolled(&name);
    let refused = champion.tries_to_enrol(&centre.url(), "0000-0000-0000-0");
    assert_eq!(refused.exit, Some(4), "{}", refused.err);
    says(&refused.fault(), "invitation_refused");
    champion.tries_to_enrol(&centre.url(), &centre.invites(&name)).ok();
    assert_eq!(recorded(&champion), 0, "the vault is new and open");
}

#[test]
fn a_code_lets_in_one_device_only() {
    let mut centre = Centre::of_queens_park();
    centre.start();
    let name = centre.champions().remove(0);
    let code = centre.invites(&name);
    Champion::unenrolled(&name).tries_to_enrol(&centre.url(), &code).ok();
    let second = Champion::unenrolled(&name).tries_to_enrol(&centre.url(), &code);
    says(&second.fault(), "invitation_refused");
}

#[test]
fn without_a_network_recording_goes_on_and_sending_says_so() {
    let mut centre = Centre::of_queens_park();
    let champion = champion_with_records(&mut centre);
    centre.kill();
    let offline = champion.syncs();
    assert_eq!(offline.exit, Some(5), "{}", offline.err);
    says(&offline.fault(), "no_network");
    champion.records(&[json!({"type": "family", "label": "Second", "date": "2026-11-16"})]);
    assert_eq!(champion.status()["waiting"], json!(2), "both wait");
}

#[test]
fn a_malformed_line_is_refused_by_itself() {
    let mut centre = Centre::of_queens_park();
    let champion = champion_with_records(&mut centre);
    let text = "{\"type\":\"family\",\"label\":\"One\",\"date\":\"2026-11-16\"}\nnot json at all\n\
                {\"type\":\"person\",\"role\":\"child\",\"birth\":\"soon\",\"given_name\":\"Ada\",\"date\":\"2026-11-16\"}\n\
                {\"type\":\"attendance\",\"session\":\"0199b1a0-0000-7000-8000-00000000ffff\",\"anonymous\":\"child\",\"date\":\"2026-11-16\"}\n\
                {\"type\":\"family\",\"label\":\"Two\",\"date\":\"2026-11-16\"}\n";
    let run = champion.tries_to_record(text);
    assert_eq!(run.exit, Some(3), "some lines were refused: {}", run.err);
    let results: Vec<Value> = run.lines().iter().map(|line| line["result"].clone()).collect();
    assert_eq!(results, ["recorded", "refused", "refused", "refused", "recorded"], "{}", run.out);
    assert_eq!(run.lines()[2]["field"], json!("birth"), "the field at fault is named");
    assert_eq!(
        run.lines()[3]["field"],
        json!("session"),
        "a session that this device does not know is a slip"
    );
    assert_eq!(recorded(&champion), 3, "the first record and the two good lines");
}

#[test]
fn a_second_process_on_one_vault_is_told_so() {
    let mut centre = Centre::of_queens_park();
    let champion = champion_with_records(&mut centre);
    let mut first = champion
        .command(["champion", "record"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut pipe = first.stdin.take().expect("a pipe");
    use std::io::{BufRead as _, Write as _};
    writeln!(pipe, "{}", json!({"type": "family", "label": "Open", "date": "2026-11-16"})).expect("it reads");
    let mut said = String::new();
    std::io::BufReader::new(first.stdout.take().expect("a pipe"))
        .read_line(&mut said)
        .expect("it has the vault open");
    let second = champion.run(["champion", "status"], "");
    assert_eq!(second.exit, Some(6), "{} {}", second.out, second.err);
    says(&second.fault(), "already_open");
    drop(pipe);
    first.wait().expect("it ends");
    assert_eq!(recorded(&champion), 2, "the first goes on undisturbed");
}

#[test]
#[expect(clippy::print_stdout, reason = "A test that cannot be run here says so.")]
fn a_clock_set_to_1970_makes_the_date_a_must() {
    if Command::new("faketime").arg("--version").output().is_err() {
        println!("SKIPPED: faketime is not installed, so no process can be given a wrong clock here");
        return;
    }
    let mut centre = Centre::of_queens_park();
    let champion = champion_with_records(&mut centre);
    let mut command = Command::new("faketime");
    command.arg("1970-01-02 00:00:00");
    let undated = "{\"type\":\"family\",\"label\":\"Undated\"}\n";
    let dated = "{\"type\":\"family\",\"label\":\"Dated\",\"date\":\"2026-11-16\"}\n";
    let run = champion.under(command, ["champion", "record"], &format!("{undated}{dated}"));
    assert_eq!(run.exit, Some(3), "{} {}", run.out, run.err);
    let lines = run.lines();
    assert_eq!(lines[0]["code"], json!("date_needed"), "no date can be guessed: {}", run.out);
    assert_eq!(
        (&lines[1]["result"], &lines[1]["clock_doubtful"]),
        (&json!("recorded"), &json!(true)),
        "{}",
        run.out
    );
    let sync = champion.syncs().ok().json();
    assert_eq!(sync["all_sent"], json!(true), "a wrong clock stops no sync");
}

#[test]
#[expect(clippy::print_stdout, reason = "A test that cannot be run here says so.")]
fn a_full_disk_refuses_before_anything_is_lost() {
    let Some(disk) = support::SmallDisk::of_mebibytes(24) else {
        println!("SKIPPED: this user may not mount a small disk, so a full one cannot be made here");
        return;
    };
    let mut centre = Centre::of_queens_park();
    centre.start();
    let name = centre.champions().remove(0);
    let champion = Champion::unenrolled(&name).with_vault_on(&disk);
    champion.tries_to_enrol(&centre.url(), &centre.invites(&name)).ok();
    champion.records(&[json!({"type": "family", "label": "Before", "date": "2026-11-16"})]);
    disk.fill();
    let draft = format!("{}\n", json!({"type": "family", "label": "x".repeat(100), "date": "2026-11-16"}));
    let run = champion.tries_to_record(&draft.repeat(4_000));
    let lines = run.lines();
    assert!(
        !lines.is_empty() || run.exit == Some(7),
        "either some are saved, or the disk is said to be full at once"
    );
    let saved = lines.iter().filter(|line| line["result"] == "recorded").count() as u64;
    assert_eq!(run.exit, Some(7), "the disk is said to be full: {}", run.err);
    says(&run.fault(), "disk_full");
    disk.empty();
    assert_eq!(
        recorded(&champion),
        saved + 1,
        "everything that was said to be saved is there, and nothing else"
    );
    champion.records(&[json!({"type": "family", "label": "After", "date": "2026-11-16"})]);
}

#[cfg(unix)]
#[test]
fn what_a_centre_and_a_device_keep_is_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut centre = Centre::of_queens_park();
    let champion = champion_with_records(&mut centre);
    for folder in [centre.folder(), centre.folder().join("keys"), champion.vault().to_owned()] {
        let mode = std::fs::metadata(&folder).expect("the folder").permissions().mode();
        assert_eq!(mode & 0o077, 0, "nobody else may look into {}", folder.display());
    }
}
