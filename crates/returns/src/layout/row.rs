//! A row of a table.

use reach::suppression::Tier;
use reach::weekly::{self, Column, WeeklyReturn};
use reach::{Days, Figure};

use super::cell::Cell;
use super::indicator::indicator;
use super::{Heading, words};

/// One measure, with last week's and the year's figure beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is found by in every file, as `I-18` or `I-18/adult`.
    pub id: String,
    /// Its key in the return, as `visits.adult`.
    pub key: String,
    /// Its name.
    pub label: String,
    /// How far it is indented: 0 for a whole, 1 for a part of it, 2 for a part of a part.
    pub depth: u8,
    /// What is counted, in the plural.
    pub unit: &'static str,
    /// The definition it follows, as `I-18@1`.
    pub definition: String,
    /// The week's figure.
    pub week: Cell,
    /// Last week's; none where the book does not remember it.
    pub last_week: Option<Cell>,
    /// The year's; none where it would mean nothing.
    pub year: Option<Cell>,
    /// What a reader must know beside it, each a sentence.
    pub notes: Vec<String>,
}

impl Row {
    pub(super) fn of(row: &weekly::Row, of: &WeeklyReturn, tier: Tier) -> Self {
        let settings = &of.parameters.suppression;
        let weekly::Row { key, label, definition, counted: _, tier: _, week, last_week, year } = row;
        let cell = |figure: &Figure| Cell::of(figure, tier, settings);
        let id = indicator(definition, key);
        let mut notes: Vec<String> = Vec::new();
        for note in row.figures().flat_map(|(_, figure)| &figure.notes) {
            let note = sentence(note);
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        // Of counts of events more than all is no wonder: a session out of turn is held without being planned.
        if week.above_hundred && week.bounds.is_some() {
            notes.push("More than 100%: shown as it is, not capped.".to_owned());
        }
        Self {
            depth: 0,
            id,
            key: key.clone(),
            label: label.clone(),
            unit: words::unit(week.unit),
            definition: definition.clone(),
            week: cell(week),
            last_week: last_week.as_ref().map(cell),
            year: year.as_ref().map(cell),
            notes,
        }
    }

    /// The figure of a column.
    #[must_use]
    pub const fn cell(&self, column: Column) -> Option<&Cell> {
        match column {
            Column::Week => Some(&self.week),
            Column::LastWeek => self.last_week.as_ref(),
            Column::Year => self.year.as_ref(),
        }
    }

    /// Notes the days of a figure that was counted over others than its column says.
    pub(super) fn say_other_days(&mut self, week: &Heading, of_return: Days) {
        let (name, days) = words::heading(Column::Week, self.week.days, of_return);
        if week.name == name && week.days == days {
            return;
        }
        let over = match name {
            "12 months" => format!("Counted over the 12 months {days}."),
            _ if self.week.days.first == self.week.days.last => format!("As it stood on {days}."),
            _ => format!("Counted over {days}."),
        };
        if !self.notes.contains(&over) {
            self.notes.insert(0, over);
        }
    }

    /// Whether this row is a part of the other: `visits.adult` is one of `visits`.
    pub(super) fn is_part_of(&self, whole: &Self) -> bool {
        self.key.strip_prefix(&whole.key).is_some_and(|rest| rest.starts_with('.'))
    }
}

/// Notes and reasons come as half sentences, to be put behind a figure; here each stands alone.
pub(crate) fn sentence(note: &str) -> String {
    let mut letters = note.chars();
    let Some(first) = letters.next() else { return String::new() };
    let mut text: String = first.to_uppercase().chain(letters).collect();
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}
