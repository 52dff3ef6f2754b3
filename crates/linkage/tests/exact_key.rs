//! The plain rule through the public door.

use linkage::{Decisions, Linked, Model, Record, link};
use proptest::prelude::*;

fn person(id: &str, given: &str, surname: &str, birth: &str) -> Record {
    Record {
        id: id.into(),
        given_name: given.into(),
        surname: surname.into(),
        birth: birth.into(),
        ..Record::default()
    }
}

fn linked(records: &[Record], decisions: &Decisions) -> Linked {
    link(records, decisions, &Model::exact_key())
}

#[test]
fn one_child_written_two_ways_is_one_person() {
    let records =
        [person("b", "AMÍNA", "O'Neill", "2021-03-04"), person("a", "Amina ", "ONeill", "04/03/2021")];
    let linked = linked(&records, &Decisions::default());
    assert_eq!(linked.clusters, [1, 1], "the least id represents both");
    assert_eq!(linked.pairs.len(), 1);
    assert_eq!((linked.pairs[0].left, linked.pairs[0].right), (1, 0), "the lesser id stands on the left");
    assert_eq!((linked.heads(), linked.review), (1, 0));
}

#[test]
fn a_missing_part_links_nobody() {
    let records = [
        person("1", "", "Khan", "2021-01-01"),
        person("2", "", "Khan", "2021-01-01"),
        person("3", "Sara", "Khan", "2021"),
        person("4", "Sara", "Khan", "2021"),
        person("5", "Sara", "-", "2021-01-01"),
        person("6", "Sara", "-", "2021-01-01"),
    ];
    assert_eq!(linked(&records, &Decisions::default()).heads(), 6);
}

#[test]
fn what_people_decided_outweighs_the_rule() {
    let records = [
        person("1", "Sara", "Khan", "2021-01-01"),
        person("2", "Sara", "Khan", "2021-01-01"),
        person("3", "Zara", "Kahn", "2021-01-10"),
    ];
    let apart = Decisions { same: vec![(2, 1)], different: vec![(1, 0)] };
    assert_eq!(linked(&records, &apart).clusters, [0, 1, 1], "two girls of one name, one of them misspelt");
    assert_eq!(linked(&records, &apart).certain, [0, 1, 1]);
}

#[test]
fn a_third_record_never_brings_together_what_was_told_apart() {
    let records = [
        person("1", "Sara", "Khan", "2021-01-01"),
        person("2", "Sara", "Khan", "2021-01-01"),
        person("3", "Sara", "Khan", "2021-01-01"),
    ];
    let apart = Decisions { same: vec![], different: vec![(0, 1)] };
    assert_eq!(linked(&records, &apart).clusters, [0, 1, 0], "the third goes to the lesser id, ties by ids");
}

#[test]
fn told_both_same_and_different_counts_as_different() {
    let records = [person("1", "Sara", "Khan", "2021-01-01"), person("2", "Zara", "Khan", "2021-01-01")];
    let both = Decisions { same: vec![(0, 1)], different: vec![(1, 0)] };
    assert_eq!(linked(&records, &both).heads(), 2);
}

#[test]
fn a_decision_about_no_record_is_passed_over() {
    let records = [person("1", "Sara", "Khan", "2021-01-01")];
    let odd = Decisions { same: vec![(0, 7), (0, 0)], different: vec![(9, 8), (0, 0)] };
    assert_eq!(linked(&records, &odd).heads(), 1);
}

#[test]
fn the_model_has_a_name_and_a_hash_that_stay() {
    let model = Model::exact_key();
    assert_eq!(model.name(), "exact-key-1");
    assert_eq!(model.to_json().unwrap(), r#"{"kind":"exact_key","version":1}"#);
    assert_eq!(
        model.hash_hex(),
        "1a5d81fd92d81a3d17bbf5f2a1ee76ae4ccb10e9114355840512420f5102fa9f",
        "a frozen figure names this hash for ever"
    );
    assert_eq!(Model::from_json(&model.to_json().unwrap()).unwrap(), model);
}

/// Few values, so that keys often collide.
fn few_people() -> impl Strategy<Value = Vec<Record>> {
    let one = ("[AB]", "[XY]", "202[01]-01-01");
    proptest::collection::vec(one, 1..12).prop_map(|people| {
        let number = |index: usize| format!("{index:02}");
        let named = people.into_iter().enumerate();
        named
            .map(|(index, (given, surname, birth))| person(&number(index), &given, &surname, &birth))
            .collect()
    })
}

proptest! {
    #[test]
    fn the_order_of_the_records_changes_nothing(
        (records, order, same, different) in few_people().prop_flat_map(|records| {
            let count = records.len();
            let pairs = || proptest::collection::vec((0..count, 0..count), 0..5);
            let order = Just((0..count).collect::<Vec<_>>()).prop_shuffle();
            (Just(records), order, pairs(), pairs())
        })
    ) {
        let straight = linked(&records, &Decisions { same: same.clone(), different: different.clone() });

        let shuffled: Vec<Record> = order.iter().map(|&index| records[index].clone()).collect();
        let place = |index: usize| order.iter().position(|&at| at == index).unwrap();
        let moved = |pairs: &[(usize, usize)]| {
            pairs.iter().map(|&(left, right)| (place(right), place(left))).collect()
        };
        let turned = linked(&shuffled, &Decisions { same: moved(&same), different: moved(&different) });

        for (index, record) in records.iter().enumerate() {
            let before = &records[straight.clusters[index]].id;
            let after = &shuffled[turned.clusters[place(index)]].id;
            prop_assert_eq!(before, after, "cluster of {}", &record.id);
        }
        prop_assert_eq!(straight.review, turned.review);
        prop_assert_eq!(straight.pairs.len(), turned.pairs.len());
        for (left, right) in different {
            prop_assert!(left == right || straight.clusters[left] != straight.clusters[right]);
        }
    }
}
