//! A child is found while the champion waits.

use linkage::families::{Settings, families};
use linkage::{Decisions, Lookup, Model, Record, Scope, link, train};

#[test]
fn a_child_written_down_again_is_found_first() {
    let made = families(&Settings { families: 300, ..Settings::default() });
    let model = train(&made.records, Scope::Within);
    let (book, new): (Vec<usize>, Vec<usize>) = (0..made.records.len()).partition(|record| record % 4 != 0);
    let records: Vec<Record> = book.iter().map(|&at| made.records[at].clone()).collect();
    let lookup = Lookup::new(&records, &model);
    let (mut known, mut found) = (0, 0);
    for at in new {
        let first = lookup.find(&made.records[at]).first().map(|hit| made.child_of[book[hit.index]]);
        if book.iter().any(|&other| made.child_of[other] == made.child_of[at]) {
            known += 1;
            found += usize::from(first == Some(made.child_of[at]));
        }
    }
    assert!(known > 100 && found * 100 >= known * 95, "{found} of {known} found");
}

#[test]
fn a_stranger_is_nobody_and_nobody_is_in_an_empty_book() {
    let made = families(&Settings { families: 50, ..Settings::default() });
    let model = train(&made.records, Scope::Within);
    let stranger = Record {
        id: "new".into(),
        given_name: "Wilhelmina".into(),
        surname: "Oakenshield".into(),
        birth: "1999-12-31".into(),
        postcode: "ZE1 0AA".into(),
        ..Record::default()
    };
    assert!(Lookup::new(&made.records, &model).find(&stranger).is_empty());
    assert!(Lookup::new(&[], &model).find(&stranger).is_empty());
    assert!(
        Lookup::new(&made.records, &model).find(&Record::default()).is_empty(),
        "a blank form finds nobody"
    );
}

#[test]
fn under_the_exact_key_a_lookup_finds_what_linking_would_join() {
    let made = families(&Settings { families: 100, ..Settings::default() });
    let model = Model::exact_key();
    let linked = link(&made.records, &Decisions::default(), &model);
    let lookup = Lookup::new(&made.records, &model);
    for (at, record) in made.records.iter().enumerate() {
        let mut found: Vec<usize> = lookup.find(record).iter().map(|hit| hit.index).collect();
        found.retain(|&other| other != at);
        let joined = linked.pairs.iter().filter_map(|pair| match (pair.left == at, pair.right == at) {
            (true, false) => Some(pair.right),
            (false, true) => Some(pair.left),
            _ => None,
        });
        let mut joined: Vec<usize> = joined.collect();
        joined.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, joined, "record {at}");
    }
}
