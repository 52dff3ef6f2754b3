//! What screens ask.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use book::{Kind, Source, pulled};
use domain::*;
use serde_json::json;

use crate::support::{Book, Teller, came, came_unnamed, child, day, drop_in, pulled_row, venue};

#[test]
fn two_records_of_one_drop_in_are_one_session_with_one_register() {
    let (mut amina, mut beth) = (Teller::champion(1), Teller::champion(2));
    let hall = Teller::centre().says(&venue("Hall"));
    let (one, two) = (amina.says(&drop_in(hall.event.id.into())), beth.says(&drop_in(hall.event.id.into())));
    let maya = amina.says(&Fact::Person(child("Maya", "Example", None)));
    let ticks = [
        amina.says(&came(one.event.id, maya.event.id)),
        beth.says(&came(two.event.id, maya.event.id)),
        beth.says(&came_unnamed(two.event.id, 4)),
    ];
    let mut all = vec![hall, one.clone(), two.clone(), maya];
    all.extend(ticks);
    let book = Book::of(&all, 3);

    let sessions = book::sessions_on(&book.connection, day("2026-11-16")).unwrap();
    let [session] = sessions.as_slice() else { panic!("one session, not {}", sessions.len()) };
    let least = one.event.id.min(two.event.id);
    assert_eq!((session.id, session.records.len()), (least.into(), 2), "named by its least record");
    for record in [one.event.id, two.event.id] {
        let register = book::register(&book.connection, record.into()).unwrap();
        assert_eq!((register.named.len(), register.total()), (1, 5), "Maya once, and four without a name");
        assert_eq!(register.named[0].attendances.len(), 2, "though she was ticked twice");
    }
}

#[test]
fn people_are_found_by_the_beginnings_of_their_names_own_first_and_then_pulled() {
    let mut amina = Teller::champion(1);
    let zoe = amina.says(&Fact::Person(child("Zoë", "O'Sample", None)));
    let mut book = Book::of(std::slice::from_ref(&zoe), 1);
    let elsewhere = EventId::mint(3, [3; 10]);
    let card = json!({"role": "child", "given_name": "Zoe", "surname": "S"});
    book.pulls(&[
        pulled_row("person", elsewhere, 5, Some(card.clone())),
        pulled_row("person", zoe.event.id, 5, Some(card)),
    ]);

    let found = |typed: &str| book::find_people(&book.connection, typed, 10).unwrap();
    let ids: Vec<EventId> = found("zo").iter().map(|person| person.id.into()).collect();
    assert_eq!(ids, [zoe.event.id, elsewhere], "both, each once");
    assert_eq!(found("zo")[0].source, Source::Own, "a pulled card never stands in front of one's own record");
    assert_eq!(found("osam ZO").len(), 1, "words in any order, accents and apostrophes or not");
    assert_eq!(found("oe").len(), 0, "the beginning of a word, not the middle");
    assert_eq!(found("' %").len(), 0, "nothing typed finds nobody");
}

#[test]
fn recent_people_are_those_last_seen_even_when_they_were_pulled() {
    let mut amina = Teller::champion(1);
    let (pulled, session) = (EventId::mint(3, [3; 10]), EventId::mint(4, [4; 10]));
    let maya = amina.says(&Fact::Person(child("Maya", "Example", None)));
    let leo = amina.says(&Fact::Person(child("Leo", "Example", None)));
    let ticks = [amina.says(&came(session, maya.event.id)), amina.says(&came(session, pulled))];
    let mut book = Book::of(&[vec![maya.clone(), leo.clone()], ticks.to_vec()].concat(), 9);
    book.pulls(&[pulled_row("person", pulled, 5, Some(json!({"role": "child", "given_name": "Omar"})))]);
    let recent: Vec<EventId> =
        book::recent_people(&book.connection, 3).unwrap().iter().map(|person| person.id.into()).collect();
    assert_eq!(recent, [pulled, maya.event.id, leo.event.id], "the latest first, each once");

    let never_met = EventId::mint(5, [5; 10]);
    book.pulls(&[pulled_row("person", never_met, 6, Some(json!({"role": "child", "given_name": "Ada"})))]);
    let known: Vec<EventId> =
        book::known_people(&book.connection, 9).unwrap().iter().map(|person| person.id.into()).collect();
    assert_eq!(known, [pulled, maya.event.id, leo.event.id, never_met], "then whom only the centre told of");
}

