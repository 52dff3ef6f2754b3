//! What makes real children hard to count once, each difficulty by name.

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

fn child(id: &str, given: &str, surname: &str, birth: &str, postcode: &str) -> Record {
    Record {
        id: id.into(),
        given_name: given.into(),
        surname: surname.into(),
        birth: birth.into(),
        postcode: postcode.into(),
        ..Record::default()
    }
}

fn seen(mut record: Record, together: &str) -> Record {
    record.together.push(together.into());
    record
}

fn linked(records: &[Record]) -> Linked {
    link(records, &Decisions::default(), model())
}

#[test]
fn twins_seen_at_two_sessions_are_two() {
    let records = [
        seen(child("1", "Taiwo", "Adebayo", "2022-05-04", "W10 4AA"), "monday"),
        seen(child("2", "Kehinde", "Adebayo", "2022-05-04", "W10 4AA"), "monday"),
        seen(child("3", "Kehinde", "Adebayo", "2022-05-04", "W10 4AA"), "friday"),
        seen(child("4", "Taiwo", "Adebayo", "2022-05-04", "W10 4AA"), "friday"),
    ];
    assert_eq!(linked(&records).clusters, [0, 1, 1, 0]);
}

#[test]
fn brothers_and_sisters_are_as_many_as_they_are() {
    let records = [
        child("1", "Amina", "Hussain", "2021-03-04", "W10 4AA"),
        child("2", "Bilal", "Hussain", "2023-09-17", "W10 4AA"),
        child("3", "Bilal", "Hussain", "17/09/2023", "W10 4AA"),
        child("4", "Amena", "Hussain", "2021-03-04", "W10 4AA"),
    ];
    assert_eq!(linked(&records).clusters, [0, 1, 1, 0]);
}

#[test]
fn an_unnamed_baby_is_the_later_named_child_by_review() {
    let records = [
        child("1", "Baby", "Pemberton", "2024-02-11", "W10 4AA"),
        child("2", "Florence", "Pemberton", "2024-02-11", "W10 4AA"),
    ];
    let linked = linked(&records);
    assert_eq!(linked.clusters, [0, 0], "counted once");
    assert_eq!((linked.certain, linked.review), (vec![0, 1], 1), "and somebody is asked");
}

#[test]
fn a_first_of_january_is_weak_evidence_and_no_obstacle() {
    let records = [
        child("1", "Hodan", "Warsame", "2021-01-01", "W10 4AA"),
        child("2", "Hodan", "Warsame", "2021-01-01", "W10 4AA"),
        child("3", "Ifrah", "Samatar", "2021-01-01", "W10 4AA"),
        child("4", "Hodan", "Warsame", "2021-08-23", "W10 4AA"),
    ];
    let clusters = linked(&records).clusters;
    assert_eq!(clusters[..2], [0, 0]);
    assert_eq!(clusters[2], 2, "another family of the same block and the same day that nobody knows");
    assert_eq!(clusters[3], 0, "the day was learnt later");
}

#[test]
fn nicknames_are_the_children_they_stand_for() {
    let records = [
        child("1", "Mohammed", "Qureshi", "2022-07-30", "W10 4AA"),
        child("2", "Mo", "Qureshi", "2022-07-30", "W10 4AA"),
        child("3", "William", "Ashworth", "2021-11-02", "W9 2DT"),
        child("4", "Billy", "Ashworth", "2021-11-02", "W9 2DT"),
    ];
    assert_eq!(linked(&records).clusters, [0, 0, 2, 2]);
}

#[test]
fn one_name_in_two_spellings_or_scripts_of_accents_is_one() {
    let records = [
        child("1", "Muhammad", "Al-Hassan", "2022-07-30", "W10 4AA"),
        child("2", "Mohamed", "Alhassan", "2022-07-30", "W10 4AA"),
        child("3", "Łukasz", "Wiśniewski", "2021-11-02", "W9 2DT"),
        child("4", "Lukasz", "Wisniewski", "2021-11-02", "W9 2DT"),
    ];
    assert_eq!(linked(&records).clusters, [0, 0, 2, 2]);
}

#[test]
fn names_in_another_order_are_the_same_names() {
    let records = [
        child("1", "Ayaan", "Warsame", "2022-07-30", "W10 4AA"),
        child("2", "Warsame", "Ayaan", "2022-07-30", "W10 4AA"),
        child("3", "Hodan", "Farah Jama", "2021-11-02", "W9 2DT"),
        child("4", "Hodan", "Jama", "2021-11-02", "W9 2DT"),
    ];
    assert_eq!(linked(&records).clusters, [0, 0, 2, 2]);
}

#[test]
fn two_families_in_one_tower_block_stay_two() {
    let records = [
        child("1", "Aisha", "Khan", "2022-07-30", "W10 4AA"),
        child("2", "Zainab", "Malik", "2022-07-30", "W10 4AA"),
        child("3", "Aisha", "Malik", "2020-02-14", "W10 4AA"),
        child("4", "Aisha", "Khan", "2022-07-30", "W10 4AA"),
    ];
    assert_eq!(linked(&records).clusters, [0, 1, 2, 0]);
}

#[test]
fn a_child_who_moved_is_still_one() {
    let records = [
        child("1", "Ottilie", "Trevelyan", "2022-07-30", "W10 4AA"),
        child("2", "Ottilie", "Trevelyan", "30/07/2022", "NW6 7UA"),
    ];
    assert_eq!(linked(&records).clusters, [0, 0]);
}
