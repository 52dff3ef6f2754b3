use super::{lsoa, queens_park};
use proptest::prelude::*;
use reach::area::{AreaPack, LadCode, PostcodeState, TypedPostcode, normalise};
use std::sync::LazyLock;

/// Parsed once: a property looks at many postcodes.
static PACK: LazyLock<AreaPack> = LazyLock::new(queens_park);

fn outside(code: &str) -> PostcodeState {
    PostcodeState::KnownOutside(code.parse::<LadCode>().expect("the code of an authority"))
}

#[test]
fn a_postcode_is_found_however_it_is_typed() {
    let home = PostcodeState::In(lsoa("E01004720"));
    for typed in [
        "W10 4AA",
        "w104aa",
        " W10  4AA",
        "w10 4aa ",
        "W1 04AA",
        "W10-4AA",
        "W10 4AA.",
        "W10\u{a0}4AA",
        "\u{feff}W10 4AA\n",
    ] {
        assert_eq!(PACK.look_up(typed), home, "{typed:?} is W10 4AA");
    }
}

#[test]
fn a_brent_postcode_is_known_to_be_outside() {
    for typed in ["HA0 1AB", "ha01ab", "NW10 4BB", "NW6 6AA"] {
        assert_eq!(PACK.look_up(typed), outside("E09000005"), "{typed} is in Brent");
    }
    assert_eq!(PACK.lad_name("E09000005".parse().unwrap()), Some("Brent"), "and can be said by name");
    assert_eq!(
        PACK.look_up("SW1A 1AA"),
        outside("E09000033"),
        "the rest of Westminster is outside the ward too"
    );
    assert_eq!(PACK.look_up("SW10 0AB"), outside("E09000020"), "Kensington and Chelsea");
    assert_eq!(PACK.look_up("NW10 4UY"), outside("E09000013"), "Hammersmith and Fulham has a part of NW10");
}

#[test]
fn half_a_postcode_is_a_state_of_its_own() {
    for typed in ["W10", "w10 ", "W10 4", "w104", "W9", "SW1A", "SW1A 1", "E1 6", "NW10"] {
        assert_eq!(
            PACK.look_up(typed),
            PostcodeState::Half,
            "{typed:?} is offered as an answer, so it is no mistake"
        );
    }
}

#[test]
fn what_is_not_known_is_never_guessed() {
    for typed in [
        "",
        "   ",
        "ZZ99 9ZZ",
        "no fixed abode",
        "prefer not to say",
        "90210",
        "W",
        "10 4AA",
        "W10 4A",
        "W10 4AAA",
        "Wёst",
        "🏠",
    ] {
        assert_eq!(PACK.look_up(typed), PostcodeState::Unknown, "{typed:?} asserts nothing");
    }
    assert_eq!(
        PACK.look_up("W1O 4AA"),
        PostcodeState::Unknown,
        "the letter O is not silently read as a zero"
    );
    assert_eq!(PACK.look_up("WI0 4AA"), PostcodeState::Unknown, "nor the letter I as a one");
    assert_eq!(PACK.look_up("NW1 0AA"), PostcodeState::Unknown, "Camden's postcodes are not in the pack");
    assert_eq!(
        PACK.look_up("W10 4BX"),
        PostcodeState::Unknown,
        "no published look-up says which side it lies on"
    );
}

#[test]
fn a_familys_postcode_cannot_be_logged_by_accident() {
    let typed = normalise("w104aa");
    assert!(!format!("{typed:?}").contains("4AA"), "Debug is mute, since of a family it is personal data");
    let TypedPostcode::Whole(postcode) = typed else { panic!("w104aa is a whole postcode") };
    assert_eq!(postcode.to_string(), "W10 4AA", "what is asked for on purpose is shown in full");
}

proptest! {
    #[test]
    fn no_text_breaks_the_look_up(typed in ".{0,40}") {
        let state = PACK.look_up(&typed);
        let is_text = !typed.chars().any(|character| character.is_ascii_digit());
        prop_assert!(!is_text || state == PostcodeState::Unknown, "{:?} has no digit and is no postcode", typed);
    }

    #[test]
    fn case_and_spacing_never_change_where_a_postcode_lies(
        pick in any::<prop::sample::Index>(),
        lower in prop::collection::vec(any::<bool>(), 8),
        spaces in prop::collection::vec(0usize..3, 8),
    ) {
        let listed: Vec<_> = PACK.postcodes().collect();
        let (postcode, state) = listed[pick.index(listed.len())];
        let typed: String = postcode.to_string().chars().zip(lower.iter().zip(&spaces)).map(|(letter, (lower, spaces))| {
            let letter = if *lower { letter.to_ascii_lowercase() } else { letter };
            format!("{letter}{}", " ".repeat(*spaces))
        }).collect();
        prop_assert_eq!(PACK.look_up(&typed), state, "{:?} is {}", typed, postcode);
    }

    #[test]
    fn a_normal_form_is_its_own_normal_form(typed in "[a-zA-Z]{1,2}[0-9][0-9a-zA-Z]? ?[0-9][a-zA-Z]{2}") {
        let TypedPostcode::Whole(postcode) = normalise(&typed) else { panic!("{typed} has the form of a postcode") };
        prop_assert_eq!(normalise(&postcode.to_string()), TypedPostcode::Whole(postcode));
        prop_assert_eq!(
            postcode.to_string().replace(' ', ""), typed.replace(' ', "").to_ascii_uppercase(),
            "no character is lost or exchanged"
        );
    }
}
