use super::*;
use crate::value::Value;
use domain::Period;
use std::collections::BTreeSet;

/// Knowsley before and after, as published: total cost in pounds and families reached.
const BEFORE: (Pence, Families) = (Pence::from_pounds(509_261), Families(278));
const AFTER: (Pence, Families) = (Pence::from_pounds(442_150), Families(649));

#[test]
fn knowsley_paid_1832_pounds_a_family_and_then_681() {
    assert_eq!(cost_per_family(BEFORE.0, BEFORE.1).unwrap().to_string(), "£1,832", "£509,261 / 278");
    assert_eq!(cost_per_family(AFTER.0, AFTER.1).unwrap().to_string(), "£681", "£442,150 / 649");
}

#[test]
fn knowsleys_changes_keep_their_signs() {
    let cost = change(BEFORE.0.pounds(), AFTER.0.pounds());
    assert_eq!(cost, Change { difference: -67_111, percent: Some(-13) }, "less was spent");
    let families = change(BEFORE.1.0, AFTER.1.0);
    assert_eq!(families, Change { difference: 371, percent: Some(133) }, "more were reached");
    let unit = |of: (Pence, Families)| cost_per_family(of.0, of.1).unwrap().0;
    assert_eq!(change(unit(BEFORE), unit(AFTER)).percent, Some(-63), "so each cost less");
}

#[test]
fn a_family_cost_over_a_count_of_children_is_refused() {
    let period = Period::rolling_year("2010-03-31".parse().unwrap());
    let children = Figure::measured(&crate::reached::REACH, period, Value::of(397, 1_749), BTreeSet::new());
    assert!(
        matches!(Families::try_from(&children), Err(CostError::OtherUnit { wanted: "family", .. })),
        "397 are children, not families"
    );
    assert_eq!(Children::try_from(&children), Ok(Children(397)), "as children they are welcome");
}

#[test]
fn a_cost_of_nobody_is_no_number() {
    assert_eq!(cost_per_child(Pence::from_pounds(10), Children(0)), Err(CostError::OfNobody), "not infinite");
}

#[test]
fn queens_park_projected_about_1007_children_and_not_1020() {
    let cost = Pence(Pence::from_pounds(192).0 * 692);
    assert_eq!(reached_at_unit_cost(cost, Pence::from_pounds(132)), Ok(1_007), "£192 × 692 / £132");
    assert_eq!(cost_per_child(cost, Children(1_020)), Ok(Pence(13_026)), "£130.26, not £132");
}
