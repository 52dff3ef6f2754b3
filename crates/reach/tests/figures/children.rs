//! Who counts as a child of the area, registered, seen, and seen regularly.

use domain::{AnonymousBand, Attendee, VisitOutcome};
use reach::{ANONYMOUS_TOO_LARGE, Cause, Value};
use reach::{out_of_area, postcode_unknown, reach as reached, registered, sustained};

use crate::town::{IN_BRENT, IN_WARD, LAST, Town, interval};

#[test]
fn the_rate_is_of_the_wards_934_under_fives() {
    let mut town = Town::new();
    let child = town.child("2024-05-14", IN_WARD);
    town.is_seen(child, &["2026-11-16"]);
    let figure = town.asks(reached);
    assert_eq!(figure.value, Value::of(1, 934), "one child of the ward's estimate of mid-2020");
    assert_eq!(figure.printed, "0.1% (1 of 934)", "as staff read it");
    let bounds = figure.bounds.as_ref().expect("bounds");
    assert_eq!(
        (bounds.low.denominator, bounds.high.denominator),
        (Some(1_028), Some(840)),
        "one source only: 10% either way, rounded outwards"
    );
    assert!(
        figure.notes.iter().any(|note| note.contains("five years")),
        "mid-2020 is old by late 2026: {figure:?}"
    );
}

#[test]
fn age_is_tested_on_the_last_day_and_not_when_they_came() {
    let mut town = Town::new();
    let turned_five = town.child("2021-11-22", IN_WARD);
    let still_four = town.child("2021-11-23", IN_WARD);
    for child in [turned_five, still_four] {
        town.is_seen(child, &["2026-03-02"]);
    }
    let figure = town.asks(reached);
    assert_eq!(figure.value.numerator, 1, "both were four in March; one turned five on the last day");
    assert!(figure.contributions.contains(&still_four.into()), "it is the younger one who counts");
    assert_eq!(town.asks_at("2026-11-21", reached).value.numerator, 2, "a day earlier both count");
}

#[test]
fn a_child_of_29_february_is_five_on_1_march() {
    let mut town = Town::new();
    let leap = town.child("2020-02-29", "");
    town.says_postcode(leap, IN_WARD, "2024-06-03");
    town.is_seen(leap, &["2024-06-03"]);
    assert_eq!(town.asks_at("2025-02-28", reached).value.numerator, 1, "four on 28 February 2025");
    assert_eq!(town.asks_at("2025-03-01", reached).value.numerator, 0, "five the day after");
}

#[test]
fn two_venues_on_one_day_are_one_day() {
    let mut town = Town::new();
    let child = town.child("2024-05-14", IN_WARD);
    town.is_seen(child, &["2026-11-16", "2026-11-16", "2026-11-17"]);
    assert_eq!(town.asks(reached).value.numerator, 1, "one child");
    assert_eq!(town.asks(sustained).value.numerator, 0, "seen on two days, not three");
    town.is_seen(child, &["2026-11-18"]);
    assert_eq!(town.asks(sustained).value.numerator, 1, "a third day makes it regular");
}

#[test]
fn the_twelve_months_begin_the_day_after_the_same_date_a_year_before() {
    let mut town = Town::new();
    let (out, within) = (town.child("2024-05-14", IN_WARD), town.child("2024-05-14", IN_WARD));
    town.is_seen(out, &["2025-11-22"]);
    town.is_seen(within, &["2025-11-23"]);
    assert_eq!(
        town.asks(reached).value.numerator,
        1,
        "22 November a year before is outside, the 23rd inside"
    );
}

#[test]
fn only_a_visit_that_was_done_is_being_seen() {
    let mut town = Town::new();
    let (met, missed) = (town.child("2024-05-14", IN_WARD), town.child("2024-05-14", IN_WARD));
    town.visits(&[met], "2026-11-16", VisitOutcome::Done);
    town.visits(&[missed], "2026-11-16", VisitOutcome::NoAnswer);
    town.visits(&[missed], "2026-11-17", VisitOutcome::Declined);
    assert_eq!(town.asks(reached).value.numerator, 1, "nobody is seen through a closed door");
}

