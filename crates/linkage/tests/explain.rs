//! A link can be explained to the person who reviews it.

use linkage::families::{Settings, families};
use linkage::{Field, Likeness, Model, Record, Scope, explain, train};

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

fn model() -> Model {
    train(&families(&Settings { families: 300, ..Settings::default() }).records, Scope::Within)
}

#[test]
fn a_link_is_explained_in_words_that_a_champion_would_use() {
    let (one, other) = (
        person("1", "Amina", "Hussain", "2021-03-04", "W10 4AA"),
        person("2", "Amena", "HUSSAIN", "04/03/2021", "W10 4BD"),
    );
    let why = explain(&one, &other, &model());
    assert_eq!(why.in_words(), "same surname and birth date, first name one letter off, postcode next door");
    assert!(
        why.reasons[..3].iter().all(|reason| reason.bits > 0.0),
        "names and date speak for one child: {why:?}"
    );
    assert!(why.probability > 0.5);
}

#[test]
fn exchanged_names_are_called_so() {
    let (one, other) = (
        person("1", "Amina", "Hussain", "2021-03-04", "W10 4AA"),
        person("2", "Hussain", "Amina", "2021-03-04", "W10 4AA"),
    );
    let why = explain(&one, &other, &model());
    assert_eq!(why.in_words(), "same birth date and postcode, first name and surname exchanged");
}

#[test]
fn a_brother_is_kin_and_his_name_speaks_against_one_child() {
    let (one, other) = (
        person("1", "Bilal", "Hussain", "2021-03-04", "W10 4AA"),
        person("2", "Yusuf", "Hussain", "2023-05-16", "W10 4AA"),
    );
    let why = explain(&one, &other, &model());
    let given = why.reasons.iter().find(|reason| reason.field == Field::GivenName).unwrap();
    assert!(given.likeness == Likeness::Unlike && given.bits < 0.0);
    assert!(why.kin > why.probability, "brothers: {why:?}");
}

#[test]
fn the_exact_key_explains_itself_and_blanks_say_nothing() {
    let (one, other) = (
        person("1", "Amina", "Hussain", "2021-03-04", ""),
        person("2", "AMINA", "Hussain", "4.3.2021", "W10"),
    );
    let why = explain(&one, &other, &Model::exact_key());
    assert_eq!(why.in_words(), "same first name, surname and birth date");
    let blank = explain(&person("1", "", "", "", ""), &other, &model());
    assert_eq!(blank.in_words(), "nothing to go by");
}