#[test]
fn a_record_tells_its_history_and_what_the_next_amendment_has_seen() {
    let (mut amina, mut beth) = (Teller::champion(1), Teller::champion(2));
    let maya = amina.says(&Fact::Person(child("Maya", "Example", None)));
    let first = beth.amends(maya.event.id, &[], json!({"given_name": "Maja"}));
    let book = Book::of(&[maya.clone(), first.clone()], 2);
    let record = book::record(&book.connection, maya.event.id).unwrap().expect("it was recorded");
    assert_eq!(record.resolved.seen, [first.event.id], "what an amendment made now has in front of it");
    let kinds: Vec<&str> = record.history.iter().map(|word| word.kind.as_str()).collect();
    assert_eq!(kinds, ["person.recorded@1", "record.amended@1"], "first words first");
    assert!(!format!("{record:?}").contains("Maja"), "no log can show it");
}

#[test]
fn a_week_is_counted_by_activity_date() {
    let mut amina = Teller::champion(1);
    let session = amina.says(&drop_in(EventId::mint(4, [4; 10]).into()));
    let monday = amina.says(&came_unnamed(session.event.id, 2));
    amina.on = day("2026-11-23");
    let next_week = amina.says(&came_unnamed(session.event.id, 2));
    let book = Book::of(&[session, monday, next_week], 9);
    let week = "2026-W47".parse::<IsoWeek>().unwrap().period();
    let counts = book::tally_in(&book.connection, week).unwrap();
    assert_eq!(counts.get(&Kind::Attendance), Some(&1), "Monday's, not the next one's");
    assert_eq!(book::tally(&book.connection).unwrap().get(&Kind::Attendance), Some(&2), "both in all");
}

#[test]
fn what_is_pulled_is_listed_beside_what_is_recorded_and_can_be_wiped() {
    let hall = Teller::centre().says(&venue("Hall"));
    let mut book = Book::of(std::slice::from_ref(&hall), 1);
    let other = EventId::mint(3, [3; 10]);
    book.pulls(&[pulled_row("venue", other, 5, Some(json!({"name": "Annexe"})))]);
    let names = |book: &Book| -> Vec<String> {
        book::venues(&book.connection).unwrap().iter().map(|(_, venue)| venue.name.to_string()).collect()
    };
    assert_eq!(names(&book), ["Annexe", "Hall"], "own and pulled, by name");
    let before = book.fingerprint();
    let transaction = book.connection.transaction().unwrap();
    assert_eq!(pulled::wipe(&transaction).unwrap(), 1, "one row was held");
    transaction.commit().unwrap();
    assert_eq!(names(&book), ["Hall"], "what was recorded here stays");
    assert_eq!(book.fingerprint(), before, "and what was pulled was never part of the projection");
}

