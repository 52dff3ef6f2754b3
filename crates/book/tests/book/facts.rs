//! What reach is given to count.

use std::collections::BTreeMap;

use book::Asked;
use domain::*;
use serde_json::json;

use crate::support::{Book, Teller, came, child, day, drop_in};

fn facts(book: &Book) -> reach::facts::Facts {
    let asked =
        Asked { as_of: day("2026-11-22"), devices: Vec::new(), streams: BTreeMap::new(), measured: None };
    book::facts(&book.connection, &linkage::Model::exact_key(), asked).expect("the book can be read")
}

#[test]
fn one_child_recorded_by_two_champions_is_one_person_with_two_records() {
    let (mut amina, mut beth) = (Teller::champion(1), Teller::champion(2));
    let one = amina.says(&Fact::Person(child("Maya", "Example", None)));
    let two = beth.says(&Fact::Person(child("maya", "EXAMPLE", None)));
    let leo = beth.says(&Fact::Person(child("Leo", "Example", None)));
    let mut book = Book::of(&[one.clone(), two.clone(), leo], 9);
    let people = facts(&book).people;
    assert_eq!(people.len(), 2, "Maya and Leo");
    let least = one.event.id.min(two.event.id);
    let maya = people.iter().find(|person| person.id == least.into()).expect("named by the least record");
    assert_eq!(maya.records.len(), 2, "both records are kept");

    let (left, right) = (least.into(), one.event.id.max(two.event.id).into());
    let apart = beth.says(&Fact::Linked(Linked { left, right, verdict: Verdict::Different }));
    let of = apart.event.id;
    book.takes(&[apart]);
    assert_eq!(facts(&book).people.len(), 3, "a person told them apart");
    let unlinked = beth.says(&Fact::Unlinked(Unlinked { of }));
    book.takes(&[unlinked]);
    let again = facts(&book);
    assert_eq!((again.people.len(), again.linkage.decisions.len()), (2, 0), "and took it back");
}

#[test]
fn what_names_a_withdrawn_person_is_left_out_and_what_names_an_unknown_one_is_not() {
    let mut amina = Teller::champion(1);
    let (maya, leo) = (
        amina.says(&Fact::Person(child("Maya", "Example", None))),
        amina.says(&Fact::Person(child("Leo", "Example", None))),
    );
    let session = amina.says(&drop_in(EventId::mint(2, [2; 10]).into()));
    let mut people = vec![PersonId::from(maya.event.id), leo.event.id.into()];
    people.sort_unstable();
    let visit = amina.says(&Fact::Visit(Visit {
        family: None,
        people,
        setting: Setting::Home,
        outcome: VisitOutcome::Done,
        minutes: None,
    }));
    let ticks = [
        amina.says(&came(session.event.id, maya.event.id)),
        amina.says(&came(session.event.id, EventId::mint(9, [9; 10]))),
    ];
    let voided = amina.voids(maya.event.id);
    let mut all = vec![maya, leo.clone(), session, visit, voided];
    all.extend(ticks.iter().cloned());
    let facts = facts(&Book::of(&all, 2));
    let counted: Vec<EventId> = facts.attendances.iter().map(|attendance| attendance.id).collect();
    assert_eq!(counted, [ticks[1].event.id], "only of whom another device may yet tell");
    assert_eq!(facts.visits[0].visit.people, [leo.event.id.into()], "the visit keeps who is left");
}

#[test]
fn every_postcode_ever_asserted_is_there_with_its_day() {
    let mut amina = Teller::champion(1);
    let maya = amina.says(&Fact::Person(child("Maya", "Example", None)));
    amina.on = day("2026-11-20");
    let moved = amina.amends(maya.event.id, &[], json!({"postcode": "NW6 5AA"}));
    let facts = facts(&Book::of(&[maya, moved], 1));
    let record = &facts.people[0].records[0];
    let postcodes: Vec<_> = record
        .postcodes
        .iter()
        .map(|asserted| {
            let value = asserted.value.as_ref().map(|postcode| postcode.reveal().to_string());
            (asserted.said.on, value.unwrap_or_default(), asserted.stands)
        })
        .collect();
    assert_eq!(
        postcodes,
        [(day("2026-11-16"), "W10 4AA".to_owned(), false), (day("2026-11-20"), "NW6 5AA".to_owned(), true)],
        "residence on an earlier day can be told"
    );
    assert_eq!(record.births.len(), 1, "the birth date was never corrected");
}

#[test]
fn a_child_ticked_at_two_records_of_one_session_came_once_though_one_of_them_is_withdrawn() {
    let (mut amina, mut beth) = (Teller::champion(1), Teller::champion(2));
    let venue = EventId::mint(2, [2; 10]).into();
    let maya = amina.says(&Fact::Person(child("Maya", "Example", None)));
    let (one, twin) = (amina.says(&drop_in(venue)), beth.says(&drop_in(venue)));
    let ticks =
        [amina.says(&came(one.event.id, maya.event.id)), beth.says(&came(twin.event.id, maya.event.id))];
    let withdrawn = [amina.voids(one.event.id), beth.voids(twin.event.id)];
    let mut all = vec![maya, one, twin];
    all.extend(ticks);
    let visits = |all: &[book::Entry]| {
        let facts = facts(&Book::of(all, 3));
        let week = Period { first: day("2026-11-16"), last: day("2026-11-22") };
        reach::footfall(&reach::Reading::of(&facts), week).figure(|_, _| true).value.numerator
    };
    assert_eq!(visits(&all), 1, "two champions opened one drop-in, and both ticked her");
    for withdrawal in withdrawn {
        all.push(withdrawal);
        assert_eq!(
            visits(&all),
            1,
            "withdrawing a record of the session neither doubles nor unsays her visit"
        );
    }
}
