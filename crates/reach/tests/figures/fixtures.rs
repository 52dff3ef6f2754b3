//! Figures that the sources publish, through whole figures.

use domain::{AnonymousBand, Period};
use reach::cost::{CostError, Families, Pence, cost_per_family};
use reach::suppression::{SuppressionSettings, Tier};
use reach::{Frame, Parameters, Population, Value, families_reached, reach as reached};

use crate::town::{IN_WARD, LAST, Town, date, ward};

#[test]
fn queens_parks_population_prints_its_source_and_date() {
    let population = Population::at(ward(), date(LAST), &Parameters::default()).expect("a population");
    assert_eq!(population.residents, 934, "under-fives of E05013804 at mid-2020");
    assert_eq!(population.as_of, date("2020-06-30"), "its date goes with it");
    assert!(population.source.contains("SAPE23DT2"), "and its source: {}", population.source);
    assert_eq!((population.under, population.sha256.len()), (5, 64), "and its age and hash");
}

#[test]
fn an_upper_age_beyond_the_estimate_gives_a_count_and_no_rate() {
    let mut town = Town::new();
    let child = town.child("2019-05-14", IN_WARD);
    town.is_seen(child, &["2026-11-16"]);
    let parameters = Parameters { upper_age: 9, ..Parameters::default() };
    let frame = Frame::of(ward(), Period::rolling_year(date(LAST)), &parameters);
    let figure = reached(&reach::Reading::of(&town.facts), &frame);
    assert_eq!(figure.value, Value::count(1), "the estimate has ages 0 to 4 only");
    assert!(!figure.notes.is_empty(), "and the figure says why it is no rate");
}

#[test]
fn a_familys_cost_is_refused_over_reached_children_and_taken_over_families() {
    let mut town = Town::new();
    let (one, other) = (town.child("2024-05-14", IN_WARD), town.child("2022-05-14", IN_WARD));
    town.family(&[one, other]);
    town.is_seen(one, &["2026-11-16"]);
    town.is_seen(other, &["2026-11-16"]);
    let (children, families) = (town.asks(reached), town.asks(families_reached));
    assert!(matches!(Families::try_from(&children), Err(CostError::OtherUnit { .. })), "two children");
    let families = Families::try_from(&families).expect("families");
    assert_eq!(cost_per_family(Pence::from_pounds(10), families), Ok(Pence(1_000)), "of one family");
}

#[test]
fn the_public_reads_c_where_staff_read_seven() {
    let mut town = Town::new();
    let session = town.session("2026-11-16");
    for _ in 0..7 {
        let child = town.child("2024-05-14", IN_WARD);
        town.attends(child, session);
    }
    town.counts(session, AnonymousBand::Adult, 2);
    let (figure, settings) = (town.asks(reached), SuppressionSettings::default());
    let count = |tier| settings.count_text(figure.value, figure.suppression, tier);
    assert_eq!((count(Tier::Public).as_str(), count(Tier::Staff).as_str()), ("c", "7"), "seven are few");
    assert_eq!(
        settings.percent_text(figure.value, figure.suppression, Tier::Public),
        "",
        "and so is their share"
    );
}
