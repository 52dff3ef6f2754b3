//! What an indicator counts, in words that are printed with it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::area::AreaPack;
use crate::parameters::Parameters;
use crate::population::Population;
use crate::suppression::SuppressionClass;

/// What one is counted in. A cost per family over a count of children is refused by these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A child.
    Child,
    /// A household.
    Family,
    /// One person at one session.
    Visit,
    /// A visit to a family's home or another place.
    HomeVisit,
    /// A session.
    Session,
    /// Somebody was told about a service.
    Contact,
    /// A survey response.
    Respondent,
    /// A volunteer.
    Champion,
    /// A minute of time; printed as hours.
    Minute,
    /// Two records of a person.
    Pair,
    /// A device.
    Device,
}

/// One version of an indicator. A changed reading is the next version, so that year 1 and year 10 compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// Its number in reach.md's list (`I-02`), or of the weekly return (`W-01`).
    pub id: &'static str,
    /// 1, 2, 3…
    pub version: u32,
    /// Its name.
    pub label: &'static str,
    /// What it counts in.
    pub unit: Unit,
    /// Who may see it how exactly.
    pub suppression: SuppressionClass,
    /// "How is this counted?"; `{upper_age}` and `{n}` stand for the parameters.
    pub counted: &'static str,
}

/// A definition with the parameters it was applied with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrintedDefinition {
    /// Number and version, as `I-02@1`.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What it counts in.
    pub unit: Unit,
    /// Who may see it how exactly.
    pub suppression: SuppressionClass,
    /// "How is this counted?"
    pub counted: String,
    /// What else it depends on, by name.
    pub parameters: Vec<NamedParameter>,
}

/// A parameter as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedParameter {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl Definition {
    /// Number and version, as `I-02@1`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }

    /// "How is this counted?" with the parameters filled in.
    #[must_use]
    pub fn counted(&self, parameters: &Parameters) -> String {
        self.counted
            .replace("{upper_age}", &parameters.upper_age.to_string())
            .replace("{n}", &parameters.sustained_n.to_string())
    }

    /// The definition as it is printed with figures of this area; the period is in each figure.
    #[must_use]
    pub fn printed(
        &self,
        parameters: &Parameters,
        pack: Option<&AreaPack>,
        population: Option<&Population>,
    ) -> PrintedDefinition {
        let Self { id: _, version: _, label, unit, suppression, counted: _ } = *self;
        let mut named = Vec::new();
        let mut name = |name: &str, value: String| {
            named.push(NamedParameter { name: name.to_owned(), value });
        };
        if let (Unit::Child | Unit::Family, Some(pack)) = (unit, pack) {
            name("area", format!("{} ({})", pack.area().name, pack.area().code));
            name("upper_age", parameters.upper_age.to_string());
            name("n_of_sustained", parameters.sustained_n.to_string());
            if let Some(population) = population {
                let Population { id, source, as_of, .. } = population;
                name("population", format!("{id}: {source}, as of {as_of}"));
            }
        }
        PrintedDefinition {
            id: self.id(),
            label: label.to_owned(),
            unit,
            suppression,
            counted: self.counted(parameters),
            parameters: named,
        }
    }
}
