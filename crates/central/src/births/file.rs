//! The rows of a birth list: read from a CSV, and kept as JSON.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use csv::StringRecord;
use domain::{BirthListMode, Private};
use serde::{Deserialize, Serialize};
use wire::{Code, Fault};

/// Far above the births of any authority over five years.
pub(super) const ROWS_MAX: usize = 200_000;

/// What is kept. Names and births are private in memory too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "mode", content = "rows", rename_all = "snake_case")]
pub(super) enum Rows {
    /// Births by LSOA and month.
    Counts(Vec<CountRow>),
    /// Encodings, with where and when as far as the other controller says.
    Encodings(Vec<EncodingRow>),
    /// Names.
    Named(Vec<NamedRow>),
}

/// So many births in one LSOA and month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CountRow {
    pub(super) lsoa: String,
    /// `2024-03`.
    pub(super) month: String,
    pub(super) births: u32,
}

/// One encoded birth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct EncodingRow {
    pub(super) id: String,
    /// Method, secret and salt, as far as they may be told.
    pub(super) scheme: String,
    pub(super) filters: Private<[String; 3]>,
    pub(super) lsoa: Option<String>,
}

/// One named birth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NamedRow {
    pub(super) id: String,
    pub(super) given_name: Private<String>,
    pub(super) surname: Private<String>,
    /// `YYYY-MM-DD`.
    pub(super) birth: Private<NaiveDate>,
    pub(super) postcode: Private<String>,
}

impl Rows {
    /// What was kept; none where it does not read back.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// What is kept.
    pub(super) fn written(&self) -> Result<Vec<u8>, Fault> {
        serde_json::to_vec(self).map_err(|_| Fault::new(Code::Internal, "The list cannot be written."))
    }

    /// How many births.
    pub(super) fn births(&self) -> u64 {
        match self {
            Self::Counts(rows) => rows.iter().map(|row| u64::from(row.births)).sum(),
            Self::Encodings(rows) => rows.len() as u64,
            Self::Named(rows) => rows.len() as u64,
        }
    }

    /// Reads a CSV with a line of headings.
    ///
    /// # Errors
    /// `Malformed` with the line, and what is to be there.
    pub(super) fn parse(mode: BirthListMode, csv: &[u8]) -> Result<Self, Fault> {
        let table = Table::read(csv)?;
        let rows = match mode {
            BirthListMode::Counts => Self::Counts(table.each(count_row)?),
            BirthListMode::Encodings => Self::Encodings(table.each(encoding_row)?),
            BirthListMode::Named => Self::Named(table.each(named_row)?),
        };
        rows.check_ids()?;
        Ok(rows)
    }

    /// A row named twice would be two children of one name on the worklist.
    fn check_ids(&self) -> Result<(), Fault> {
        let ids: Vec<&str> = match self {
            Self::Counts(_) => Vec::new(),
            Self::Encodings(rows) => rows.iter().map(|row| row.id.as_str()).collect(),
            Self::Named(rows) => rows.iter().map(|row| row.id.as_str()).collect(),
        };
        let mut seen = std::collections::HashSet::new();
        match ids.iter().position(|id| !seen.insert(*id)) {
            None => Ok(()),
            Some(place) => Err(wrong(place, "id", "the same id stands in an earlier line")),
        }
    }
}

/// A CSV with its headings.
struct Table {
    columns: BTreeMap<String, usize>,
    rows: Vec<StringRecord>,
}

impl Table {
    fn read(csv: &[u8]) -> Result<Self, Fault> {
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(csv);
        let unreadable = |error: &csv::Error| {
            let line = error.position().map_or(1, csv::Position::line);
            Fault::new(Code::Malformed, format!("This file is no CSV in UTF-8: see line {line}."))
        };
        let headings = reader.headers().map_err(|error| unreadable(&error))?;
        let headings = headings.iter().enumerate();
        let columns = headings
            .map(|(at, name)| (name.trim_start_matches('\u{feff}').trim().to_lowercase(), at))
            .collect();
        let mut rows = Vec::new();
        for row in reader.records() {
            if rows.len() == ROWS_MAX {
                let message = format!("A list has at most {ROWS_MAX} rows. Take it in by years.");
                return Err(Fault::new(Code::TooLarge, message));
            }
            rows.push(row.map_err(|error| unreadable(&error))?);
        }
        if rows.is_empty() {
            return Err(Fault::new(Code::Malformed, "This list has no rows."));
        }
        Ok(Self { columns, rows })
    }

    fn each<T>(&self, read: fn(&Row<'_>) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
        self.rows.iter().enumerate().map(|(place, cells)| read(&Row { table: self, place, cells })).collect()
    }
}

/// A row of a CSV.
struct Row<'a> {
    table: &'a Table,
    place: usize,
    cells: &'a StringRecord,
}

impl Row<'_> {
    fn maybe(&self, column: &str) -> Option<String> {
        let cell = self.cells.get(*self.table.columns.get(column)?)?.trim();
        (!cell.is_empty()).then(|| cell.to_owned())
    }

    /// What names a row: other programs call it so too.
    fn id(&self) -> Result<String, Fault> {
        let found = self.maybe("id").or_else(|| self.maybe("rec_id"));
        found.map_or_else(|| self.cell("id"), Ok)
    }

    fn cell(&self, column: &str) -> Result<String, Fault> {
        if !self.table.columns.contains_key(column) {
            return Err(
                Fault::new(Code::Malformed, format!("This list has no column \"{column}\".")).about(column)
            );
        }
        self.maybe(column).ok_or_else(|| wrong(self.place, column, "this must be filled in"))
    }
}

fn count_row(row: &Row<'_>) -> Result<CountRow, Fault> {
    let (lsoa, month) = (row.cell("lsoa")?, row.cell("month")?);
    if format!("{month}-01").parse::<NaiveDate>().is_err() {
        return Err(wrong(row.place, "month", "a month is written as 2024-03"));
    }
    let births = row.cell("births")?;
    let births = births.parse().map_err(|_| wrong(row.place, "births", "this is a whole number"))?;
    Ok(CountRow { lsoa, month, births })
}

fn encoding_row(row: &Row<'_>) -> Result<EncodingRow, Fault> {
    let filter = |column| row.maybe(column).unwrap_or_default();
    Ok(EncodingRow {
        id: row.id()?,
        scheme: row.cell("scheme")?,
        filters: Private::new(["by_year", "by_day", "by_place"].map(filter)),
        lsoa: row.maybe("lsoa"),
    })
}

fn named_row(row: &Row<'_>) -> Result<NamedRow, Fault> {
    let birth = row.cell("date_of_birth")?;
    let birth =
        birth.parse().map_err(|_| wrong(row.place, "date_of_birth", "a date is written as 2024-03-31"))?;
    let text = |column| Private::new(row.maybe(column).unwrap_or_default());
    Ok(NamedRow {
        id: row.id()?,
        given_name: text("given_name"),
        surname: text("surname"),
        birth: Private::new(birth),
        postcode: text("postcode"),
    })
}

/// What is wrong with a cell, never what is in it.
fn wrong(place: usize, column: &str, what: &str) -> Fault {
    Fault::new(Code::Malformed, format!("Line {}, {column}: {what}.", place + 2)).about(column)
}
