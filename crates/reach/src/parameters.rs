//! The named parameters of every figure. No national formula exists, so whoever reads a figure must see them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::suppression::SuppressionSettings;

/// Under-fives, as in England's early years measures (reach.md; 9 and 19 are in use too).
pub const UPPER_AGE: u32 = 5;
/// Contacts on this many dates in twelve months are "regularly seen" (reach.md, sustained).
pub const SUSTAINED_N: u32 = 3;
/// With one population source only, the population is taken to be right to within this many in a hundred. A
/// setting, not a measurement: it is printed with every bound that it enters.
pub const SINGLE_POPULATION_PERCENT: u32 = 10;

/// The parameters of a set of figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// Children younger than this many years at t* are counted.
    pub upper_age: u32,
    /// Distinct dates with a contact that make a child "regularly seen".
    pub sustained_n: u32,
    /// How far the population may be off where only one source is at hand, in per cent, 0 to 99.
    pub single_population_percent: u32,
    /// What becomes of small numbers in published files.
    pub suppression: SuppressionSettings,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            upper_age: UPPER_AGE,
            sustained_n: SUSTAINED_N,
            single_population_percent: SINGLE_POPULATION_PERCENT,
            suppression: SuppressionSettings::default(),
        }
    }
}
