//! What holds for any town.

use std::cmp::Ordering;

use chrono::Days;
use domain::{AnonymousBand, Attendee, IsoWeek, PersonId, VisitOutcome};
use proptest::prelude::*;
use reach::weekly::{Drawn, Preparation, weekly};
use reach::{
    Figure, Frame, Parameters, Reading, families_reached, out_of_area, postcode_unknown, reach as reached,
    registered, sustained,
};

use crate::oracle;
use crate::town::{IN_BRENT, IN_WARD, LAST, Town, date, line, ward};

const POSTCODES: [&str; 6] = [IN_WARD, "W10 4RT", IN_BRENT, "W10", "", "ZZ99 9ZZ"];
const BIRTHS: [&str; 9] =
    ["2024-05-14", "2021-11-22", "2021-11-23", "2021-11", "2021-12", "2016", "2026", "", "2020-02-29"];
const INDICATORS: [fn(&Reading<'_>, &Frame<'_>) -> Figure; 6] =
    [registered, reached, sustained, families_reached, out_of_area, postcode_unknown];

fn is_in_area(postcode: &str) -> Option<bool> {
    match postcode {
        IN_WARD | "W10 4RT" => Some(true),
        IN_BRENT => Some(false),
        _ => None,
    }
}

/// One child: birth, postcode, a move, days ago seen, registered, family, and whether its record is that of the
/// child before it: not, for certain, or perhaps.
type Child = (usize, usize, Option<usize>, Vec<u64>, bool, Option<usize>, u8, bool);

fn child() -> impl Strategy<Value = Child> {
    (
        0..BIRTHS.len(),
        0..POSTCODES.len(),
        proptest::option::of(0..POSTCODES.len()),
        proptest::collection::vec(0u64..400, 0..5),
        any::<bool>(),
        proptest::option::of(0usize..3),
        0u8..6,
        any::<bool>(),
    )
}

fn town(children: &[Child]) -> Town {
    let mut town = Town::new();
    let mut people: Vec<PersonId> = Vec::new();
    let families: Vec<_> = (0..3).map(|_| town.family(&[])).collect();
    let venue = town.venue();
    for (birth, postcode, moved, days, is_registered, family, same, disputed) in children {
        let id = town.child(BIRTHS[*birth], POSTCODES[*postcode]);
        if let Some(moved) = moved
            && !POSTCODES[*moved].is_empty()
        {
            town.says_postcode(id, POSTCODES[*moved], "2026-07-01");
        }
        for (turn, ago) in days.iter().enumerate() {
            let day = date(LAST) - Days::new(*ago);
            if turn == 1 {
                town.visits(&[id], &day.to_string(), VisitOutcome::Done);
            } else {
                let session = town.session_at(venue, &day.to_string());
                town.attends(id, session);
            }
        }
        if *is_registered {
            town.registers(id, "2026-02-02");
        }
        let record = town.record(id);
        record.family = family.map(|index| families[index]);
        if *disputed {
            record.disputed = vec!["postcode".to_owned()];
        }
        match (same, people.last().copied()) {
            (0, Some(before)) => town.are_one(before, id, true),
            (1, Some(before)) => town.are_one(before, id, false),
            _ => people.push(id),
        }
    }
    town
}

fn preparation() -> Preparation {
    Preparation { prepared_by: line("A coordinator"), drawn: Drawn::AtCentre }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn reach_equals_a_count_by_hand(children in proptest::collection::vec(child(), 0..14)) {
        let town = town(&children);
        let by_hand = oracle::reached(&town.facts, date(LAST), is_in_area);
        let figure = town.asks(reached);
        prop_assert_eq!(figure.value.numerator, by_hand.len() as u64, "the engine and the hand disagree");
        for child in by_hand {
            prop_assert!(figure.contributions.contains(&child.into()), "who counts is among the contributions");
        }
    }

    #[test]
    fn the_order_of_the_facts_changes_no_byte(
        children in proptest::collection::vec(child(), 0..10),
        by in any::<prop::sample::Index>(),
    ) {
        let mut town = town(&children);
        let week: IsoWeek = "2026-W47".parse().expect("a week");
        let draw = |town: &Town| {
            weekly(&town.facts, Some(ward()), week, &preparation(), &Parameters::default()).canonical_json()
        };
        let before = draw(&town);
        let turn = |length: usize| if length == 0 { 0 } else { by.index(length) };
        let facts = &mut town.facts;
        facts.people.iter_mut().for_each(|person| person.records.reverse());
        let by_people = turn(facts.people.len());
        facts.people.rotate_left(by_people);
        facts.sessions.reverse();
        let by_attendances = turn(facts.attendances.len());
        facts.attendances.rotate_left(by_attendances);
        facts.visits.reverse();
        prop_assert_eq!(draw(&town), before, "arrival order decides nothing");
    }

    #[test]
    fn an_anonymous_tile_moves_no_point_figure(
        children in proptest::collection::vec(child(), 0..10),
        count in 1u32..500,
    ) {
        let mut town = town(&children);
        let before: Vec<_> = INDICATORS.iter().map(|one| town.asks(*one)).collect();
        let session = town.session("2026-11-16");
        town.comes(session, Attendee::Anonymous { band: AnonymousBand::Child, count });
        for (indicator, before) in INDICATORS.iter().zip(before) {
            let after = town.asks(*indicator);
            prop_assert_eq!((after.value, after.bounds), (before.value, before.bounds), "nor its own interval");
        }
    }

    #[test]
    fn the_point_lies_within_its_bounds(
        children in proptest::collection::vec(child(), 0..14),
        tiles in proptest::collection::vec(1u32..500, 0..4),
        measured in proptest::option::of((800u32..=1000, 500u32..=1000)),
    ) {
        let mut town = town(&children);
        town.facts.linkage.measured = measured.map(|(precision_per_mille, recall_per_mille)| {
            reach::facts::MeasuredLinkage { on: "an invented set".to_owned(), precision_per_mille, recall_per_mille }
        });
        for count in tiles {
            let session = town.session("2026-11-16");
            town.counts(session, AnonymousBand::UnderOne, count);
        }
        for indicator in INDICATORS {
            let figure = town.asks(indicator);
            let bounds = figure.bounds.clone().expect("a figure of people has bounds");
            prop_assert!(bounds.low.compare(figure.value) != Ordering::Greater, "low over point: {figure:?}");
            prop_assert!(figure.value.compare(bounds.high) != Ordering::Greater, "point over high: {figure:?}");
            if let Some(second) = &figure.with_anonymous {
                prop_assert!(second.low.compare(second.high) != Ordering::Greater, "second pair: {figure:?}");
                prop_assert!(bounds.high.numerator <= second.high.numerator, "it only adds: {figure:?}");
                prop_assert!(bounds.low.numerator <= second.low.numerator, "it only adds: {figure:?}");
            }
        }
    }

    #[test]
    fn who_is_seen_regularly_is_seen(children in proptest::collection::vec(child(), 0..14)) {
        let town = town(&children);
        let (seen, regularly) = (town.asks(reached), town.asks(sustained));
        prop_assert!(regularly.value.numerator <= seen.value.numerator, "three days are at least one");
        prop_assert!(regularly.contributions.is_subset(&seen.contributions), "of the same children");
    }
}
