//! A return laid out for people, in no format yet: a head, a page for a board, and tables under the three questions.
//!
//! Every file is written from this, and whatever a reader may not see is not in it: the tier's rows are picked and
//! small numbers withheld before a format is chosen.

mod board;
mod cell;
mod head;
mod indicator;
mod provenance;
mod row;
mod theme;
mod words;

pub use cell::{Amount, Cell, End, Interval, Rate};
pub use head::Head;
pub use provenance::Provenance;
pub use row::Row;
pub use theme::Theme;

pub(crate) use cell::hours;
pub(crate) use row::sentence;
pub(crate) use words::day;

use chrono::NaiveDate;
use reach::suppression::{SuppressionClass, Tier};
use reach::weekly::{Answers, Cancellation, Column, Question, WeeklyReturn};
use reach::{Days, PrintedDefinition};

use crate::changes::Change;
use crate::edition::Edition;
use crate::tier::for_tier;

/// A return as one tier reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// What stands at the head of every page and sheet.
    pub head: Head,
    /// The few rows that a board reads first.
    pub board: Vec<Row>,
    /// All rows, by question.
    pub sections: Vec<Section>,
    /// Sessions that were called off, and why. For staff only.
    pub cancellations: Vec<Cancellation>,
    /// How each figure is counted, by id.
    pub definitions: Vec<PrintedDefinition>,
    /// What changed since the revision before.
    pub changes: Vec<Change>,
    /// What it was counted from.
    pub provenance: Vec<Provenance>,
    /// What a reader must know of the whole.
    pub notes: Vec<String>,
    /// Who reads.
    pub tier: Tier,
    /// The day that files are dated by: that of freezing, else that of the state of things. Never the clock's.
    pub dated: NaiveDate,
}

/// One question and its tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Which question.
    pub question: Question,
    /// The question in words.
    pub title: String,
    /// Its tables, each of one theme, in order.
    pub tables: Vec<Table>,
}

/// The rows of one theme under one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What they are about.
    pub theme: Theme,
    /// The heads of the week's, last week's and the year's column.
    pub headings: [Heading; 3],
    /// The rows; at least one.
    pub rows: Vec<Row>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// As `This week`.
    pub name: String,
    /// As `16–22 Nov 2026`; empty where the column has no figures.
    pub days: String,
}

/// Lays a return out for a reader.
#[must_use]
pub fn layout(weekly: &WeeklyReturn, edition: &Edition, tier: Tier) -> Layout {
    let weekly = &for_tier(weekly, tier);
    let head = Head::of(weekly, edition, tier);
    let sections: Vec<Section> =
        weekly.questions.iter().filter_map(|one| section(one, weekly, tier)).collect();
    let (changes, frozen_on) = match edition {
        Edition::Working => (Vec::new(), None),
        Edition::Frozen(seal) => (changes_for(&seal.changes, tier), seal.frozen_at.map(|at| at.date())),
    };
    Layout {
        board: board::rows(&sections, weekly.days),
        cancellations: weekly.cancellations.clone(),
        definitions: weekly.definitions.clone(),
        changes,
        provenance: provenance::of(weekly, edition),
        notes: weekly.notes.iter().filter(|note| **note != head.state).cloned().collect(),
        tier,
        dated: frozen_on.unwrap_or(weekly.as_of),
        head,
        sections,
    }
}

fn changes_for(changes: &[Change], tier: Tier) -> Vec<Change> {
    let may_see = |change: &&Change| tier == Tier::Staff || change.suppression == SuppressionClass::Events;
    changes.iter().filter(may_see).cloned().collect()
}

fn section(answers: &Answers, weekly: &WeeklyReturn, tier: Tier) -> Option<Section> {
    let Answers { question, title, rows } = answers;
    let mut tables: Vec<Table> = Vec::new();
    for row in rows {
        let theme = Theme::of(&row.key);
        let row = Row::of(row, weekly, tier);
        match tables.iter_mut().find(|table| table.theme == theme) {
            Some(table) => table.rows.push(row),
            None => tables.push(Table { theme, headings: Heading::none(), rows: vec![row] }),
        }
    }
    for table in &mut tables {
        table.headings = headings(&table.rows, weekly.days);
        table.rows = parts_under_wholes(std::mem::take(&mut table.rows));
        for row in &mut table.rows {
            row.say_other_days(&table.headings[0], weekly.days);
        }
    }
    (!tables.is_empty()).then(|| Section { question: *question, title: title.clone(), tables })
}

/// Each part behind its whole and the parts before it, whatever stands between them in the return.
fn parts_under_wholes(rows: Vec<Row>) -> Vec<Row> {
    let mut ordered: Vec<Row> = Vec::with_capacity(rows.len());
    for mut row in rows {
        let nearest =
            ordered.iter().filter(|whole| row.is_part_of(whole)).max_by_key(|whole| whole.key.len());
        let Some(whole) = nearest.cloned() else {
            ordered.push(row);
            continue;
        };
        row.depth = whole.depth + 1;
        let belongs = |one: &Row| one.key == whole.key || one.is_part_of(&whole);
        let behind = ordered.iter().rposition(belongs).map_or(ordered.len(), |last| last + 1);
        ordered.insert(behind, row);
    }
    ordered
}

/// The heads of the columns: plain weeks where any row has them, else the days of the first row.
fn headings(rows: &[Row], of_return: Days) -> [Heading; 3] {
    [Column::Week, Column::LastWeek, Column::Year].map(|column| {
        let heads = rows.iter().filter_map(|row| row.cell(column)).map(|cell| cell.days);
        let mut heads = heads.map(|days| words::heading(column, days, of_return));
        let first = heads.next();
        let plain = first.iter().cloned().chain(heads).find(|(name, _)| *name == Heading::plain(column));
        let (name, days) = plain.or(first).unwrap_or((Heading::plain(column), String::new()));
        Heading { name: name.to_owned(), days }
    })
}

impl Heading {
    const fn plain(column: Column) -> &'static str {
        match column {
            Column::Week => "This week",
            Column::LastWeek => "Last week",
            Column::Year => "Year to date",
        }
    }

    const fn none() -> [Self; 3] {
        [const { Self { name: String::new(), days: String::new() } }; 3]
    }
}

impl Layout {
    /// The definitions that the rows of a table follow, by id.
    pub fn definitions_of<'a>(&'a self, table: &'a Table) -> impl Iterator<Item = &'a PrintedDefinition> {
        let follows = |id: &str| table.rows.iter().any(|row| row.definition == id);
        self.definitions.iter().filter(move |definition| follows(&definition.id))
    }

    /// Every table with its question, in order.
    pub fn tables(&self) -> impl Iterator<Item = (&Section, &Table)> {
        self.sections.iter().flat_map(|section| section.tables.iter().map(move |table| (section, table)))
    }
}