#[test]
fn registered_is_by_the_forms_date_and_not_by_a_name_in_a_register() {
    let mut town = Town::new();
    let (by_form, by_name, later) = (
        town.child("2024-05-14", IN_WARD),
        town.child("2024-05-14", IN_WARD),
        town.child("2024-05-14", IN_WARD),
    );
    town.registers(by_form, LAST);
    town.is_seen(by_name, &["2026-11-16"]);
    town.registers(later, "2026-11-23");
    let figure = town.asks(registered);
    assert_eq!(figure.value.numerator, 1, "one form is dated by then");
    assert!(figure.with_anonymous.is_none(), "nobody is registered without a name");
    assert_eq!(town.asks(reached).value.numerator, 1, "and another child was seen");
}

#[test]
fn a_brent_child_is_out_of_area_and_one_without_postcode_is_unknown() {
    let mut town = Town::new();
    for postcode in [IN_WARD, IN_WARD, IN_BRENT, "W10", "", "ZZ99 9ZZ"] {
        let child = town.child("2024-05-14", postcode);
        town.is_seen(child, &["2026-11-16"]);
    }
    let reach = town.asks(reached);
    assert_eq!(
        interval(&reach),
        (2, 2, 5),
        "three unknown ones may live in the ward; the one of Brent does not"
    );
    assert_eq!(town.asks(out_of_area).value, Value::of(1, 3), "I-07: one of the three known");
    let unknown = town.asks(postcode_unknown);
    assert_eq!(unknown.value, Value::of(3, 6), "I-08: half, blank and unheard of, of all six");
    let reasons = &reach.bounds.as_ref().expect("bounds").reasons;
    let reason =
        reasons.iter().find(|one| one.cause == Cause::PostcodeNotKnown).expect("the reason is named");
    assert_eq!(reason.raises, 3, "and says what it contributes");
}

#[test]
fn a_half_postcode_leaves_the_earlier_whole_one_standing() {
    let mut town = Town::new();
    let child = town.child("2024-05-14", IN_WARD);
    town.says_postcode(child, "NW10", "2026-06-01");
    town.is_seen(child, &["2026-11-16"]);
    assert_eq!(town.asks(reached).value.numerator, 1, "half a postcode asserts nothing");
    town.says_postcode(child, IN_BRENT, "2026-07-01");
    assert_eq!(town.asks(reached).value.numerator, 0, "a whole one does: they moved to Brent");
    assert_eq!(town.asks_at("2026-06-30", reached).value.numerator, 0, "they had not been seen by June");
    town.is_seen(child, &["2026-06-15"]);
    assert_eq!(town.asks_at("2026-06-30", reached).value.numerator, 1, "in June they lived in the ward");
}

#[test]
fn a_month_of_birth_counts_where_every_day_of_it_gives_one_answer() {
    let mut town = Town::new();
    let (clear, unclear) = (town.child("2021-12", IN_WARD), town.child("2021-11", IN_WARD));
    for child in [clear, unclear] {
        town.is_seen(child, &["2026-11-16"]);
    }
    let figure = town.asks(reached);
    assert_eq!(interval(&figure), (1, 1, 2), "of November some days are five by the 22nd, some are four");
    let reasons = &figure.bounds.as_ref().expect("bounds").reasons;
    assert!(
        reasons.iter().any(|one| one.cause == Cause::AgeNotKnown && one.raises == 1),
        "the reason is named"
    );
    town.says_birth(unclear, "2021-11-30", "2025-01-01");
    assert_eq!(interval(&town.asks(reached)), (2, 2, 2), "a whole date beats a month, though said earlier");
}

#[test]
fn a_disputed_postcode_counts_as_last_said_and_widens_the_bounds() {
    let mut town = Town::new();
    let child = town.child("2024-05-14", IN_WARD);
    town.says_postcode(child, IN_BRENT, "2025-12-01");
    town.record(child).disputed.push("postcode".to_owned());
    town.is_seen(child, &["2026-11-16"]);
    assert_eq!(interval(&town.asks(reached)), (0, 1, 1), "January's postcode is later than December's");
}

