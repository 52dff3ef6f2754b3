//! Small numbers in what leaves the house (reach.md, "Suppression and release").
//!
//! Thresholds, base and label are settings; the defaults are those of NHS England's and ONS's published tables:
//! 1 to 7 withheld, the rest to the nearest 5.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::value::{Decimals, Value, grouped, rounded};

/// What kind of number a figure is, and so who may see it how exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SuppressionClass {
    /// S0: counts of events (visits, sessions, hours): exact, public.
    Events,
    /// S1: people.
    People,
    /// S2: people of one small area: as S1, and only where enough children live there.
    SmallAreas,
    /// S3: the staff tier's file only.
    StaffOnly,
}

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Anybody.
    Public,
    /// The programme's own staff, by role and for a reason.
    Staff,
}

/// The settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuppressionSettings {
    /// The smallest number withheld. 0 is shown as 0.
    pub withheld_from: u64,
    /// The largest number withheld.
    pub withheld_to: u64,
    /// Other numbers are rounded to a multiple of this; 0 and 1 leave them as they are.
    pub round_to: u64,
    /// What stands in place of a withheld number.
    pub label: String,
    /// Small areas with fewer children than this are not shown at all.
    pub small_area_population_min: u64,
    /// Where the bands of a map begin, in per cent, ascending.
    pub map_bands_percent: Vec<u64>,
}

impl Default for SuppressionSettings {
    fn default() -> Self {
        Self {
            withheld_from: 1,
            withheld_to: 7,
            round_to: 5,
            label: "c".to_owned(),
            small_area_population_min: 50,
            map_bands_percent: vec![40, 65, 80],
        }
    }
}

/// A number as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// This number: exact for events and for staff, else rounded.
    Number(u64),
    /// Too small to show; the label stands in its place.
    Withheld,
    /// Not for this reader at all.
    NotShown,
}

impl SuppressionSettings {
    const fn is_small(&self, number: u64) -> bool {
        self.withheld_from <= number && number <= self.withheld_to
    }

    fn round(&self, number: u64) -> u64 {
        if self.round_to < 2 {
            return number;
        }
        let steps = rounded(u128::from(number), self.round_to);
        u64::try_from(steps).unwrap_or(u64::MAX).saturating_mul(self.round_to)
    }

    /// A count as this tier may see it. The area's own number of children, for S2, is `population`.
    #[must_use]
    pub fn count(&self, number: u64, class: SuppressionClass, tier: Tier, population: Option<u64>) -> Shown {
        let few_live_there = population.is_none_or(|living| living < self.small_area_population_min);
        match (tier, class) {
            (Tier::Staff, _) | (Tier::Public, SuppressionClass::Events) => Shown::Number(number),
            (Tier::Public, SuppressionClass::StaffOnly) => Shown::NotShown,
            (Tier::Public, SuppressionClass::SmallAreas) if few_live_there => Shown::NotShown,
            (Tier::Public, SuppressionClass::People | SuppressionClass::SmallAreas) => {
                if self.is_small(number) { Shown::Withheld } else { Shown::Number(self.round(number)) }
            }
        }
    }

    /// A count as this tier may read it: digits, the label, or nothing.
    #[must_use]
    pub fn count_text(&self, value: Value, class: SuppressionClass, tier: Tier) -> String {
        match self.count(value.numerator, class, tier, value.denominator) {
            Shown::Number(number) => grouped(number),
            Shown::Withheld => self.label.clone(),
            Shown::NotShown => String::new(),
        }
    }

    /// A percentage as this tier may read it. To the public, of people: from the rounded figures, without
    /// decimals, and blank where the numerator or its complement is small.
    #[must_use]
    pub fn percent_text(&self, value: Value, class: SuppressionClass, tier: Tier) -> String {
        let Value { numerator, denominator: Some(denominator) } = value else { return String::new() };
        let exact = |decimals| value.percent(decimals).unwrap_or_default();
        match (tier, class) {
            (Tier::Staff, _) => exact(Decimals::One),
            (Tier::Public, SuppressionClass::Events) => exact(Decimals::None),
            (Tier::Public, SuppressionClass::StaffOnly) => String::new(),
            (Tier::Public, SuppressionClass::SmallAreas) if denominator < self.small_area_population_min => {
                String::new()
            }
            (Tier::Public, SuppressionClass::People | SuppressionClass::SmallAreas) => {
                let complement_is_small = self.is_small(numerator.abs_diff(denominator));
                if self.is_small(numerator) || complement_is_small {
                    return String::new();
                }
                let rounded = Value::of(self.round(numerator), self.round(denominator));
                rounded.percent(Decimals::None).unwrap_or_default()
            }
        }
    }

    /// The band of a map in which a small area's rate lies, such as `40–64`, `80+`. None where it is not shown.
    #[must_use]
    pub fn map_band(&self, value: Value) -> Option<String> {
        let percent = self
            .percent_text(value, SuppressionClass::SmallAreas, Tier::Public)
            .trim_end_matches('%')
            .parse::<u64>();
        let percent = percent.ok()?;
        let next = self.map_bands_percent.iter().position(|from| percent < *from);
        let bands = &self.map_bands_percent;
        Some(match next {
            Some(0) => format!("<{}", bands.first()?),
            Some(at) => format!("{}–{}", bands.get(at - 1)?, bands.get(at)?.saturating_sub(1)),
            None => bands.last().map_or_else(|| "all".to_owned(), |last| format!("{last}+")),
        })
    }
}

#[cfg(test)]
mod tests;
