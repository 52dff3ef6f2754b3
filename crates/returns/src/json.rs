//! The return as canonical JSON, and the schemas of what is written.

use reach::suppression::Tier;
use reach::weekly::WeeklyReturn;
use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::Value;

use crate::frozen::Signed;
use crate::tier::for_tier;

/// Canonical JSON (RFC 8785) of the return as this tier may have it, and a line break. What a frozen return is
/// proved by is the signed file ([`Signed::file`]), which is for staff.
#[must_use]
pub fn write(weekly: &WeeklyReturn, tier: Tier) -> String {
    let mut json = for_tier(weekly, tier).canonical_json();
    json.push('\n');
    json
}

/// The JSON Schema (draft 2020-12) of a weekly return, as [`write`] writes it.
#[must_use]
pub fn schema() -> Value {
    schema_of::<WeeklyReturn>()
}

/// The JSON Schema (draft 2020-12) of a frozen and signed return.
#[must_use]
pub fn frozen_schema() -> Value {
    schema_of::<Signed>()
}

fn schema_of<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value()
}
