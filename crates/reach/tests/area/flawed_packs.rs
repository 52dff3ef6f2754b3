use super::{QUEENS_PARK, queens_park_with};
use reach::area::{AreaError, AreaPack, PACK_BYTES_MAX};
use serde_json::{Value, json};

/// The flaws that a change to the example area makes, each as the user sees it.
fn flaws(change: impl FnOnce(&mut Value)) -> Vec<String> {
    match queens_park_with(change) {
        Err(AreaError::Flawed(flaws)) => flaws.iter().map(ToString::to_string).collect(),
        other => panic!("expected flaws, got {:?}", other.map(|pack| pack.hash())),
    }
}

#[test]
fn every_flaw_is_said_at_once_and_with_its_place() {
    let found = flaws(|json| {
        json["attribution"] = json!(" ");
        json["area"]["lsoas"][1]["imd_decile"] = json!(11);
        json["area"]["lsoas"][2]["valid_to"] = json!("2020-01-01");
        json["denominators"][0]["rows"]["E01004719"] = json!([1, 2, 3]);
        json["denominators"][0]["rows"]["E01000001"] = json!([1, 2, 3, 4, 5]);
        json["shapes"]["polygons"]["E01004718"][0][0][0] = json!([51.5, -0.2]);
    });
    let places: Vec<_> = found.iter().map(|flaw| flaw.split(": ").next().unwrap()).collect();
    assert_eq!(
        places,
        [
            "attribution",
            "area.lsoas[1].imd_decile",
            "area.lsoas[2].valid_to",
            "denominators[0].rows.E01000001",
            "denominators[0].rows.E01004719",
            "shapes.polygons.E01004718[0][0]",
            "shapes.polygons.E01004718[0][0]",
        ],
        "a ring with a swapped point is neither closed nor in Great Britain"
    );
    assert!(found[3].contains("not among area.lsoas"), "a row about another place is a slip: {}", found[3]);
}

#[test]
fn a_postcode_stands_in_one_place_only() {
    let found = flaws(|json| json["postcodes"]["outside"][0]["sectors"]["W10 4"] = json!("AA"));
    assert_eq!(found.len(), 1, "one postcode is in two places: {found:?}");
    assert!(found[0].contains("W10 4AA") && found[0].contains("E09000005"), "and it is named: {}", found[0]);
}

#[test]
fn units_are_written_in_one_way_only() {
    let units =
        |units: &str| flaws(|json| json["postcodes"]["outside"][0]["sectors"]["HA0 1"] = json!(units));
    assert!(
        units("AD AB")[0].contains("does not come after"),
        "in ascending order, so that one change is one change"
    );
    assert!(units("AB AB")[0].contains("does not come after"), "each once");
    assert!(units("AB  AD")[0].contains("not a postcode"), "with one space between");
    assert!(units("ab")[0].contains("not a postcode"), "in capitals");
    assert!(units("")[0].contains("not a postcode"), "and a sector without units is left out");
    let sector = flaws(|json| json["postcodes"]["outside"][0]["sectors"]["ha0 1"] = json!("AB"));
    assert!(
        sector[0].starts_with("postcodes.outside[0].sectors.ha0 1: "),
        "the sector is named: {}",
        sector[0]
    );
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    let text = String::from_utf8(QUEENS_PARK.to_vec()).unwrap();
    let row = "\"E01004718\": [29, 22, 34, 23, 37],";
    assert!(text.contains(row), "the row is in the file");
    let twice = text.replace(row, &format!("{row}\n{row}"));
    let Err(AreaError::Unreadable { line, what, .. }) = AreaPack::parse(twice.as_bytes()) else {
        panic!("a row that silently replaces another is a figure that nobody can explain");
    };
    assert!(what.contains("E01004718 stands twice"), "the key is named: {what}");
    let place = twice.lines().take(line).collect::<Vec<_>>().join("\n").matches(row).count();
    assert_eq!(place, 2, "and the line is that of the second row");
}

#[test]
fn a_member_is_not_a_member_twice_on_one_day() {
    let again = |from: &str| {
        let from = json!(from);
        queens_park_with(|json| {
            let mut back = json["area"]["lsoas"][0].clone();
            back["valid_from"] = from;
            json["area"]["lsoas"][0]["valid_to"] = json!("2024-03-31");
            json["area"]["lsoas"].as_array_mut().unwrap().push(back);
        })
    };
    assert!(again("2025-04-01").is_ok(), "an LSOA may leave and come back");
    assert!(matches!(again("2024-03-31"), Err(AreaError::Flawed(_))), "but not before it has left");
}

#[test]
fn a_file_of_another_kind_is_called_that() {
    let other = AreaPack::parse(br#"{"format": "doorstep-programme@1", "venues": []}"#);
    assert_eq!(
        other,
        Err(AreaError::OtherFormat { found: "doorstep-programme@1".to_owned() }),
        "not «unknown field»"
    );
    let later = queens_park_with(|json| json["format"] = json!("doorstep-area-pack@2"));
    assert!(
        matches!(later, Err(AreaError::OtherFormat { .. })),
        "a later version may mean something else by a field"
    );
}

#[test]
fn what_cannot_be_read_is_said_with_its_line() {
    for (change, named) in [
        (("\"E05013804\"", "\"E05013804\", \"colour\": 1"), "colour"),
        (("\"code\": \"E01004719\"", "\"code\": \"E0100471\""), "is not the code of an LSOA"),
        (("\"2020-06-30\"", "\"30/06/2020\""), "invalid"),
        (("[29, 22, 34, 23, 37]", "[29, 22, 34, 23, -37]"), "-37"),
        (("\"attribution\"", "\"attributoin\""), "attributoin"),
    ] {
        let text = String::from_utf8(QUEENS_PARK.to_vec()).unwrap();
        let error = AreaPack::parse(text.replace(change.0, change.1).as_bytes()).unwrap_err();
        assert!(matches!(error, AreaError::Unreadable { line: 2.., .. }), "the line is given: {error}");
        assert!(error.to_string().contains(named), "{error} names {named}");
    }
    for nothing in [&b""[..], b"[]", b"null", b"{", b"\xff\xfe", b"{\"format\": 1}"] {
        assert!(
            matches!(AreaPack::parse(nothing), Err(AreaError::Unreadable { .. })),
            "{nothing:?} is no pack and no panic"
        );
    }
    let huge = vec![b' '; PACK_BYTES_MAX + 1];
    assert!(
        matches!(AreaPack::parse(&huge), Err(AreaError::TooLarge { .. })),
        "a film renamed to .json is not read"
    );
}
