//! The week as it comes in, reach as staff and as commissioners read it.

use serde_json::json;
use wire::Fault;
use wire::desk::{AreaShapes, Counts, DeskRole, Reach, ReachByArea, ReachTrend, Tier, Week};

use super::browser::Browser;
use crate::phone::{Phone, came, child, session};
use crate::world::{AMINA, BEA, HOUR_MS, World};

const NORTH: &str = "North team (example)";
const SOUTH: &str = "South team (example)";

/// A session on a Monday with so many children, each newly recorded.
async fn a_session_with(phone: &mut Phone, children: usize) {
    let held = phone.event(&session(), "2026-11-16");
    let mut events = vec![held.clone()];
    for number in 0..children {
        let person = phone.event(&child(&format!("Child{number}")), "2026-11-16");
        let there = phone.event(&came(held.id, person.id), "2026-11-16");
        events.extend([person, there]);
    }
    phone.pushes(events).await;
}

#[tokio::test]
async fn the_week_says_what_came_in_from_whose_device_and_what_is_kept_aside() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let mut amina = world.phone(address, AMINA, 1).await;
    a_session_with(&mut amina, 3).await;
    let broken = amina.saying(r#"{"v":1}"#);
    amina.pushes(vec![broken]).await;
    let north = Browser::of(&world, address, "North", DeskRole::Coordinator, Some(NORTH)).await;
    let week: Week = north.get("/desk/v1/weeks/2026-W47").await.json();
    let monday = Counts { sessions: 1, attendances: 3, ..Counts::default() };
    assert_eq!((week.by_day.len(), week.by_day[0].counts, week.total), (7, monday, monday), "by day");
    assert!(week.is_over, "its Sunday has come");
    let [device] = week.devices.as_slice() else { panic!("one device: {:?}", week.devices) };
    assert_eq!((device.champion_name.as_str(), device.closed), (AMINA, false), "hers, and not closed");
    assert!(device.last_contact_ms.is_some(), "it was heard of");
    let south = Browser::of(&world, address, "South", DeskRole::Coordinator, Some(SOUTH)).await;
    let week: Week = south.get("/desk/v1/weeks/2026-W47").await.json();
    assert_eq!((week.devices, week.kept_aside), (vec![], vec![]), "another team's people have no name there");
    assert_eq!(week.total, monday, "counts are the programme's");
}

#[tokio::test]
async fn staff_read_reach_exactly_with_bounds_its_definition_and_its_population() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let mut bea = world.phone(address, BEA, 1).await;
    a_session_with(&mut bea, 12).await;
    let browser = Browser::of(&world, address, "Staff", DeskRole::Coordinator, None).await;
    let reach: Reach = browser.get("/desk/v1/reach").await.json();
    assert_eq!((reach.tier, reach.at.as_str()), (Tier::Staff, "2026-11-23"), "exactly, as of today");
    let seen = reach.figures.iter().find(|one| one.definition == "I-02@1").expect("reach");
    assert_eq!(seen.printed, "1.3% (12 of 934)", "of the ward's under-fives");
    let bounds = seen.bounds.as_ref().expect("never without its bounds");
    assert!(!bounds.reasons.is_empty(), "each with its reasons");
    let counted = reach.definitions.iter().find(|one| one.id == "I-02@1").expect("how it is counted");
    assert!(counted.counted.contains("under 5"), "in words: {}", counted.counted);
    let target = reach.targets.iter().find(|one| one.definition == "I-02@1").expect("a target");
    assert_eq!((target.percent, target.needed, target.more), (75, 701, 689), "75% of 934 is 701, less 12");
    assert_eq!(reach.population.expect("a population").residents, 934, "with its source");
    let areas: ReachByArea = browser.get("/desk/v1/reach/areas?at=2026-11-22").await.json();
    assert_eq!(areas.areas.len(), 6, "the ward's small areas");
    let sum: u64 = areas.areas.iter().filter_map(|one| one.figure.value).map(|one| one.numerator).sum();
    assert_eq!(sum, 12, "they add up to the whole");
    assert!(areas.areas.iter().all(|one| one.imd_decile.is_some()), "with deprivation, for staff");
    let shapes: AreaShapes = browser.get("/desk/v1/area/shapes").await.json();
    assert_eq!(shapes.polygons.len(), 6, "and an outline each");
    let trend: ReachTrend = browser.get("/desk/v1/reach/trend").await.json();
    let last: Vec<_> = trend.points.iter().rev().take(2).map(|one| one.printed.as_str()).collect();
    assert_eq!((trend.points.len(), last), (12, vec!["1.3% (12 of 934)", "0.0% (0 of 934)"]), "week by week");
    for at in ["2026-11-24", "1999-12-31", "nonsense"] {
        let answer = browser.get(&format!("/desk/v1/reach?at={at}")).await;
        assert!([400, 422].contains(&answer.status), "{at} is no day to ask for");
    }
}

