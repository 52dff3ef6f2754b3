//! A row of the return: one measure, for the week, the week before and the year.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::area::AreaPack;
use crate::definition::{Definition, PrintedDefinition};
use crate::figure::Figure;
use crate::parameters::Parameters;
use crate::population::Population;
use crate::suppression::{SuppressionClass, Tier};

/// One measure. Each figure says itself of which days it is: of rolling measures the week's column is that of
/// the year to its Sunday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// What stays the same from week to week, such as `visits.adult`.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The definition it follows, as `I-18@1`.
    pub definition: String,
    /// "How is this counted?"
    pub counted: String,
    /// Who may see the row in a weekly return.
    pub tier: Tier,
    /// The week's figure.
    pub week: Figure,
    /// The same a week before; none where the book does not remember it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub last_week: Option<Figure>,
    /// The same for the financial year to date; none where it would mean nothing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub year: Option<Figure>,
}

/// A column of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The week.
    Week,
    /// The week before.
    LastWeek,
    /// The financial year to date.
    Year,
}

impl Column {
    /// Its name as a key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::LastWeek => "last_week",
            Self::Year => "year",
        }
    }
}

impl Row {
    /// Its figures, by column.
    pub fn figures(&self) -> impl Iterator<Item = (Column, &Figure)> {
        let beside = [(Column::LastWeek, self.last_week.as_ref()), (Column::Year, self.year.as_ref())];
        let beside = beside.into_iter().filter_map(|(column, figure)| Some((column, figure?)));
        std::iter::once((Column::Week, &self.week)).chain(beside)
    }
}

/// Writes rows and remembers which definitions they follow.
pub(super) struct RowWriter<'a> {
    parameters: &'a Parameters,
    rows: Vec<Row>,
    used: BTreeMap<&'static str, &'static Definition>,
}

impl<'a> RowWriter<'a> {
    pub(super) fn new(parameters: &'a Parameters) -> Self {
        Self { parameters, rows: Vec::new(), used: BTreeMap::new() }
    }

    /// Adds a row. All three figures bear its label.
    pub(super) fn row(
        &mut self,
        key: impl Into<String>,
        label: impl Into<String>,
        definition: &'static Definition,
        (week, last_week, year): (Figure, Option<Figure>, Option<Figure>),
    ) {
        self.used.insert(definition.id, definition);
        let label = label.into();
        let tier = match definition.suppression {
            SuppressionClass::Events => Tier::Public,
            SuppressionClass::People | SuppressionClass::SmallAreas | SuppressionClass::StaffOnly => {
                Tier::Staff
            }
        };
        let labelled = |figure: Figure| figure.labelled(label.clone());
        self.rows.push(Row {
            key: key.into(),
            definition: definition.id(),
            counted: definition.counted(self.parameters),
            tier,
            week: labelled(week),
            last_week: last_week.map(labelled),
            year: year.map(labelled),
            label,
        });
    }

    /// Adds a row with a figure in every column.
    pub(super) fn full(
        &mut self,
        key: impl Into<String>,
        label: impl Into<String>,
        definition: &'static Definition,
        [week, last_week, year]: [Figure; 3],
    ) {
        self.row(key, label, definition, (week, Some(last_week), Some(year)));
    }

    /// The rows written since the last call.
    pub(super) fn take_rows(&mut self) -> Vec<Row> {
        std::mem::take(&mut self.rows)
    }

    /// Every definition used so far, by id.
    pub(super) fn definitions(
        &self,
        pack: Option<&AreaPack>,
        population: Option<&Population>,
    ) -> Vec<PrintedDefinition> {
        self.used.values().map(|one| one.printed(self.parameters, pack, population)).collect()
    }
}
