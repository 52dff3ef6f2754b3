//! Every JSON that is written is what its schema says.

use domain::AuthorityId;
use reach::suppression::Tier;
use returns::frozen::{FORMAT, FrozenReturn, Signed};
use returns::json;
use serde_json::Value;

use crate::autumn::{self, PLAIN};

#[track_caller]
fn conforms(schema: &Value, json: &str) {
    let validator = jsonschema::validator_for(schema).expect("the schema is one");
    let value: Value = serde_json::from_str(json).expect("JSON");
    let errors: Vec<String> =
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "the file is what the schema says:\n{}", errors.join("\n"));
}

#[test]
fn a_return_conforms_to_its_schema_in_every_tier_and_state() {
    for weekly in [autumn::at_centre(&PLAIN), autumn::on_device(&PLAIN)] {
        for tier in [Tier::Staff, Tier::Public] {
            conforms(&returns::schema(), &json::write(&weekly, tier));
        }
    }
}

#[test]
fn a_frozen_and_signed_return_conforms_to_its_schema() {
    let weekly = autumn::at_centre(&PLAIN);
    let signed = Signed {
        frozen: FrozenReturn {
            format: FORMAT.to_owned(),
            authority: "00000000-0000-7000-8000-000000000001".parse::<AuthorityId>().unwrap(),
            revision: 1,
            frozen_ms: 1_795_598_040_000,
            contributions: [("visits/week".to_owned(), vec!["0f".repeat(16)])].into(),
            weekly,
        },
        sha256: "00".repeat(32),
        key: "00".repeat(32),
        signature: "00".repeat(64),
    };
    conforms(&returns::frozen_schema(), &signed.file());
}

#[test]
fn the_schema_refuses_a_figure_without_its_days() {
    let mut value: Value =
        serde_json::from_str(&json::write(&autumn::at_centre(&PLAIN), Tier::Staff)).unwrap();
    let week = value.pointer_mut("/questions/0/rows/0/week").and_then(Value::as_object_mut).unwrap();
    week.remove("period");
    assert!(!jsonschema::is_valid(&returns::schema(), &value), "a figure is never a bare number");
}

#[test]
fn the_json_is_canonical() {
    let text = json::write(&autumn::at_centre(&PLAIN), Tier::Staff);
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        serde_json_canonicalizer::to_string(&value).unwrap() + "\n",
        text,
        "RFC 8785, so that its hash means something"
    );
}
