//! Linking any table of people: named columns in; pairs, clusters and a report out. What `doorstep link` runs.

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::columns::Columns;
use crate::decisions::Decisions;
use crate::link::{LINK_AT, Linked, Pair, REVIEW_AT, Scope, train_and_link};
use crate::model::Model;
use crate::record::{Address, Record, Role, Text};

/// Why a table could not be linked.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The map names a field that linkage does not have.
    #[error(
        "{0:?} is not one of given, surname, dob, postcode, number, street, locality, suburb, region, together, role"
    )]
    UnknownField(String),
    /// The map has an entry that is not `field=column`.
    #[error("{0:?} is not of the form field=column")]
    NotAnEntry(String),
    /// The table has no such column.
    #[error("the table has no column {wanted:?}; {}", it_has(there))]
    NoColumn {
        /// What was asked for.
        wanted: String,
        /// What there is.
        there: Vec<String>,
    },
    /// Two rows of one table have one id, so that no pair could name them.
    #[error("the id {0:?} stands on more than one row")]
    RepeatedId(String),
}

fn it_has(columns: &[String]) -> String {
    let named: Vec<String> = columns.iter().map(|column| format!("{column:?}")).collect();
    if named.is_empty() { "it is empty".to_owned() } else { format!("it has {}", named.join(", ")) }
}

/// A table as read from a file: a header, and rows of as many texts. All texts lie in one, for a file of a million rows has
/// millions of them.
#[derive(Clone, Default)]
pub struct Table {
    header: Vec<String>,
    texts: String,
    /// Where each cell ends in `texts`, row by row.
    ends: Vec<usize>,
    /// Where each row ends in `ends`.
    rows: Vec<usize>,
}

impl Table {
    /// A table with these names of columns and no rows.
    pub fn new<T: Into<String>>(header: impl IntoIterator<Item = T>) -> Self {
        Self { header: header.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// Adds a row. A short one is blank at its end.
    pub fn push<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) {
        for cell in cells {
            self.texts.push_str(cell.as_ref().trim());
            self.ends.push(self.texts.len());
        }
        self.rows.push(self.ends.len());
    }

    /// Adds the rows of another table, whatever its columns are called.
    pub fn append(&mut self, rows: Self) {
        let (texts, ends) = (self.texts.len(), self.ends.len());
        self.texts.push_str(&rows.texts);
        self.ends.extend(rows.ends.iter().map(|end| texts + end));
        self.rows.extend(rows.rows.iter().map(|end| ends + end));
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What stands in a cell, without spaces around it; blank where the table or the row ends before it.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let end = |ends: &[usize], at: usize| at.checked_sub(1).map_or(0, |before| ends[before]);
        let (Some(&last), first) = (self.rows.get(row), end(&self.rows, row.min(self.rows.len()))) else {
            return "";
        };
        let at = first + column;
        if at < last { &self.texts[end(&self.ends, at)..self.ends[at]] } else { "" }
    }

    /// The place of a column.
    pub(crate) fn place_of(&self, column: &str) -> Result<usize, TableError> {
        let found = self.header.iter().position(|name| name.trim() == column);
        found.ok_or_else(|| {
            let there = self.header.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
            TableError::NoColumn { wanted: column.to_owned(), there: there.collect() }
        })
    }
}

/// What stands in it never reaches a log.
impl std::fmt::Debug for Table {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Table").field("rows", &self.len()).finish_non_exhaustive()
    }
}

/// What was found in a table, or across two. Rows are numbered from nought, those of the first table first.
#[derive(Clone, Debug, PartialEq)]
pub struct TableLinks<'a> {
    /// The id of each row.
    pub ids: Vec<&'a str>,
    /// Every pair of rows at or above the review threshold; across two tables the left row is of the first.
    pub pairs: Vec<Pair>,
    /// For each row the one that stands for its person.
    pub clusters: Vec<usize>,
    /// Figures to print.
    pub report: TableReport,
    /// The model that was learnt on the way.
    pub model: Model,
}

