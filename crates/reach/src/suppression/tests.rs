use super::*;

fn public(numerator: u64, denominator: u64) -> (String, String) {
    let (settings, value) = (SuppressionSettings::default(), Value::of(numerator, denominator));
    (
        settings.count_text(value, SuppressionClass::People, Tier::Public),
        settings.percent_text(value, SuppressionClass::People, Tier::Public),
    )
}

#[test]
fn nobody_is_shown_as_0_and_one_to_seven_as_c() {
    assert_eq!(public(0, 934).0, "0", "nought tells on nobody");
    for few in 1..=7 {
        assert_eq!(public(few, 934), ("c".to_owned(), String::new()), "{few} people could be told apart");
    }
    assert_eq!(public(8, 934).0, "10", "from 8 on: the nearest 5");
    assert_eq!(public(12, 934).0, "10", "12 is nearer to 10");
    assert_eq!(public(13, 934).0, "15", "13 is nearer to 15");
}

#[test]
fn knowsley_prints_23_and_53_per_cent_to_the_public() {
    assert_eq!(public(397, 1_749), ("395".to_owned(), "23%".to_owned()), "seen");
    assert_eq!(public(934, 1_749), ("935".to_owned(), "53%".to_owned()), "registered");
}

#[test]
fn a_percentage_is_blank_where_those_left_out_are_few() {
    assert_eq!(public(93, 100).1, "", "7 of 100 are not reached, and could be told apart");
    assert_eq!(public(92, 100).1, "90%", "8 are not few");
    assert_eq!(public(100, 100).1, "100%", "none left out is no small number");
    assert_eq!(public(105, 100).1, "", "5 above the population is as telling as 5 below");
}

#[test]
fn staff_see_what_is_there_and_the_public_sees_events_exactly() {
    let settings = SuppressionSettings::default();
    let few = Value::of(3, 1_749);
    assert_eq!(settings.count_text(few, SuppressionClass::People, Tier::Staff), "3", "staff");
    assert_eq!(
        settings.count_text(few, SuppressionClass::Events, Tier::Public),
        "3",
        "three visits are no secret"
    );
    assert_eq!(
        settings.count_text(few, SuppressionClass::StaffOnly, Tier::Public),
        "",
        "not in a public file"
    );
    assert_eq!(
        settings.percent_text(Value::of(397, 1_749), SuppressionClass::People, Tier::Staff),
        "22.7%",
        "staff read one decimal"
    );
}

#[test]
fn a_small_area_is_banded_and_only_where_fifty_children_live() {
    let settings = SuppressionSettings::default();
    let band = |seen, living| settings.map_band(Value::of(seen, living));
    assert_eq!(band(20, 49), None, "49 children are too few");
    assert_eq!(band(20, 100).as_deref(), Some("<40"), "20%");
    assert_eq!(band(40, 100).as_deref(), Some("40–64"), "a band begins at its number");
    assert_eq!(band(65, 100).as_deref(), Some("65–79"), "65%");
    assert_eq!(band(85, 100).as_deref(), Some("80+"), "85%");
    assert_eq!(band(5, 100), None, "five children could be told apart");
}
