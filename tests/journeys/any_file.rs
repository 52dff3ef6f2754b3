//! The linkage engine on any file, from the command line.

use std::collections::BTreeMap;
use std::process::Command;
use support::doorstep;

#[test]
fn invented_families_are_linked_with_few_people_too_many_or_too_few() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let ran = |arguments: &[&str]| {
        let output = Command::new(doorstep()).args(arguments).arg("--json").current_dir(&folder).output();
        let output = output.expect("doorstep runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice::<serde_json::Value>(&output.stdout).expect("JSON")
    };
    let made = ran(&[
        "generate",
        "--families",
        "400",
        "--seed",
        "7",
        "--out",
        "records.csv",
        "--truth",
        "truth.csv",
    ]);
    let map = "given=given_name,surname=surname,dob=date_of_birth,postcode=postcode";
    let report = ran(&[
        "link",
        "records.csv",
        "--id",
        "rec_id",
        "--map",
        map,
        "--pairs",
        "p.csv",
        "--clusters",
        "c.csv",
    ]);

    let column = |file: &str, name: &str| -> BTreeMap<String, String> {
        let text = std::fs::read_to_string(path(file)).expect("the file");
        let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
        let header = lines.next().expect("a header");
        let place = header.iter().position(|title| title == name).expect("the column");
        lines.map(|row| (row[0].clone(), row[place].clone())).collect()
    };
    let (truth, clusters) = (column("truth.csv", "child"), column("c.csv", "cluster"));
    assert_eq!(clusters.len(), truth.len(), "every row is in a cluster, whether it is linked or not");
    let children = made["children"].as_u64().expect("a count");
    let people = report["people"].as_u64().expect("a count");
    assert!(people.abs_diff(children) * 20 <= children, "{people} people of {children} children: within 5%");
    let header = std::fs::read_to_string(path("p.csv")).expect("the file");
    assert!(header.starts_with("left,right,probability\n"), "the pairs have their header: {header:.60}");
}