/// The figures of one run.
#[derive(Clone, Debug, PartialEq)]
pub struct TableReport {
    /// Rows in each table; the second is nought where there is one table.
    pub rows: [usize; 2],
    /// People counted, with pairs from the review threshold on joined.
    pub people: usize,
    /// People counted if only what needs no review is joined.
    pub people_before_review: usize,
    /// Pairs at or above `link_at`.
    pub linked: usize,
    /// Pairs in [`review_at`, `link_at`).
    pub review: usize,
    /// From this probability on pairs are linked without review.
    pub link_at: f64,
    /// From this probability on pairs are reviewed.
    pub review_at: f64,
    /// Name of the model.
    pub model: String,
    /// Its hash in hexadecimal digits.
    pub model_hash: String,
}

/// Finds duplicates within one table, or the same people across two.
pub fn link_tables<'a>(
    first: &'a Table,
    second: Option<&'a Table>,
    columns: &Columns,
) -> Result<TableLinks<'a>, TableError> {
    let (mut records, mut ids) = records(first, "1", columns)?;
    let left = records.len();
    if let Some(second) = second {
        let (of_second, ids_of_second) = self::records(second, "2", columns)?;
        records.extend(of_second);
        ids.extend(ids_of_second);
    }
    let rows = [left, records.len() - left];
    let scope = if second.is_some() { Scope::Across { left } } else { Scope::Within };
    let (model, linked) = train_and_link(&records, &Decisions::default(), scope);
    let drop_records = || records.into_par_iter().with_min_len(1_024).for_each(drop);
    let (model_hash, ()) = rayon::join(|| model.hash_hex(), drop_records);
    let Linked { clusters, certain, pairs, review } = linked;
    let count = |clusters: &[usize]| clusters.iter().enumerate().filter(|(row, first)| row == *first).count();
    let report = TableReport {
        rows,
        people: count(&clusters),
        people_before_review: count(&certain),
        linked: pairs.iter().filter(|pair| pair.probability >= LINK_AT).count(),
        review,
        link_at: LINK_AT,
        review_at: REVIEW_AT,
        model: model.name(),
        model_hash,
    };
    Ok(TableLinks { ids, pairs, clusters, report, model })
}

/// The table's rows as records, and their own ids. The records' ids are kept apart by the table's number, for two files
/// may use the same ones.
pub(crate) fn records<'a>(
    table: &'a Table,
    number: &str,
    columns: &Columns,
) -> Result<(Vec<Record>, Vec<&'a str>), TableError> {
    let Columns {
        id,
        given,
        surname,
        birth,
        postcode,
        number: house,
        street,
        locality,
        suburb,
        region,
        together,
        role,
    } = columns;
    let field = |column: &Option<String>| column.as_ref().map(|name| table.place_of(name)).transpose();
    let id = table.place_of(id)?;
    let [given, surname, birth, postcode] = [field(given)?, field(surname)?, field(birth)?, field(postcode)?];
    let [house, street, locality, suburb, region] =
        [field(house)?, field(street)?, field(locality)?, field(suburb)?, field(region)?];
    let [together, role] = [field(together)?, field(role)?];
    let ids: Vec<&str> = (0..table.len()).map(|row| table.cell(row, id)).collect();
    let twice = || {
        let mut seen = FxHashSet::with_capacity_and_hasher(ids.len(), FxBuildHasher);
        ids.iter().find(|own| !seen.insert(**own))
    };
    let of_table = |key: &str| Text::from_iter([number, "\u{1f}", key]);
    let record = |(row, own): (usize, &&str)| {
        let cell = |place: Option<usize>| place.map_or("", |at| table.cell(row, at));
        let text = |place: Option<usize>| Text::new(cell(place));
        let together: Vec<Text> =
            Some(cell(together)).filter(|key| !key.is_empty()).map(of_table).into_iter().collect();
        Record {
            id: of_table(own),
            given_name: text(given),
            surname: text(surname),
            birth: text(birth),
            postcode: text(postcode),
            address: Address {
                number: text(house),
                street: text(street),
                locality: text(locality),
                suburb: text(suburb),
                region: text(region),
            },
            household: together.last().cloned().unwrap_or_default(),
            together,
            role: Role::of_word(cell(role)),
        }
    };
    let records = || ids.par_iter().enumerate().with_min_len(512).map(record).collect();
    let (twice, records) = rayon::join(twice, records);
    match twice {
        Some(twice) => Err(TableError::RepeatedId((*twice).to_owned())),
        None => Ok((records, ids)),
    }
}