#[tokio::test]
async fn a_commissioner_reads_the_last_released_month_rounded_and_always_the_same() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let mut amina = world.phone(address, AMINA, 1).await;
    a_session_with(&mut amina, 12).await;
    let browser = Browser::of(&world, address, "Council", DeskRole::Commissioner, None).await;
    let october: Reach = browser.get("/desk/v1/reach?at=2026-11-22").await.json();
    assert_eq!((october.tier, october.at.as_str()), (Tier::Public, "2026-10-31"), "never a live figure");
    world.env.passes(25 * 24 * HOUR_MS);
    let mut browser = browser;
    browser.signs_in().await;
    let november: Reach = browser.get("/desk/v1/reach").await.json();
    let seen = november.figures.iter().find(|one| one.definition == "I-02@1").expect("reach");
    assert_eq!((november.at.as_str(), seen.printed.as_str()), ("2026-11-30", "1% (10 of 935)"), "rounded");
    assert!(seen.bounds.as_ref().is_none_or(|bounds| bounds.reasons.is_empty()), "no reason counts children");
    assert!(november.figures.iter().all(|one| one.definition != "I-08@1"), "what is for staff is not there");
    let families = november.figures.iter().find(|one| one.definition == "I-06@1").expect("families");
    assert!(!families.withheld || families.value.is_none(), "what is withheld has no number");
    let areas: ReachByArea = browser.get("/desk/v1/reach/areas").await.json();
    assert!(areas.areas.iter().all(|one| one.imd_decile.is_none()), "no deprivation");
    let mut bea = world.phone(address, BEA, 2).await;
    a_session_with(&mut bea, 20).await;
    let again: Reach = browser.get("/desk/v1/reach").await.json();
    assert_eq!(again, november, "what comes in later changes no release");
    let trend: ReachTrend = browser.get("/desk/v1/reach/trend").await.json();
    assert_eq!(trend.points.len(), 12, "month by month");
    let review = browser.get("/desk/v1/returns/2026-W47").await;
    assert_eq!(review.status, 404, "a return that is not frozen is not theirs to see");
    world.centre.freeze("2026-W47".parse().unwrap(), "A coordinator").await.unwrap();
    let review: wire::desk::ReturnReview = browser.get("/desk/v1/returns/2026-W47").await.json();
    let units: Vec<_> = review.questions.iter().flat_map(|one| &one.rows).map(|row| row.week.unit).collect();
    assert!(review.is_frozen && !units.is_empty(), "then its counts of events are");
    assert!(!units.contains(&wire::figure::Unit::Child), "and none of people");
    let refused: Fault = browser.get("/desk/v1/weeks/2026-W47").await.json();
    assert_eq!(refused.code, wire::Code::NotPermitted, "nor the week as it comes in");
    let refused = browser.post("/desk/v1/returns/2026-W47/freeze", &json!({})).await;
    assert_eq!(refused.status, 403, "nor is it theirs to freeze");
}
