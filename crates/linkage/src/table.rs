//! Linking any table of people: named columns in; pairs, clusters and a report out. What `doorstep link` runs.

use std::collections::BTreeSet;

use crate::decisions::Decisions;
use crate::link::{LINK_AT, Linked, REVIEW_AT, Scope, train_and_link};
use crate::model::Model;
use crate::record::{Address, Record};

/// Why a table could not be linked.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The map names a field that linkage does not have.
    #[error(
        "{0:?} is not one of given, surname, dob, postcode, number, street, locality, suburb, region, together"
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

/// Which column holds what. A field without a column is blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The column of the row's id.
    pub id: String,
    given: Option<String>,
    surname: Option<String>,
    birth: Option<String>,
    postcode: Option<String>,
    number: Option<String>,
    street: Option<String>,
    locality: Option<String>,
    suburb: Option<String>,
    region: Option<String>,
    together: Option<String>,
}

impl Columns {
    /// Reads a map such as `given=given_name,surname=surname,dob=date_of_birth,postcode=postcode`.
    pub fn parse(id: &str, map: &str) -> Result<Self, TableError> {
        let mut columns = Self { id: id.to_owned(), ..Self::default() };
        for entry in map.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
            let (field, column) =
                entry.split_once('=').ok_or_else(|| TableError::NotAnEntry(entry.to_owned()))?;
            let place = match field.trim() {
                "given" => &mut columns.given,
                "surname" => &mut columns.surname,
                "dob" => &mut columns.birth,
                "postcode" => &mut columns.postcode,
                "number" => &mut columns.number,
                "street" => &mut columns.street,
                "locality" => &mut columns.locality,
                "suburb" => &mut columns.suburb,
                "region" => &mut columns.region,
                "together" => &mut columns.together,
                other => return Err(TableError::UnknownField(other.to_owned())),
            };
            *place = Some(column.trim().to_owned());
        }
        Ok(columns)
    }
}

/// A table as read from a file: a header and rows of as many texts. A short row is blank at its end.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// Names of the columns.
    pub header: &'a [String],
    /// The rows.
    pub rows: &'a [Vec<String>],
}

/// What was found in a table, or across two.
#[derive(Clone, Debug, PartialEq)]
pub struct TableLinks {
    /// `left,right,probability` for every pair at or above the review threshold; across two tables the left id is of
    /// the first.
    pub pairs: Vec<(String, String, f64)>,
    /// `id,cluster`: every row and the id that stands for its person, those of the first table first.
    pub clusters: Vec<(String, String)>,
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
pub fn link_tables(
    first: &Table<'_>,
    second: Option<&Table<'_>>,
    columns: &Columns,
) -> Result<TableLinks, TableError> {
    let (mut records, mut ids) = records(first, 1, columns)?;
    let left = records.len();
    if let Some(second) = second {
        let (of_second, ids_of_second) = self::records(second, 2, columns)?;
        records.extend(of_second);
        ids.extend(ids_of_second);
    }
    let scope = if second.is_some() { Scope::Across { left } } else { Scope::Within };
    let (model, linked) = train_and_link(&records, &Decisions::default(), scope);
    let Linked { clusters, certain, pairs, review } = linked;
    let count = |clusters: &[usize]| clusters.iter().enumerate().filter(|(row, first)| row == *first).count();
    let report = TableReport {
        rows: [left, records.len() - left],
        people: count(&clusters),
        people_before_review: count(&certain),
        linked: pairs.iter().filter(|pair| pair.probability >= LINK_AT).count(),
        review,
        link_at: LINK_AT,
        review_at: REVIEW_AT,
        model: model.name(),
        model_hash: model.hash_hex(),
    };
    let of = |row: usize| ids[row].clone();
    Ok(TableLinks {
        pairs: pairs.iter().map(|pair| (of(pair.left), of(pair.right), pair.probability)).collect(),
        clusters: clusters.iter().enumerate().map(|(row, &first)| (of(row), of(first))).collect(),
        report,
        model,
    })
}

/// The place of a column.
pub(crate) fn place_of(table: &Table<'_>, column: &str) -> Result<usize, TableError> {
    let found = table.header.iter().position(|name| name.trim() == column);
    found.ok_or_else(|| {
        let there = table.header.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        TableError::NoColumn { wanted: column.to_owned(), there: there.collect() }
    })
}

/// The table's rows as records, and their own ids. The records' ids are kept apart by the table's number, for two files
/// may use the same ones.
pub(crate) fn records(
    table: &Table<'_>,
    number: usize,
    columns: &Columns,
) -> Result<(Vec<Record>, Vec<String>), TableError> {
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
    } = columns;
    let place = |column: &String| place_of(table, column);
    let field = |column: &Option<String>| column.as_ref().map(place).transpose();
    let id = place(id)?;
    let [given, surname, birth, postcode] = [field(given)?, field(surname)?, field(birth)?, field(postcode)?];
    let [house, street, locality, suburb, region] =
        [field(house)?, field(street)?, field(locality)?, field(suburb)?, field(region)?];
    let together = field(together)?;
    let (mut records, mut ids, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for row in table.rows {
        let text =
            |place: Option<usize>| place.and_then(|at| row.get(at)).map_or("", |text| text.trim()).to_owned();
        let own = text(Some(id));
        if !seen.insert(own.clone()) {
            return Err(TableError::RepeatedId(own));
        }
        records.push(Record {
            id: format!("{number}\u{1f}{own}"),
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
            together: Some(text(together))
                .filter(|key| !key.is_empty())
                .map(|key| format!("{number}\u{1f}{key}"))
                .into_iter()
                .collect(),
        });
        ids.push(own);
    }
    Ok((records, ids))
}
