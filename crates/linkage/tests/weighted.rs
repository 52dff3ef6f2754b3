//! The trained method through the public door.

use linkage::{Decisions, LINK_AT, Linked, Model, Record, Scope, Text, link, train, train_and_link};

fn person(id: &str, given: &str, surname: &str, birth: &str, postcode: &str) -> Record {
    Record {
        id: id.into(),
        given_name: given.into(),
        surname: surname.into(),
        birth: birth.into(),
        postcode: postcode.into(),
        ..Record::default()
    }
}

/// A small town: each child twice, the second time with the slip that its number calls for.
fn town() -> Vec<Record> {
    let given =
        ["amina", "oliver", "fatima", "george", "sofia", "yusuf", "grace", "leo", "zara", "noah", "ivy"];
    let surnames =
        ["khan", "smith", "hussain", "jones", "kowalska", "begum", "taylor", "ahmed", "okafor", "brown"];
    let letters = b"ABDEFGHJLNPQRSTUWXYZ";
    let mut drawn = 1_u64;
    let mut draw = |below: usize| {
        drawn = drawn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(drawn >> 33).expect("31 bits") % below
    };
    let mut records = Vec::new();
    for child in 0..220_usize {
        let (given, surname) = (given[draw(11)], surnames[draw(10)]);
        let birth = format!("20{:02}-{:02}-{:02}", 19 + draw(5), 1 + draw(12), 1 + draw(28));
        let unit = [letters[draw(20)], letters[draw(20)]].map(char::from);
        let postcode = format!("W{} {}{}{}", 9 + draw(3), draw(9), unit[0], unit[1]);
        records.push(person(&format!("{child:03}-a"), given, surname, &birth, &postcode));
        let second = format!("{child:03}-b");
        records.push(match child % 5 {
            0 => person(&second, surname, given, &birth, &postcode),
            1 => person(&second, &given[..given.len() - 1], surname, &birth, &postcode),
            2 => person(&second, given, surname, "", &postcode),
            3 => person(&second, given, surname, &birth, "M1 1AA"),
            _ => person(&second, &given.to_uppercase(), surname, &birth, &postcode),
        });
    }
    records
}

fn heads_by_id(records: &[Record], linked: &Linked) -> Vec<(Text, Text)> {
    let mut ids: Vec<_> = records
        .iter()
        .zip(&linked.clusters)
        .map(|(record, &cluster)| (record.id.clone(), records[cluster].id.clone()))
        .collect();
    ids.sort();
    ids
}

#[test]
fn children_written_twice_with_slips_count_once() {
    let records = town();
    let (_, linked) = train_and_link(&records, &Decisions::default(), Scope::Within);
    let sure = linked.pairs.iter().filter(|pair| pair.probability >= LINK_AT);
    let wrong: Vec<_> = sure
        .filter(|pair| records[pair.left].id[..3] != records[pair.right].id[..3])
        .map(|pair| (&records[pair.left].id, &records[pair.right].id))
        .collect();
    assert!(wrong.is_empty(), "two children taken for one without a look: {wrong:?}");
    assert!((215..=226).contains(&linked.heads()), "220 children, counted {}", linked.heads());
}

#[test]
fn the_order_of_the_records_changes_neither_model_nor_answer() {
    let records = town();
    let mut turned: Vec<Record> = records.iter().rev().cloned().collect();
    turned.rotate_left(97);
    let (model, linked) = train_and_link(&records, &Decisions::default(), Scope::Within);
    let (model_turned, linked_turned) = train_and_link(&turned, &Decisions::default(), Scope::Within);
    assert_eq!(model.hash_hex(), model_turned.hash_hex());
    assert_eq!(heads_by_id(&records, &linked), heads_by_id(&turned, &linked_turned));
}

#[test]
fn a_model_read_back_from_its_json_links_alike() {
    let records = town();
    let model = train(&records, Scope::Within);
    let read = Model::from_json(&model.to_json().unwrap()).unwrap();
    assert_eq!(read.hash_hex(), model.hash_hex());
    let (_, at_once) = train_and_link(&records, &Decisions::default(), Scope::Within);
    assert_eq!(link(&records, &Decisions::default(), &read), at_once);
}

#[test]
fn twins_at_one_session_are_two_children_and_stay_so_for_later_records() {
    let mut records = town();
    let first = records.len();
    let twin = |id: &str, given: &str, session: &str| Record {
        together: vec![session.into()],
        ..person(id, given, "adeyemi", "2021-06-01", "W10 4AA")
    };
    records.extend([
        twin("t1", "kehinde", "monday"),
        twin("t2", "taiwo", "monday"),
        twin("t3", "kehinde", "friday"),
        twin("t4", "taiwo", "friday"),
    ]);
    let (_, linked) = train_and_link(&records, &Decisions::default(), Scope::Within);
    assert_eq!(linked.clusters[first..], [first, first + 1, first, first + 1]);
}

#[test]
fn similar_names_at_one_session_are_for_a_person_to_decide() {
    let mut records = town();
    let first = records.len();
    let boy = |id: &str, given: &str| Record {
        together: vec!["monday".into()],
        ..person(id, given, "adeyemi", "2021-06-01", "W10 4AA")
    };
    records.extend([boy("t1", "jon"), boy("t2", "john")]);
    let (_, linked) = train_and_link(&records, &Decisions::default(), Scope::Within);
    assert_eq!(linked.certain[first..], [first, first + 1], "not linked without a look");
    assert!(linked.review >= 1, "somebody is asked");
}

#[test]
fn few_or_no_records_train_without_harm() {
    for count in [0, 1, 2, 3] {
        let records: Vec<Record> = town().into_iter().take(count).collect();
        let (model, linked) = train_and_link(&records, &Decisions::default(), Scope::Within);
        assert_eq!(linked.clusters.len(), count);
        assert!(model.to_json().unwrap().len() > 2, "every number is finite");
    }
}

#[test]
fn blank_records_are_nobody_in_particular() {
    let records: Vec<Record> = (0..40).map(|id| person(&format!("{id:02}"), "", "", "", "")).collect();
    let (_, linked) = train_and_link(&records, &Decisions::default(), Scope::Within);
    assert_eq!(linked.heads(), 40);
}
