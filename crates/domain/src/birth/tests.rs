use super::*;
use proptest::prelude::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
fn birth(text: &str) -> Birth {
    text.parse().unwrap()
}

#[test]
fn a_child_of_29_february_is_a_year_older_on_1_march_in_other_years() {
    let child = birth("2020-02-29");
    assert_eq!(child.age_on(date("2025-02-28")), Some(4), "the birthday has not come yet");
    assert_eq!(child.age_on(date("2025-03-01")), Some(5), "it counts on 1 March");
    assert_eq!(child.age_on(date("2024-02-29")), Some(4), "in a leap year on the day itself");
}

#[test]
fn a_birth_month_tells_the_age_only_where_every_day_of_it_agrees() {
    let child = birth("2021-11");
    assert_eq!(child.is_under(5, date("2026-10-31")), Some(true), "four whatever the day");
    assert_eq!(child.is_under(5, date("2026-11-15")), None, "on the 15th it depends on the day");
    assert_eq!(child.is_under(5, date("2026-11-30")), Some(false), "five whatever the day");
}

#[test]
fn a_baby_of_this_month_is_a_baby_though_the_month_is_not_over() {
    let day = date("2026-11-22");
    for typed in ["2026-11", "2026", "2026-11-20/2026-11-30"] {
        assert_eq!(birth(typed).is_under(5, day), Some(true), "{typed} may be a birth by that day");
    }
    assert_eq!(birth("2026-12").is_under(5, day), Some(false), "no day of that month has come");
}

#[test]
fn a_child_not_yet_born_is_under_no_age() {
    assert_eq!(birth("2026-12-01").is_under(5, date("2026-11-22")), Some(false), "not born on that day");
}

#[test]
fn an_age_said_on_a_day_is_that_age_on_that_day() {
    let day = date("2026-11-22");
    let child = Birth::aged(2, day).unwrap();
    assert_eq!(
        child.to_string(),
        "2023-11-23/2024-11-22",
        "from the day after the third birthday would fall"
    );
    assert_eq!(child.age_on(day), Some(2), "the range must agree with what was said");
}

#[test]
fn what_is_not_a_date_is_refused() {
    for text in [
        "",
        "2023-13",
        "2023-02-30",
        "23-05-14",
        "14/05/2023",
        "2023-5-4",
        "1899",
        "2023-05-14/2023-05-13",
        "soon",
    ] {
        assert!(text.parse::<Birth>().is_err(), "{text:?} must not pass as a birth date");
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(days in 0_u64..80_000, span in 0_u64..800) {
        let earliest = date("1950-01-01") + Days::new(days);
        let range = Birth::between(earliest, earliest + Days::new(span)).unwrap();
        prop_assert_eq!(range, birth(&range.to_string()));
    }
}