#[test]
fn children_without_a_name_stand_in_a_second_pair_only() {
    let mut town = Town::new();
    let child = town.child("2024-05-14", IN_WARD);
    town.is_seen(child, &["2026-11-16"]);
    let before = town.asks(reached);
    let (monday, tuesday) = (town.session("2026-11-16"), town.session("2026-11-17"));
    town.counts(monday, AnonymousBand::Child, 4);
    town.counts(monday, AnonymousBand::UnderOne, 2);
    town.counts(tuesday, AnonymousBand::Child, 5);
    town.counts(tuesday, AnonymousBand::Adult, 30);
    town.counts(tuesday, AnonymousBand::OlderChild, 9);
    let figure = town.asks(reached);
    assert_eq!((figure.value, &figure.bounds), (before.value, &before.bounds), "the first pair is as it was");
    let pair = figure.with_anonymous.expect("a second pair");
    assert_eq!(pair.low.numerator, 1 + 6, "at least the six under-fives present at one session");
    assert_eq!(pair.high.numerator, 1 + 11, "at most all eleven; adults and older children are none");
}

#[test]
fn anonymous_attendance_named_later_is_named_only() {
    let mut town = Town::new();
    let child = town.child("2024-05-14", IN_WARD);
    let session = town.session("2026-11-16");
    town.counts(session, AnonymousBand::Child, 1);
    let entry = town.facts.attendances.last_mut().expect("an attendance");
    entry.attendee = Attendee::Person(child);
    let figure = town.asks(reached);
    let pair = figure.with_anonymous.as_ref().expect("a second pair");
    assert_eq!((figure.value.numerator, pair.high.numerator), (1, 1), "counted as theirs alone");
}

#[test]
fn anonymous_attendance_beyond_the_population_is_capped_and_says_so() {
    let mut town = Town::new();
    for day in ["2026-11-16", "2026-11-17", "2026-11-18"] {
        let session = town.session(day);
        town.counts(session, AnonymousBand::Child, 400);
    }
    let figure = town.asks(reached);
    let pair = figure.with_anonymous.as_ref().expect("a second pair");
    assert_eq!((pair.low.numerator, pair.high.numerator), (400, 934), "1,200 visits, but 934 children");
    assert!(figure.notes.iter().any(|note| note == ANONYMOUS_TOO_LARGE), "the figure says what to do");
}

#[test]
fn more_children_than_the_estimate_are_shown_with_a_flag_and_not_capped() {
    let mut town = Town::new();
    let session = town.session("2026-11-16");
    for _ in 0..940 {
        let child = town.child("2024-05-14", IN_WARD);
        town.attends(child, session);
    }
    let figure = town.asks(reached);
    assert_eq!(
        (figure.value, figure.above_hundred),
        (Value::of(940, 934), true),
        "100.6% is what was counted"
    );
}

#[test]
fn named_children_beyond_the_estimate_are_not_capped_by_anonymous_ones() {
    let mut town = Town::new();
    let session = town.session("2026-11-16");
    for _ in 0..940 {
        let child = town.child("2024-05-14", IN_WARD);
        town.attends(child, session);
    }
    town.counts(session, AnonymousBand::Child, 10);
    let pair = town.asks(reached).with_anonymous.expect("a second pair");
    assert_eq!(
        (pair.low.numerator, pair.high.numerator),
        (940, 940),
        "a cap takes away nobody who has a name"
    );
}

#[test]
fn tiles_of_two_champions_at_one_session_are_children_present_together() {
    let mut town = Town::new();
    let venue = town.venue();
    for count in [4, 3] {
        let twin = town.session_at(venue, "2026-11-16");
        town.counts(twin, AnonymousBand::Child, count);
    }
    let pair = town.asks(reached).with_anonymous.expect("a second pair");
    assert_eq!(
        (pair.low.numerator, pair.high.numerator),
        (7, 7),
        "seven at one session, recorded twice over"
    );
}

#[test]
fn a_carer_is_in_no_figure_of_children_nor_in_its_bounds() {
    let mut town = Town::new();
    let carer = town.carer();
    town.says_postcode(carer, IN_WARD, "2026-01-01");
    town.is_seen(carer, &["2026-11-16"]);
    assert_eq!(interval(&town.asks(reached)), (0, 0, 0), "a carer's age is not asked, and is not unknown");
}
