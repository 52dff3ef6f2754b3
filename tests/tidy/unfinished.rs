//! Nothing half done, nothing switched off, nothing that only works on one machine.

use super::sources::all;

/// Put together here, so that this file does not find itself.
const MARKS: &[(&str, &str)] = &[
    (concat!("TO", "DO"), "Do it, or write down in docs/ what is not done and why."),
    (concat!("FIX", "ME"), "Mend it."),
    (concat!("to", "do!("), "Write what is missing, or leave the door out."),
    (concat!("unimpl", "emented!("), "Write what is missing, or leave the door out."),
    (concat!("#[ig", "nore"), "A test that does not run proves nothing: mend it or take it out."),
];

const OF_ONE_MACHINE: &[&str] =
    &[concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/")];

/// Their contents are not ours to word.
const NOT_OURS: &[&str] = &["Cargo.lock", "ui/package-lock.json"];

#[test]
fn nothing_is_left_half_done() {
    let mut found = Vec::new();
    for source in all().iter().filter(|source| !NOT_OURS.contains(&source.path.as_str())) {
        for (number, line) in source.text.lines().enumerate() {
            for (_, advice) in MARKS.iter().filter(|(mark, _)| line.contains(mark)) {
                found.push(format!("  {}:{}: {} {advice}", source.path, number + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "Unfinished or switched off:\n{}", found.join("\n"));
}

#[test]
fn nothing_names_a_folder_of_one_machine() {
    let mut found = Vec::new();
    for source in all().iter().filter(|source| !NOT_OURS.contains(&source.path.as_str())) {
        for (number, line) in source.text.lines().enumerate() {
            if OF_ONE_MACHINE.iter().any(|folder| line.contains(folder)) {
                found.push(format!("  {}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    assert!(
        found.is_empty(),
        "Use a path relative to the project, or a temporary folder:\n{}",
        found.join("\n")
    );
}

#[test]
fn no_test_waits_for_time_to_pass() {
    let sleep = concat!("sle", "ep(");
    for source in all().iter().filter(|source| source.is_test() && matches!(source.extension(), "rs" | "ts"))
    {
        assert!(
            !source.text.contains(sleep),
            "{} sleeps: wait for the thing itself (a bound port, a printed line, a reply), or inject the clock.",
            source.path
        );
    }
}
