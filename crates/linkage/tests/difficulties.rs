//! What makes real children hard to count once, each difficulty by name, at the engine's door.
//!
//! A register is a table of rows as champions write them: first name, surname, birth date, postcode, and where it matters
//! the session. Beside it stands, for each row, the first row of the same child.

use std::sync::OnceLock;

use linkage::families::{Settings, families};
use linkage::{Decisions, Linked, Model, Record, Scope, link, train};

/// A model learnt from made-up families, none of whom is in these tests.
fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        train(&families(&Settings { families: 600, seed: 3, ..Settings::default() }).records, Scope::Within)
    })
}

/// First name, surname, birth date, postcode.
type Row = [&'static str; 4];

fn linked(rows: &[Row], sessions: &[&str]) -> Linked {
    let records: Vec<Record> = rows
        .iter()
        .enumerate()
        .map(|(at, [given, surname, birth, postcode])| Record {
            id: format!("{at:02}").into(),
            given_name: (*given).into(),
            surname: (*surname).into(),
            birth: (*birth).into(),
            postcode: (*postcode).into(),
            together: sessions.get(at).into_iter().map(|session| (*session).into()).collect(),
            ..Record::default()
        })
        .collect();
    link(&records, &Decisions::default(), model())
}

fn children(rows: &[Row]) -> Vec<usize> {
    linked(rows, &[]).clusters
}

#[test]
fn twins_seen_at_two_sessions_are_two() {
    let rows = [
        ["Taiwo", "Adebayo", "2022-05-04", "W10 4AA"],
        ["Kehinde", "Adebayo", "2022-05-04", "W10 4AA"],
        ["Kehinde", "Adebayo", "2022-05-04", "W10 4AA"],
        ["Taiwo", "Adebayo", "2022-05-04", "W10 4AA"],
    ];
    assert_eq!(linked(&rows, &["monday", "monday", "friday", "friday"]).clusters, [0, 1, 1, 0]);
}

#[test]
fn brothers_and_sisters_are_as_many_as_they_are() {
    let rows = [
        ["Amina", "Hussain", "2021-03-04", "W10 4AA"],
        ["Bilal", "Hussain", "2023-09-17", "W10 4AA"],
        ["Bilal", "Hussain", "17/09/2023", "W10 4AA"],
        ["Amena", "Hussain", "2021-03-04", "W10 4AA"],
    ];
    assert_eq!(children(&rows), [0, 1, 1, 0]);
}

#[test]
fn an_unnamed_baby_is_the_later_named_child_by_review() {
    let rows =
        [["Baby", "Pemberton", "2024-02-11", "W10 4AA"], ["Florence", "Pemberton", "2024-02-11", "W10 4AA"]];
    let linked = linked(&rows, &[]);
    assert_eq!(linked.clusters, [0, 0], "counted once");
    assert_eq!((linked.certain, linked.review), (vec![0, 1], 1), "and somebody is asked");
}

#[test]
fn a_first_of_january_is_weak_evidence_and_no_obstacle() {
    let rows = [
        ["Hodan", "Warsame", "2021-01-01", "W10 4AA"],
        ["Hodan", "Warsame", "2021-01-01", "W10 4AA"],
        // Another family of the same block and the same day that nobody knows.
        ["Ifrah", "Samatar", "2021-01-01", "W10 4AA"],
        // The day was learnt later.
        ["Hodan", "Warsame", "2021-08-23", "W10 4AA"],
    ];
    assert_eq!(children(&rows), [0, 0, 2, 0]);
}

#[test]
fn nicknames_are_the_children_they_stand_for() {
    let rows = [
        ["Mohammed", "Chowdhury", "2022-07-30", "W10 4AA"],
        ["Mo", "Chowdhury", "2022-07-30", "W10 4AA"],
        ["William", "Ashworth", "2021-11-02", "W9 2DT"],
        ["Billy", "Ashworth", "2021-11-02", "W9 2DT"],
    ];
    assert_eq!(children(&rows), [0, 0, 2, 2]);
}

#[test]
fn one_name_in_two_spellings_or_scripts_of_accents_is_one() {
    let rows = [
        ["Muhammad", "Al-Hassan", "2022-07-30", "W10 4AA"],
        ["Mohamed", "Alhassan", "2022-07-30", "W10 4AA"],
        ["Łukasz", "Wiśniewski", "2021-11-02", "W9 2DT"],
        ["Lukasz", "Wisniewski", "2021-11-02", "W9 2DT"],
    ];
    assert_eq!(children(&rows), [0, 0, 2, 2]);
}

#[test]
fn names_in_another_order_are_the_same_names() {
    let rows = [
        ["Ayaan", "Warsame", "2022-07-30", "W10 4AA"],
        ["Warsame", "Ayaan", "2022-07-30", "W10 4AA"],
        ["Nusrat", "Begum", "2021-11-02", "W9 2DT"],
        ["Begum", "Nusrat", "2021-11-02", "W9 2DT"],
    ];
    assert_eq!(children(&rows), [0, 0, 2, 2]);
}

#[test]
fn a_father_s_name_a_grandfather_s_or_both_make_one_child() {
    let rows = [
        ["Hodan", "Farah Jama", "2021-11-02", "W9 2DT"],
        ["Hodan", "Jama", "2021-11-02", "W9 2DT"],
        ["Hodan", "Farah", "2021-11-02", "W9 2DT"],
    ];
    assert_eq!(children(&rows), [0, 0, 0]);
}

#[test]
fn a_child_with_one_name_only_is_that_child_again() {
    let rows = [
        ["Subhadra", "", "2022-07-30", "W10 4AA"],
        ["Subhadra", "", "30/07/2022", "W10 4AA"],
        ["", "Subhadra", "2022-07-30", "W10 4AA"],
        ["Devaki", "", "2022-07-30", "W10 4AA"],
    ];
    assert_eq!(children(&rows), [0, 0, 0, 3]);
}

#[test]
fn two_families_in_one_tower_block_stay_two() {
    let rows = [
        ["Aisha", "Khan", "2022-07-30", "W10 4AA"],
        ["Zainab", "Malik", "2022-07-30", "W10 4AA"],
        ["Aisha", "Malik", "2020-02-14", "W10 4AA"],
        ["Aisha", "Khan", "2022-07-30", "W10 4AA"],
    ];
    assert_eq!(children(&rows), [0, 1, 2, 0]);
}

#[test]
fn a_carer_who_comes_with_two_families_makes_no_child_of_both() {
    // A childminder's register: both families in one go, and again each with its own carer.
    let rows = [
        ["Grace", "Okafor", "2022-07-30", "W10 4AA"],
        ["Daniel", "Lewandowski", "2022-08-02", "W10 4AA"],
        ["Grace", "Okafor", "2022-07-30", "W10 4AA"],
        ["Daniel", "Lewandowski", "2022-08-02", "NW6 7UA"],
    ];
    assert_eq!(linked(&rows, &["monday", "monday", "tuesday", "friday"]).clusters, [0, 1, 0, 1]);
}

#[test]
fn a_child_who_moved_is_still_one() {
    let rows = [
        ["Ottilie", "Trevelyan", "2022-07-30", "W10 4AA"],
        ["Ottilie", "Trevelyan", "30/07/2022", "NW6 7UA"],
    ];
    assert_eq!(children(&rows), [0, 0]);
}