#[test]
fn an_id_is_taken_by_whatever_record_of_somebody_else_is_held_under_it() {
    let hall = Teller::centre().says(&venue("Hall"));
    let mut book = Book::of(std::slice::from_ref(&hall), 1);
    let id = |number: u8| EventId::mint(3, [number; 10]);
    let kinds = ["authority", "champion", "form", "person", "service", "session", "slot", "team", "venue"];
    let records =
        (0..).zip(kinds).map(|(number, kind)| pulled_row(kind, id(number), 5, Some(json!({"new": 1}))));
    book.pulls(&records.collect::<Vec<_>>());
    book.pulls(&[pulled_row("withdrawal", id(20), 5, Some(json!({"why": "void"})))]);
    let is_taken = |id: EventId| pulled::is_taken(&book.connection, id.uuid()).unwrap();
    for (number, kind) in (0..).zip(kinds) {
        assert!(is_taken(id(number)), "by a {kind}, though only a newer version can read it");
    }
    assert!(!is_taken(id(20)), "what is said of one's own record is no record");
    assert!(!is_taken(hall.event.id), "nor is one's own taken by somebody else");
    assert!(!is_taken(id(21)), "and most ids are free");
}

#[test]
fn what_only_a_newer_version_can_read_is_kept_and_hides_nothing_else() {
    let mut book = Book::of(&[], 1);
    let id = |number: u8| EventId::mint(3, [number; 10]);
    book.pulls(&[
        pulled_row("person", id(1), 5, Some(json!({"role": "child", "given_name": "Zoë", "surname": "S"}))),
        pulled_row("person", id(2), 5, Some(json!({"role": "twin", "given_name": "Zoran", "surname": "S"}))),
        pulled_row("person", id(3), 5, Some(json!({"role": "child", "given_name": {"script": "Cyrl"}}))),
        pulled_row("venue", id(4), 5, Some(json!({"name": "Annexe"}))),
        pulled_row("venue", id(5), 5, Some(json!({"names": ["Annexe", "Barn"]}))),
        pulled_row("session", id(6), 5, Some(json!({"on": "2026-06-01", "session": {"kind": "balloon"}}))),
        pulled_row("session", id(7), 5, Some(json!({"on": "some day"}))),
    ]);
    let found = book::find_people(&book.connection, "zo", 10).unwrap();
    assert_eq!(found.iter().map(|person| person.id.into()).collect::<Vec<EventId>>(), [id(1)]);
    assert_eq!(book::known_people(&book.connection, 10).unwrap().len(), 1);
    assert_eq!(book::venues(&book.connection).unwrap().len(), 1);
    assert_eq!(book::sessions_on(&book.connection, day("2026-06-01")).unwrap().len(), 0);
    assert_eq!(pulled::held(&book.connection).unwrap().len(), 7, "so that it is not asked for at each sync");
}

fn lists_what_the_centre_set_up(book: &Book) {
    assert_eq!(book::venues(&book.connection).expect("rows").len(), 1);
    assert!(book::slots(&book.connection).expect("rows").is_empty());
    assert!(book::services(&book.connection).expect("rows").is_empty());
    assert!(book::forms(&book.connection).expect("rows").is_empty());
    assert!(book::champions(&book.connection).expect("rows").is_empty());
}

/// How many steps of SQLite's machine it takes to list all that the centre set up.
fn steps_to_list(book: &mut Book) -> usize {
    let steps = Arc::new(AtomicUsize::new(0));
    let seen = steps.clone();
    let count = move || {
        seen.fetch_add(1, Ordering::Relaxed);
        false
    };
    lists_what_the_centre_set_up(book);
    book.connection.progress_handler(1, Some(count)).expect("it counts");
    lists_what_the_centre_set_up(book);
    book.connection.progress_handler(0, None::<fn() -> bool>).expect("it no longer counts");
    steps.load(Ordering::Relaxed)
}

#[test]
fn what_the_centre_set_up_is_listed_in_the_same_time_however_much_was_recorded() {
    let mut centre = Teller::centre();
    let mut book = Book::of(&[centre.says(&venue("A hall"))], 1);
    let before = steps_to_list(&mut book);
    let mut champion = Teller::champion(1);
    let families: Vec<_> = (0..2000).map(|_| champion.says(&Fact::Family(Family { label: None }))).collect();
    book.takes(&families);
    let after = steps_to_list(&mut book);
    assert!(after < before + 100, "no list goes through every event there is: {before}, then {after}");
}
