use super::{QUEENS_PARK, date, lsoa, queens_park, queens_park_with};
use reach::area::{AreaPack, PostcodeState};
use serde_json::{Value, json};

#[test]
fn the_ward_has_934_under_fives_of_whom_148_are_in_their_first_year() {
    let pack = queens_park();
    let ward = pack.members_at(date("2026-11-22"));
    let denominators = pack.denominators_at(date("2026-11-22")).expect("the ward has a denominator");

    assert_eq!(denominators.point.under_five(&ward), Ok(934), "the real denominator of reach.md");
    assert_eq!(denominators.point.under(1, &ward), Ok(148), "aged 0 at mid-2020");
    assert_eq!(
        denominators.point.by_age(&ward).unwrap().iter().sum::<u32>(),
        934,
        "the ages add up to the whole"
    );
    assert!(
        denominators.point_is_old,
        "mid-2020 is more than five years before November 2026, and the figure must say so"
    );
}

#[test]
fn the_ward_is_six_lsoas_and_206_postcodes() {
    let pack = queens_park();
    let ward = pack.members_at(date("2026-11-22"));
    let codes: Vec<_> = ward.iter().map(ToString::to_string).collect();
    assert_eq!(
        codes,
        ["E01004718", "E01004719", "E01004720", "E01004721", "E01004722", "E01004723"],
        "the LSOAs of E05013804"
    );

    let inside = pack.postcodes().filter(|(_, state)| matches!(state, PostcodeState::In(_))).count();
    assert_eq!(inside, 206, "the ward's postcodes");
    assert_eq!(pack.postcodes().len() - inside, 27_275, "the known postcodes around it");
}

#[test]
fn every_lsoa_has_an_outline_and_the_attribution_goes_with_it() {
    let pack = queens_park();
    let shapes = pack.shapes().expect("the example area can be drawn");
    assert!(shapes.label.contains("not ONS boundaries"), "nobody may take our outlines for official ones");
    assert!(shapes.polygons.keys().eq(&pack.members_at(date("2026-11-22"))), "one outline for each LSOA");
    assert!(pack.attribution().contains("Open Government Licence v3.0"), "the licence asks for it");
}

#[test]
fn the_hash_names_the_content_and_not_the_layout() {
    let pack = queens_park();
    let json: Value = serde_json::from_slice(QUEENS_PARK).unwrap();
    let squeezed = AreaPack::parse(json.to_string().as_bytes()).unwrap();
    assert_eq!(squeezed.hash(), pack.hash(), "spacing and order of keys do not matter");
    assert_eq!(
        AreaPack::parse(&pack.canonical_json()).as_ref(),
        Ok(&pack),
        "the canonical form reads back as the same pack"
    );

    let recounted =
        queens_park_with(|json| json["denominators"][0]["rows"]["E01004718"][0] = json!(30)).unwrap();
    assert_ne!(recounted.hash(), pack.hash(), "one child more is another pack");
    let [ours, theirs] = [&pack, &recounted].map(|pack| pack.denominators()[0].hash());
    assert_ne!(ours, theirs, "and another denominator");
}

#[test]
fn a_copy_for_a_device_holds_no_deprivation() {
    let pack = queens_park();
    let copy = pack.without_deprivation();
    let kept = String::from_utf8(copy.canonical_json()).unwrap();
    assert!(
        !kept.contains("Indices of Deprivation 2025"),
        "neither the decile nor its source goes to a phone"
    );
    assert_eq!(AreaPack::parse(kept.as_bytes()), Ok(copy.clone()), "the copy is a valid pack of its own");
    assert_ne!(copy.hash(), pack.hash(), "and is not taken for the whole one");
    assert_eq!(copy.look_up("W10 4AA"), pack.look_up("W10 4AA"), "postcodes are looked up alike");
}

#[test]
fn an_lsoa_that_leaves_the_area_changes_no_figure_of_before() {
    let pack = queens_park_with(|json| json["area"]["lsoas"][2]["valid_to"] = json!("2026-03-31")).unwrap();
    let left = lsoa("E01004720");
    let (last_day, next_day) = (date("2026-03-31"), date("2026-04-01"));

    assert!(pack.is_member_on(left, last_day), "valid_to is the last day, included");
    assert!(!pack.is_member_on(left, next_day), "from the next day it is outside");
    let under_fives = |day| {
        let denominators = pack.denominators_at(day).expect("the remaining area has a denominator");
        denominators.point.under_five(&pack.members_at(day)).expect("every member has a row")
    };
    assert_eq!(under_fives(last_day), 934, "until then the ward is whole");
    assert_eq!(under_fives(next_day), 934 - 173, "afterwards its 173 under-fives are not in the denominator");
    assert_eq!(pack.look_up_at("W10 4AA", last_day), PostcodeState::In(left), "W10 4AA lies in it");
    assert_eq!(
        pack.look_up_at("W10 4AA", next_day),
        PostcodeState::KnownOutside(pack.authority().code),
        "afterwards its families live outside, and not nowhere"
    );
    assert!(pack.members_at(date("2021-03-20")).is_empty(), "before LSOA 2021 there is no such area");
    assert!(pack.denominators_at(date("2021-03-20")).is_none(), "and so nothing to measure reach against");
}
