use super::*;
use proptest::prelude::*;
use serde_json::json;

fn id(n: u64) -> EventId {
    EventId::mint(n, [0; 10])
}
fn said(n: u64) -> Said {
    said_on(n, "2026-11-16")
}
fn said_on(n: u64, date: &str) -> Said {
    Said { on: date.parse().unwrap(), hlc: Hlc { ms: n, count: 0 }, by: id(n) }
}
fn child() -> Original {
    Original {
        said: said(1),
        kind: "person.recorded@1".to_owned(),
        payload: json!({"role": "child", "given_name": "Amina", "birth": "2023-05"}),
    }
}
fn amends(said: Said, seen: &[u64], fields: Value) -> Correction {
    let Value::Object(fields) = fields else { panic!("fields are an object") };
    Correction { said, what: What::Amends { seen: seen.iter().map(|n| id(*n)).collect(), fields } }
}
fn given_name(resolved: &Resolved) -> String {
    resolved.fact.payload()["given_name"].as_str().unwrap().to_owned()
}

#[test]
fn the_later_of_two_amendments_that_knew_each_other_is_shown_without_dispute() {
    let resolved = resolve(
        &child(),
        &[
            amends(said(2), &[], json!({"given_name": "Aminah"})),
            amends(said(3), &[2], json!({"given_name": "Amena"})),
        ],
    )
    .unwrap();
    assert_eq!(
        (given_name(&resolved).as_str(), resolved.disputed.len()),
        ("Amena", 0),
        "the second saw the first"
    );
}

#[test]
fn an_amendment_supersedes_what_its_author_saw_even_when_that_clock_ran_ahead() {
    let resolved = resolve(
        &child(),
        &[
            amends(said(9_999), &[], json!({"given_name": "Aminah"})),
            amends(said(3), &[9_999], json!({"given_name": "Amena"})),
        ],
    )
    .unwrap();
    assert_eq!(given_name(&resolved), "Amena", "what was seen is superseded whatever its clock said");
}

#[test]
fn concurrent_amendments_of_a_name_are_disputed_and_the_latest_activity_date_is_shown() {
    let resolved = resolve(
        &child(),
        &[
            amends(said_on(2, "2026-11-20"), &[], json!({"given_name": "Aminah"})),
            amends(said_on(3, "2026-11-18"), &[], json!({"given_name": "Amena"})),
        ],
    )
    .unwrap();
    assert_eq!(given_name(&resolved), "Aminah", "identity goes by activity date, not by clock");
    assert_eq!(resolved.disputed, ["given_name"], "a person must look at it");
}

#[test]
fn a_withdrawal_wins_over_an_amendment_that_came_at_the_same_time() {
    let void = Correction { said: said(2), what: What::Voids(id(1)) };
    let resolved = resolve(&child(), &[void, amends(said(3), &[], json!({"given_name": "Aminah"}))]).unwrap();
    assert!(resolved.voided, "void wins");
    assert_eq!(given_name(&resolved), "Aminah", "and the amendment is kept for review");
}

#[test]
fn taking_back_one_withdrawal_leaves_another_standing() {
    let voids = |n| Correction { said: said(n), what: What::Voids(id(1)) };
    let reinstates = Correction { said: said(4), what: What::Reinstates(id(2)) };
    assert!(
        !resolve(&child(), &[voids(2), reinstates.clone()]).unwrap().voided,
        "the only one is taken back"
    );
    assert!(resolve(&child(), &[voids(2), voids(3), reinstates]).unwrap().voided, "the other still stands");
}

#[test]
fn a_withdrawn_correction_is_as_if_never_made() {
    let void = Correction { said: said(3), what: What::Voids(id(2)) };
    let resolved = resolve(&child(), &[amends(said(2), &[], json!({"given_name": "Aminah"})), void]).unwrap();
    assert_eq!(
        (given_name(&resolved).as_str(), resolved.voided),
        ("Amina", false),
        "only the correction is withdrawn"
    );
}

#[test]
fn a_correction_that_makes_no_sense_is_kept_and_said_and_the_rest_applies() {
    let resolved = resolve(
        &child(),
        &[
            amends(said(2), &[], json!({"birth": "yesterday"})),
            amends(said(3), &[], json!({"given_name": "Aminah"})),
        ],
    )
    .unwrap();
    assert_eq!(given_name(&resolved), "Aminah", "one bad record blocks nothing");
    assert_eq!(
        resolved.doubtful.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        [id(2)],
        "and it is not hidden"
    );
}

#[test]
fn every_postcode_ever_asserted_is_kept_for_the_residence_of_earlier_days() {
    let mut original = child();
    original.payload["postcode"] = json!("W10 4AA");
    let moved = amends(said_on(2, "2026-12-01"), &[], json!({"postcode": "NW10 5AZ"}));
    let resolved = resolve(&original, &[moved]).unwrap();
    let postcodes: Vec<_> =
        resolved.assertions["postcode"].iter().map(|a| (a.value.as_str().unwrap(), a.stands)).collect();
    assert_eq!(
        postcodes,
        [("W10 4AA", false), ("NW10 5AZ", true)],
        "in order of date, the old one superseded"
    );
}

fn correction() -> impl Strategy<Value = (u8, u64, Vec<u64>, u8)> {
    (0_u8..4, 2_u64..9, prop::collection::vec(2_u64..9, 0..3), 0_u8..4)
}

proptest! {
    #[test]
    fn arrival_order_decides_nothing(
        made in prop::collection::vec(correction(), 0..7),
        shuffle in prop::collection::vec(any::<prop::sample::Index>(), 7),
    ) {
        let corrections: Vec<Correction> = made
            .iter()
            .enumerate()
            .map(|(n, (what, of, seen, value))| {
                let said = said_on(n as u64 + 2, ["2026-11-16", "2026-11-17"][usize::from(value % 2)]);
                match what {
                    0 | 1 => amends(said, seen, json!({["given_name", "postcode"][usize::from(*what)]: format!("v{value}")})),
                    2 => Correction { said, what: What::Voids(id(if value % 2 == 0 { 1 } else { *of })) },
                    _ => Correction { said, what: What::Reinstates(id(*of)) },
                }
            })
            .collect();
        let mut shuffled = corrections.clone();
        for (place, with) in shuffle.iter().enumerate().take(shuffled.len()) {
            let with = with.index(shuffled.len());
            shuffled.swap(place, with);
        }
        prop_assert_eq!(resolve(&child(), &corrections).unwrap(), resolve(&child(), &shuffled).unwrap());
    }
}
