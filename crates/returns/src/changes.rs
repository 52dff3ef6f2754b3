//! What changed from one revision of a week's return to the next.

use std::collections::BTreeMap;

use reach::suppression::SuppressionClass;
use reach::weekly::{Column, WeeklyReturn};

/// One figure that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The row's key, as `visits.adult`.
    pub key: String,
    /// The row's name.
    pub label: String,
    /// Which of its figures.
    pub column: Column,
    /// Who may see it how exactly.
    pub suppression: SuppressionClass,
    /// As it was printed; none where the row or the column is new.
    pub was: Option<String>,
    /// As it is printed now; none where it is gone.
    pub now: Option<String>,
}

impl Change {
    /// Every figure that differs, by the new return's order; then those that are gone.
    #[must_use]
    pub fn between(before: &WeeklyReturn, now: &WeeklyReturn) -> Vec<Self> {
        let mut gone: BTreeMap<_, _> =
            before.figures().map(|(key, column, figure)| ((key, column), figure)).collect();
        let mut changes = Vec::new();
        for (key, column, figure) in now.figures() {
            let was = gone.remove(&(key, column)).map(|figure| figure.printed_with_bounds());
            let now = figure.printed_with_bounds();
            if was.as_ref() != Some(&now) {
                changes.push(Self {
                    key: key.to_owned(),
                    label: figure.label.clone(),
                    column,
                    suppression: figure.suppression,
                    was,
                    now: Some(now),
                });
            }
        }
        changes.extend(gone.into_iter().map(|((key, column), figure)| Self {
            key: key.to_owned(),
            label: figure.label.clone(),
            column,
            suppression: figure.suppression,
            was: Some(figure.printed_with_bounds()),
            now: None,
        }));
        changes
    }

    /// Which of the row's figures, in words.
    #[must_use]
    pub const fn column_words(&self) -> &'static str {
        match self.column {
            Column::Week => "This week",
            Column::LastWeek => "Last week",
            Column::Year => "Year to date",
        }
    }
}
