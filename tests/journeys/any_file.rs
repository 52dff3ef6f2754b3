//! The linkage engine on any file, from the command line.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use support::doorstep;
use tempfile::TempDir;

const FOUR_FIELDS: &str = "given=given_name,surname=surname,dob=date_of_birth,postcode=postcode";
const GENERATE: [&str; 5] = ["generate", "--out", "records.csv", "--truth", "truth.csv"];
const LINK: [&str; 8] = ["link", "records.csv", "--id", "rec_id", "--pairs", "p.csv", "--clusters", "c.csv"];

fn ran(folder: &TempDir, arguments: &[&str]) -> Output {
    let output = Command::new(doorstep()).args(arguments).arg("--json").current_dir(folder).output();
    output.expect("doorstep runs")
}

fn said(folder: &TempDir, arguments: &[&str]) -> serde_json::Value {
    let output = ran(folder, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// A column of a file, by what stands in its first.
fn column(folder: &TempDir, file: &str, name: &str) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(folder.path().join(file)).expect("the file");
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let header = lines.next().expect("a header");
    let place = header.iter().position(|title| title == name).expect("the column");
    lines.map(|row| (row[0].clone(), row[place].clone())).collect()
}

#[test]
fn invented_families_are_linked_with_few_people_too_many_or_too_few() {
    let folder = TempDir::new().expect("a folder");
    let made = said(&folder, &[&GENERATE[..], &["--families", "400", "--seed", "7"]].concat());
    let report = said(&folder, &[&LINK[..], &["--map", FOUR_FIELDS]].concat());

    let (truth, clusters) = (column(&folder, "truth.csv", "child"), column(&folder, "c.csv", "cluster"));
    assert_eq!(clusters.len(), truth.len(), "every row is in a cluster, whether it is linked or not");
    let children = made["children"].as_u64().expect("a count");
    let people = report["people"].as_u64().expect("a count");
    assert!(people.abs_diff(children) * 20 <= children, "{people} people of {children} children: within 5%");
    let header = std::fs::read_to_string(folder.path().join("p.csv")).expect("the file");
    assert!(header.starts_with("left,right,probability\n"), "the pairs have their header: {header:.60}");
}

#[test]
fn a_file_that_says_who_is_a_carer_has_no_carer_and_child_in_one() {
    let folder = TempDir::new().expect("a folder");
    let made = said(&folder, &[&GENERATE[..], &["--families", "400", "--carers", "0.8"]].concat());
    assert!(made["carers"].as_u64().is_some_and(|carers| carers > 200), "{made}");
    let map = format!("{FOUR_FIELDS},together=visit,role=role");
    said(&folder, &[&LINK[..], &["--map", &map]].concat());

    let (roles, clusters) = (column(&folder, "records.csv", "role"), column(&folder, "c.csv", "cluster"));
    let mixed = clusters.iter().filter(|(id, of)| roles[*id] != roles[*of]).count();
    assert_eq!(mixed, 0, "of {} records", clusters.len());
}

#[test]
fn two_controllers_count_whom_neither_has_seen_without_a_name_between_them() {
    let folder = TempDir::new().expect("a folder");
    let ran = |arguments: &[&str]| ran(&folder, arguments);
    let said = |arguments: &[&str]| said(&folder, arguments);
    let secret = folder.path().join("secret");
    std::fs::write(&secret, "c2VjcmV0IG9mIHR3byBjb250cm9sbGVycyBvbmx5\n").expect("the secret is written");
    let made = ["generate", "--out", "seen.csv", "--truth", "truth.csv", "--birth-list", "births.csv"];
    said(&[&made[..], &["--births", "300", "--missed", "90"]].concat());

    let encode = |file, out, salt| {
        let list = ["encode", file, "--id", "rec_id", "--map", FOUR_FIELDS, "--secret-file", "secret"];
        ran(&[&list[..], &["--salt", salt, "--out", out]].concat())
    };
    let close = |mode| {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    close(0o644);
    assert!(
        !encode("births.csv", "b.csv", "one").status.success(),
        "a secret that others can read is refused"
    );
    close(0o600);
    assert!(encode("births.csv", "b.csv", "one").status.success());
    assert!(encode("seen.csv", "s.csv", "one").status.success());
    assert!(encode("seen.csv", "other.csv", "two").status.success());

    let link =
        |with| ["link", "b.csv", with, "--encoded", "--id", "id", "--pairs", "p.csv", "--clusters", "c.csv"];
    let report = said(&link("s.csv"));
    let of = |name: &str| report[name].as_u64().expect("a count");
    assert!((of("found_least")..=of("found_most")).contains(&210), "210 of 300 were seen: {report}");
    assert!(!ran(&link("other.csv")).status.success(), "encodings of two agreements are not compared");
}
