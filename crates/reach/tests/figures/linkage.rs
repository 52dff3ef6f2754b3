//! Records that are one person, families that are one household.

use domain::{PersonId, Relation, Verdict};
use reach::facts::{DecisionFact, MeasuredLinkage};

use crate::town::{IN_WARD, Town, date, interval};
use reach::{Cause, Figure, Reading, families_reached, new_families, reach as reached, sustained};

fn raises(figure: &Figure, cause: Cause) -> Option<u64> {
    let reasons = &figure.bounds.as_ref().expect("bounds").reasons;
    reasons.iter().find(|reason| reason.cause == cause).map(|reason| reason.raises)
}

/// Two records, each seen on two days of its own.
fn seen_twice_each(town: &mut Town) -> (PersonId, PersonId) {
    let (one, other) = (town.child("2024-05-14", IN_WARD), town.child("2024-05-14", IN_WARD));
    town.is_seen(one, &["2026-11-02", "2026-11-03"]);
    town.is_seen(other, &["2026-11-04", "2026-11-05"]);
    (one, other)
}

#[test]
fn two_records_of_one_child_are_one_child_with_the_days_of_both() {
    let mut town = Town::new();
    let (one, other) = seen_twice_each(&mut town);
    assert_eq!((town.asks(reached).value.numerator, town.asks(sustained).value.numerator), (2, 0), "apart");
    town.are_one(one, other, true);
    assert_eq!(
        (town.asks(reached).value.numerator, town.asks(sustained).value.numerator),
        (1, 1),
        "together"
    );
    assert_eq!(interval(&town.asks(reached)), (1, 1, 1), "joined for certain");
}

#[test]
fn a_pair_under_review_counts_once_and_may_be_two() {
    let mut town = Town::new();
    let (one, other) = seen_twice_each(&mut town);
    town.are_one(one, other, false);
    let reach = town.asks(reached);
    assert_eq!(interval(&reach), (1, 1, 2), "if they are two, two were reached");
    assert_eq!(raises(&reach, Cause::ReviewBand), Some(1), "the reason is named");
    assert_eq!(interval(&town.asks(sustained)), (0, 1, 1), "and neither of the two was seen regularly");
}

#[test]
fn measured_errors_of_the_model_widen_the_bounds_by_their_links() {
    let mut town = Town::new();
    for _ in 0..10 {
        let (one, other) = seen_twice_each(&mut town);
        town.are_one(one, other, true);
    }
    let unmeasured = town.asks(reached);
    assert_eq!(
        raises(&unmeasured, Cause::LinkageNotMeasured),
        Some(0),
        "what nobody measured is said, not guessed"
    );
    town.facts.linkage.measured = Some(MeasuredLinkage {
        on: "an invented set".to_owned(),
        precision_per_mille: 900,
        recall_per_mille: 900,
    });
    assert_eq!(interval(&town.asks(reached)), (9, 10, 11), "ten links: one too many, one missed");
    let people: Vec<_> = town.facts.people.iter().map(|person| (person.id, person.records[1].id)).collect();
    for (left, right) in people {
        let id = town.id();
        town.facts.linkage.decisions.push(DecisionFact { id, left, right, verdict: Verdict::Same });
    }
    assert_eq!(
        interval(&town.asks(reached)),
        (10, 10, 10),
        "links that people confirmed are not the model's"
    );
}

#[test]
fn families_with_a_child_in_common_are_one_and_a_childminder_joins_none() {
    let mut town = Town::new();
    let (one, other) = seen_twice_each(&mut town);
    town.family(&[one]);
    town.family(&[other]);
    let (left, right) = (town.carer(), town.carer());
    for (minder, with) in [(left, one), (right, other)] {
        let family = town.record(with).family;
        let record = town.record(minder);
        (record.family, record.relation) = (family, Some(Relation::Other));
    }
    town.are_one(left, right, true);
    assert_eq!(town.asks(families_reached).value.numerator, 2, "the childminder of two families joins none");
    town.are_one(one, other, true);
    let joined = town.asks(families_reached);
    assert_eq!(
        interval(&joined),
        (1, 1, 2),
        "a child in common does, and the bounds keep that it may be two"
    );
    assert_eq!(raises(&joined, Cause::FamiliesJoined), Some(1), "the reason is named");
}

#[test]
fn children_without_a_family_may_all_be_of_families_already_counted() {
    let mut town = Town::new();
    for with_family in [true, false, false] {
        let child = town.child("2024-05-14", IN_WARD);
        town.is_seen(child, &["2026-11-16"]);
        if with_family {
            town.family(&[child]);
        }
    }
    assert_eq!(
        interval(&town.asks(families_reached)),
        (1, 3, 3),
        "one known, two without a family on record"
    );
}

#[test]
fn a_family_is_new_once_when_any_of_it_is_first_met() {
    let mut town = Town::new();
    let (mother, baby, lone) = (town.carer(), town.child("2026-06-01", IN_WARD), town.carer());
    town.family(&[mother, baby]);
    town.is_seen(mother, &["2026-05-04"]);
    town.is_seen(baby, &["2026-11-16"]);
    town.is_seen(lone, &["2026-11-17"]);
    let reading = Reading::of(&town.facts);
    let week = |day: &str| domain::IsoWeek::of(date(day)).period();
    let may = new_families(&reading, week("2026-05-04"));
    assert_eq!(interval(&may), (1, 1, 1), "the mother came in May, before the birth");
    let november = new_families(&reading, week("2026-11-16"));
    assert_eq!(interval(&november), (0, 0, 1), "the baby is not new; the lone carer may be a family");
}
