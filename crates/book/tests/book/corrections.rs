//! What becomes of a record that is corrected, withdrawn, doubted or erased.

use domain::problem::ProblemCode;
use domain::{Fact, Family};
use serde_json::json;

use crate::support::{Book, Teller, child, line};

fn name(book: &Book) -> Option<String> {
    book.text("SELECT given_name FROM person")
}

#[test]
fn an_amendment_that_comes_first_waits_for_its_record() {
    let (mut book, mut amina) = (Book::new(), Teller::champion(1));
    let recorded = amina.says(&Fact::Person(child("Amina", "Example", None)));
    let amended = amina.amends(recorded.event.id, &[], json!({"given_name": "Aminah"}));

    let applied = book.takes(std::slice::from_ref(&amended));
    assert_eq!(applied.waiting, [amended.event.id], "said to be waiting");
    let applied = book.takes(&[recorded]);
    assert_eq!(applied.waiting, [], "nothing waits any more");
    assert_eq!(name(&book).as_deref(), Some("Aminah"), "both are in");
}

#[test]
fn a_withdrawal_wins_over_a_later_amendment_until_it_is_taken_back() {
    let (mut book, mut amina) = (Book::new(), Teller::champion(1));
    let recorded = amina.says(&Fact::Person(child("Amina", "Example", None)));
    let voided = amina.voids(recorded.event.id);
    let amended = amina.amends(recorded.event.id, &[], json!({"given_name": "Aminah"}));
    let reinstated = amina.reinstates(voided.event.id);

    book.takes(&[recorded, voided, amended]);
    assert_eq!(book.count("person"), 0, "no query can find it");
    assert_eq!(book.count("record WHERE standing = 'voided'"), 1, "but that it was is known");
    book.takes(&[reinstated]);
    assert_eq!(name(&book).as_deref(), Some("Aminah"), "back, as amended");
}

#[test]
fn two_amendments_that_did_not_know_each_other_are_shown_as_a_dispute() {
    let (mut book, mut amina, mut beth) = (Book::new(), Teller::champion(1), Teller::champion(2));
    let recorded = amina.says(&Fact::Person(child("Amina", "Example", None)));
    let one = amina.amends(recorded.event.id, &[], json!({"postcode": "W10 4BB"}));
    let other = beth.amends(recorded.event.id, &[], json!({"postcode": "W10 4CC"}));
    book.takes(&[recorded, one, other]);
    assert_eq!(book.text("SELECT disputed FROM record").as_deref(), Some(r#"["postcode"]"#), "for review");
    assert_eq!(book.count("assertion WHERE field = 'postcode' AND stands"), 2, "both enter the bounds");
}

#[test]
fn an_erased_record_is_gone_with_its_corrections_whichever_comes_first() {
    let mut amina = Teller::champion(1);
    let recorded = amina.says(&Fact::Person(child("Canary", "Example", None)));
    let amended = amina.amends(recorded.event.id, &[], json!({"given_name": "Kanary"}));
    let voided = amina.voids(amended.event.id);
    let erased = Teller::centre().erases(&[recorded.event.id]);

    let after = Book::of(&[recorded.clone(), amended.clone(), voided.clone(), erased.clone()], 1);
    let before = Book::of(&[erased, voided, recorded, amended], 1);
    for book in [&after, &before] {
        assert_eq!(book.count("record"), 0, "no record is left");
        assert_eq!(book.count("book_entry WHERE payload LIKE '%anary%'"), 0, "nor a word of what was said");
    }
    assert_eq!(after.fingerprint(), before.fingerprint(), "before or after is the same");
}

#[test]
fn a_champion_cannot_erase() {
    let (mut book, mut amina) = (Book::new(), Teller::champion(1));
    let recorded = amina.says(&Fact::Person(child("Amina", "Example", None)));
    let erased = amina.erases(&[recorded.event.id]);
    let applied = book.takes(&[recorded, erased.clone()]);
    assert_eq!(name(&book).as_deref(), Some("Amina"), "only the centre erases");
    assert_eq!(applied.quarantined[0].0, erased.event.id, "the attempt is kept and shown");
}

#[test]
fn two_bodies_under_one_id_are_both_kept_aside_in_either_order() {
    let mut amina = Teller::champion(1);
    let one = amina.says(&Fact::Person(child("Amina", "Example", None)));
    let amended = amina.amends(one.event.id, &[], json!({"given_name": "Aminah"}));
    let other = amina.says_as(one.event.id, &Fact::Person(child("Yusuf", "Example", None)));

    let mut book = Book::of(&[one.clone(), amended.clone()], 1);
    let applied = book.takes(std::slice::from_ref(&other));
    assert_eq!(applied.quarantined.len(), 2, "the first is taken back, and both are told of");
    assert_eq!(book.count("person"), 0, "neither is believed");
    assert_eq!(book.count("record WHERE standing = 'quarantined'"), 1, "devices can be told to forget it");
    assert_eq!(book.count("book_entry WHERE standing = 'waiting'"), 1, "the correction waits for an answer");
    let reversed = Book::of(&[other, amended, one], 1);
    assert_eq!(book.fingerprint(), reversed.fingerprint(), "order decides nothing");
}

#[test]
fn an_event_of_a_newer_app_is_kept_for_later() {
    let (mut book, mut amina) = (Book::new(), Teller::champion(1));
    let mut newer = amina.says(&Fact::Family(Family { label: Some(domain::Private::new(line("Example"))) }));
    newer.event.body.kind = "family.recorded@2".to_owned();
    let applied = book.takes(std::slice::from_ref(&newer));
    let [(id, problem)] = applied.quarantined.as_slice() else { panic!("one is kept aside") };
    assert_eq!((*id, problem.code), (newer.event.id, ProblemCode::UnknownType), "with the reason");
    let payload = book.text("SELECT payload FROM book_entry");
    assert_eq!(payload.as_deref(), Some(r#"{"label":"Example"}"#), "word for word");
}

#[test]
fn an_amendment_that_makes_no_sense_is_doubted_and_the_rest_stands() {
    let (mut book, mut amina) = (Book::new(), Teller::champion(1));
    let recorded = amina.says(&Fact::Person(child("Amina", "Example", None)));
    let nonsense = amina.amends(recorded.event.id, &[], json!({"height": 90}));
    let sound = amina.amends(recorded.event.id, &[], json!({"given_name": "Aminah"}));
    let of_a_correction = amina.amends(sound.event.id, &[], json!({"given_name": "Amena"}));
    let applied = book.takes(&[recorded, nonsense.clone(), sound, of_a_correction.clone()]);
    assert_eq!(name(&book).as_deref(), Some("Aminah"), "one bad correction blocks nothing");
    let doubted: Vec<_> = applied.quarantined.iter().map(|(id, _)| *id).collect();
    assert!(doubted.contains(&nonsense.event.id), "a field that people do not have");
    assert!(doubted.contains(&of_a_correction.event.id), "a correction is not itself amended");
    assert_eq!(doubted.len(), 2, "and nothing else");
}
