//! Records that come and go one by one are linked as if all had come at once.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use linkage::families::{Settings, families};
use linkage::{Decided, Decisions, Linked, Model, Record, Role, Roll, Scope, Text, link, train};
use proptest::prelude::*;

/// Few names and postcodes, so that blocks grow large and neighbours rival each other.
fn crowd() -> &'static Vec<Record> {
    static CROWD: OnceLock<Vec<Record>> = OnceLock::new();
    CROWD.get_or_init(|| {
        let mut records =
            families(&Settings { families: 160, seed: 5, slip: 0.1, carers: 0.4, ..Settings::default() })
                .records;
        for (at, record) in records.iter_mut().enumerate() {
            if at % 3 == 0 {
                record.surname = ["Khan", "Begum", "Ali"][at % 9 / 3].into();
                record.postcode = ["W10 4AA", "W10 4AB"][at % 2].into();
            }
            if at % 7 == 0 {
                record.role = Role::NotKnown;
            }
        }
        records
    })
}

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        train(&families(&Settings { families: 300, seed: 3, ..Settings::default() }).records, Scope::Within)
    })
}

fn at_once(roll: &Roll, decided: &BTreeMap<(Text, Text), Decided>, model: &Model) -> Linked {
    let records: Vec<Record> = roll.records().cloned().collect();
    let place = |id: &Text| records.iter().position(|record| record.id == *id);
    let mut decisions = Decisions::default();
    for ((one, other), decided) in decided {
        if let (Some(one), Some(other)) = (place(one), place(other)) {
            match decided {
                Decided::Same => decisions.same.push((one, other)),
                Decided::Different => decisions.different.push((one, other)),
            }
        }
    }
    link(&records, &decisions, model)
}

/// One thing that happens to the roll; numbers choose records.
#[derive(Clone, Debug)]
enum Happens {
    Comes(usize, usize),
    Goes(usize),
    IsAmended(usize, usize),
    IsDecided(usize, usize, Option<bool>),
}

fn happens() -> impl Strategy<Value = Happens> {
    let number = 0..100_000_usize;
    prop_oneof![
        5 => (number.clone(), 1..4_usize).prop_map(|(one, count)| Happens::Comes(one, count)),
        1 => number.clone().prop_map(Happens::Goes),
        1 => (number.clone(), number.clone()).prop_map(|(one, like)| Happens::IsAmended(one, like)),
        1 => (number.clone(), number, proptest::option::of(any::<bool>()))
            .prop_map(|(one, other, same)| Happens::IsDecided(one, other, same)),
    ]
}

fn run(roll: &mut Roll, events: &[Happens], model: &Model) -> Result<(), TestCaseError> {
    let crowd = crowd();
    let mut decided = BTreeMap::new();
    let id = |number: usize| crowd[number % crowd.len()].id.clone();
    for event in events {
        match *event {
            Happens::Comes(one, count) => {
                roll.put((one..one + count).map(|number| crowd[number % crowd.len()].clone()).collect());
            }
            Happens::Goes(one) => {
                roll.remove(&[&id(one)]);
            }
            Happens::IsAmended(one, like) => {
                roll.put(vec![Record { id: id(one), ..crowd[like % crowd.len()].clone() }]);
            }
            Happens::IsDecided(one, other, same) => {
                let verdict = same.map(|same| if same { Decided::Same } else { Decided::Different });
                let (one, other) = (id(one), id(other));
                roll.decide(&one, &other, verdict);
                let pair = if one <= other { (one, other) } else { (other, one) };
                match verdict {
                    Some(verdict) if pair.0 != pair.1 => decided.insert(pair, verdict),
                    _ => decided.remove(&pair),
                };
            }
        }
    }
    prop_assert_eq!(roll.linked(), at_once(roll, &decided, model));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_coming_and_going_ends_as_linking_all_at_once(
        events in proptest::collection::vec(happens(), 1..60),
        begun in 0..240_usize,
    ) {
        let mut roll = Roll::of(crowd()[..begun].to_vec(), model().clone());
        run(&mut roll, &events, model())?;
    }

    #[test]
    fn the_same_holds_under_the_plain_rule(events in proptest::collection::vec(happens(), 1..60)) {
        let model = Model::exact_key();
        run(&mut Roll::new(model.clone()), &events, &model)?;
    }
}

