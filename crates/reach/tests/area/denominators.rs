use super::{date, lsoa, queens_park, queens_park_with};
use reach::area::{AreaError, AreaPack};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The ward with one denominator more for each date, named after it, each a copy of mid-2020.
fn with_estimates_of(dates: &[&str]) -> AreaPack {
    queens_park_with(|json| {
        for day in dates {
            let mut another = json["denominators"][0].clone();
            another["id"] = json!(format!("estimate-{day}"));
            another["as_of"] = json!(day);
            json["denominators"].as_array_mut().expect("a list of denominators").push(another);
        }
    })
    .expect("estimates of other dates are valid")
}

#[test]
fn a_figure_takes_the_newest_estimate_dated_at_or_before_its_last_day() {
    let pack = with_estimates_of(&["2024-06-30", "2022-06-30"]);
    let point = |day| pack.denominators_at(date(day)).expect("there is a denominator").point.id.clone();

    assert_eq!(point("2024-06-30"), "estimate-2024-06-30", "on its own day it counts");
    assert_eq!(point("2024-06-29"), "estimate-2022-06-30", "a day before, it is not known yet");
    assert_eq!(point("2021-12-31"), "ons-mid-2020-sape23dt2", "last year's figure stays what it was");
}

#[test]
fn the_bounds_take_every_source_within_five_years_on_either_side() {
    let pack = with_estimates_of(&["2022-06-30", "2024-06-30", "2025-06-30"]);
    let at = |day| pack.denominators_at(date(day)).expect("there is a denominator");
    let bounds = |day| at(day).bounds.iter().map(|one| one.as_of.to_string()).collect::<Vec<_>>();

    assert_eq!(
        bounds("2025-06-29"),
        ["2020-06-30", "2022-06-30", "2024-06-30", "2025-06-30"],
        "the later one is evidence too"
    );
    assert_eq!(
        bounds("2025-07-01"),
        ["2022-06-30", "2024-06-30", "2025-06-30"],
        "mid-2020 is now over five years old"
    );
    assert!(!at("2025-07-01").point_is_old, "the point's own is of the day before");
    assert_eq!(bounds("2031-07-01"), ["2025-06-30"], "the point's own is kept however old");
    assert!(at("2031-07-01").point_is_old, "and its age is said");
}

#[test]
fn of_two_estimates_of_one_day_the_choice_does_not_depend_on_the_order_of_the_file() {
    let pack = with_estimates_of(&["2020-06-30"]);
    let turned = queens_park_with(|json| {
        let mut another = json["denominators"][0].clone();
        another["id"] = json!("estimate-2020-06-30");
        json["denominators"].as_array_mut().unwrap().insert(0, another);
    })
    .unwrap();
    let point = |pack: &AreaPack| pack.denominators_at(date("2021-12-31")).unwrap().point.id.clone();
    assert_eq!(point(&pack), point(&turned), "ties go by id");
}

#[test]
fn an_estimate_that_misses_an_lsoa_is_not_used_for_the_whole_area() {
    let pack = queens_park_with(|json| {
        let mut partial = json["denominators"][0].clone();
        partial["id"] = json!("partial-2024");
        partial["as_of"] = json!("2024-06-30");
        partial["rows"].as_object_mut().unwrap().remove("E01004721");
        json["denominators"].as_array_mut().unwrap().push(partial);
    })
    .unwrap();
    let chosen = pack.denominators_at(date("2026-11-22")).expect("mid-2020 still covers the ward");
    assert_eq!(
        chosen.point.id, "ons-mid-2020-sape23dt2",
        "a sum over five of six LSOAs is of a smaller place"
    );

    let missing = pack.denominators()[1].under_five(&pack.members_at(date("2026-11-22")));
    let expected = AreaError::NoRow { denominator: "partial-2024".to_owned(), lsoa: lsoa("E01004721") };
    assert_eq!(missing, Err(expected), "and a missing row is never a population of 0");
}

#[test]
fn an_age_beyond_the_estimate_is_an_error_and_not_a_smaller_number() {
    let pack = queens_park();
    let one = BTreeSet::from([lsoa("E01004718")]);
    assert_eq!(pack.denominators()[0].under(5, &one), Ok(145), "29 + 22 + 34 + 23 + 37");
    assert!(
        matches!(pack.denominators()[0].under(9, &one), Err(AreaError::NoAge { held: 5, asked: 9, .. })),
        "ages 5 to 8 are not in it"
    );
}

#[test]
fn an_estimate_up_to_another_age_answers_for_that_age() {
    let pack = queens_park_with(|json| {
        for row in json["denominators"][0]["rows"].as_object_mut().unwrap().values_mut() {
            row.as_array_mut().unwrap().extend([json!(10), json!(10), json!(10), json!(10)] as [Value; 4]);
        }
    })
    .unwrap();
    let ward = pack.members_at(date("2026-11-22"));
    assert_eq!(pack.denominators()[0].under_five(&ward), Ok(934), "under five is not changed by older ages");
    assert_eq!(pack.denominators()[0].under(9, &ward), Ok(934 + 6 * 40), "the upper age is a parameter");
}
