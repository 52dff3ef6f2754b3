//! Small numbers of people are withheld before any format sees them.

use reach::suppression::{SuppressionClass, SuppressionSettings, Tier};
use reach::{Bounds, Days, Figure, Standing, Unit, Value};

use super::{Amount, Cell, hours};

fn figure(unit: Unit, value: Value, suppression: SuppressionClass) -> Figure {
    let day = "2026-11-22".parse().unwrap();
    Figure {
        definition: "I-00@1".to_owned(),
        label: "A figure".to_owned(),
        unit,
        standing: Standing::Measured,
        period: Days { first: day, last: day },
        value,
        printed: value.printed(),
        bounds: Some(Bounds { low: value, high: value, printed: String::new(), reasons: Vec::new() }),
        with_anonymous: None,
        above_hundred: value.is_above_hundred(),
        suppression,
        notes: Vec::new(),
        contributions: std::collections::BTreeSet::new(),
    }
}

fn people(value: Value, tier: Tier) -> Cell {
    Cell::of(&figure(Unit::Child, value, SuppressionClass::People), tier, &SuppressionSettings::default())
}

#[test]
fn the_public_reads_c_for_one_to_seven_people_and_the_nearest_five_for_more() {
    for (number, amount) in [
        (0, Amount::Number(0)),
        (1, Amount::Withheld("c".to_owned())),
        (7, Amount::Withheld("c".to_owned())),
        (8, Amount::Number(10)),
        (397, Amount::Number(395)),
    ] {
        let cell = people(Value::count(number), Tier::Public);
        assert_eq!(cell.amount, amount, "{number} children");
        assert_eq!(cell.printed, amount.text(), "the line of text says no more than the number");
    }
}

#[test]
fn staff_read_people_exactly() {
    let cell = people(Value::of(397, 1_749), Tier::Staff);
    assert_eq!(cell.amount, Amount::Number(397), "exact");
    assert_eq!(cell.rate.unwrap().tenths, 227, "with a decimal");
    assert_eq!(cell.printed, "22.7% (397 of 1,749)", "and in words");
}

#[test]
fn the_public_reads_a_rate_of_rounded_people_and_none_that_gives_a_small_number_away() {
    let cell = people(Value::of(397, 1_749), Tier::Public);
    assert_eq!(cell.printed, "23% (395 of 1,750)", "from the rounded figures, without decimals");
    assert_eq!(cell.bounds, None, "the ends of an interval would tell the exact figure");
    for (numerator, denominator) in [(5, 400), (395, 400)] {
        let cell = people(Value::of(numerator, denominator), Tier::Public);
        assert_eq!(cell.rate, None, "{numerator} of {denominator}: the number or its complement is small");
    }
}

#[test]
fn figures_for_staff_only_and_of_small_areas_are_empty_to_the_public() {
    for (class, value) in
        [(SuppressionClass::StaffOnly, Value::of(40, 400)), (SuppressionClass::SmallAreas, Value::of(20, 49))]
    {
        let shown =
            Cell::of(&figure(Unit::Child, value, class), Tier::Public, &SuppressionSettings::default());
        assert_eq!((shown.amount, shown.rate), (Amount::NotShown, None), "{class:?} is not for the public");
    }
}

#[test]
fn counts_of_events_are_exact_to_everybody() {
    let cell = Cell::of(
        &figure(Unit::Visit, Value::count(3), SuppressionClass::Events),
        Tier::Public,
        &SuppressionSettings::default(),
    );
    assert_eq!(cell.amount, Amount::Number(3), "three visits are no person");
}

#[test]
fn minutes_are_read_in_hours() {
    for (minutes, text) in [(0, "0"), (30, "0.5"), (20, "0.33"), (720, "12"), (751, "12.52"), (600, "10")] {
        assert_eq!(hours(minutes), text, "{minutes} minutes");
    }
}