#[test]
fn a_whole_town_that_comes_family_by_family_is_linked_as_at_once() {
    let mut roll = Roll::new(model().clone());
    for family in crowd().chunks(3) {
        roll.put(family.to_vec());
    }
    assert_eq!(roll.linked(), at_once(&roll, &BTreeMap::new(), model()));
    assert_eq!(roll.linked(), Roll::of(crowd().clone(), model().clone()).linked());
}

#[test]
fn a_change_names_whose_person_it_changed() {
    let mut roll = Roll::of(crowd().clone(), model().clone());
    let child = |id: &str| Record {
        id: id.into(),
        given_name: "Ottilie".into(),
        surname: "Trevelyan".into(),
        birth: "2022-07-30".into(),
        postcode: "NW6 7UA".into(),
        ..Record::default()
    };
    assert_eq!(roll.put(vec![child("zz")]).moved.into_iter().collect::<Vec<_>>(), ["zz"]);
    assert_eq!(roll.put(vec![child("00")]).moved.into_iter().collect::<Vec<_>>(), ["00", "zz"]);
    assert_eq!(roll.person_of("zz"), Some("00"));
    assert_eq!(
        roll.decide("00", "zz", Some(Decided::Different)).moved.into_iter().collect::<Vec<_>>(),
        ["zz"]
    );
    assert_eq!(roll.decide("00", "zz", None).moved.into_iter().collect::<Vec<_>>(), ["zz"]);
    assert_eq!(roll.remove(&["00"]).moved.into_iter().collect::<Vec<_>>(), ["zz"]);
    assert_eq!((roll.person_of("zz"), roll.person_of("00")), (Some("zz"), None));
}

/// Two forms of a family that moved: a child whose names are misspelt, and the adult who came along both times.
fn two_forms() -> Vec<Record> {
    let rows = [
        (["1", "aKkus", "Kinamley", "", "W9 3AR", "first"], Role::Child),
        (["2", "Maryam", "Trevelyan", "", "W9 3AR", "first"], Role::Carer),
        (["3", "Kakus", "Kinamey", "2024-09-04", "W10 2XF", "second"], Role::Child),
        (["4", "Maryam", "Trevelyan", "", "W10 2XF", "second"], Role::Carer),
    ];
    let record = |([id, given, surname, birth, postcode, form], role): ([&str; 6], Role)| Record {
        id: id.into(),
        given_name: given.into(),
        surname: surname.into(),
        birth: birth.into(),
        postcode: postcode.into(),
        together: vec![form.into()],
        household: form.into(),
        role,
        ..Record::default()
    };
    rows.map(record).to_vec()
}

#[test]
fn whoever_was_beside_the_same_adult_is_compared_in_whatever_order_they_come_and_go() {
    let forms = two_forms();
    for order in [[0, 1, 2, 3], [0, 2, 1, 3], [0, 2, 3, 1], [1, 3, 0, 2], [3, 2, 1, 0]] {
        let mut roll = Roll::new(model().clone());
        for at in order {
            roll.put(vec![forms[at].clone()]);
        }
        assert_eq!(roll.person_of("3"), Some("1"), "{order:?}");
        assert_eq!(roll.linked(), at_once(&roll, &BTreeMap::new(), model()), "{order:?}");
        assert_eq!(roll.remove(&["2"]).moved.into_iter().collect::<Vec<_>>(), ["3", "4"], "{order:?}");
        assert_eq!(roll.person_of("3"), Some("3"), "{order:?}: nobody else was there both times");
        assert_eq!(roll.linked(), at_once(&roll, &BTreeMap::new(), model()), "{order:?}");
    }
}

#[test]
fn at_a_gathering_nobody_is_compared_for_who_else_was_there() {
    let forms = two_forms();
    let guest = |at: usize| Record {
        id: format!("guest {at}").into(),
        given_name: format!("Guest{at}").into(),
        ..forms[1].clone()
    };
    let mut roll = Roll::new(model().clone());
    roll.put(forms.clone());
    for at in 0..9 {
        roll.put(vec![guest(at)]);
        assert_eq!(roll.linked(), at_once(&roll, &BTreeMap::new(), model()), "with {at} more");
    }
    for at in 0..9 {
        roll.remove(&[&format!("guest {at}")]);
        assert_eq!(roll.linked(), at_once(&roll, &BTreeMap::new(), model()), "without {at}");
    }
    assert_eq!(roll.person_of("3"), Some("1"), "they are a family again");
}
