//! The number that a row is found by in every file: its indicator's, and for a part of one what part it is.

/// Rows that are the whole of their indicator, and so bear its bare number.
const WHOLE: &[&str] = &[
    "visits",
    "sessions.held",
    "sessions.hours",
    "families.new",
    "signposts",
    "champions.active",
    "champions.new",
    "champions.hours",
    "reach.registered",
    "reach.seen",
    "reach.seen_regularly",
    "reach.families",
    "reach.out_of_area",
    "reach.postcode_unknown",
    "book.children_seen",
    "book.families_seen",
    "duplicates.open",
    "devices.closed",
];

/// First parts of a key that say no more than the indicator's number does.
const SAID_BY_THE_NUMBER: &[&str] = &["visits", "sessions", "presence", "signposts", "surveys"];

/// The number of a row, from its definition (`I-18@1`) and its key (`visits.adult`): `I-18`, and `I-18/adult` for
/// a part of it. It stays the same from week to week, because both do; a row unheard of bears its whole key.
pub(crate) fn indicator(definition: &str, key: &str) -> String {
    let number = definition.split('@').next().unwrap_or(definition);
    if WHOLE.contains(&key) {
        return number.to_owned();
    }
    let part = match key.split_once('.') {
        Some((first, rest)) if SAID_BY_THE_NUMBER.contains(&first) => rest,
        Some(_) | None => key,
    };
    format!("{number}/{}", part.replace('.', "/"))
}

#[cfg(test)]
mod tests {
    use super::indicator;

    #[test]
    fn a_whole_indicator_bears_its_number_and_a_part_says_which() {
        for (definition, key, number) in [
            ("I-18@1", "visits", "I-18"),
            ("I-18@2", "visits.under_one", "I-18/under_one"),
            ("I-19@1", "sessions.held", "I-19"),
            ("I-19@1", "sessions.held.drop_in", "I-19/held/drop_in"),
            ("I-23@1", "signposts.outcome.attended", "I-23/outcome/attended"),
            ("I-25@1", "surveys.welcome", "I-25/welcome"),
            ("W-01@1", "home_visits.done", "W-01/home_visits/done"),
            ("W-01@1", "one_to_one.done", "W-01/one_to_one/done"),
        ] {
            assert_eq!(indicator(definition, key), number, "{key} follows {definition}");
        }
    }
}
