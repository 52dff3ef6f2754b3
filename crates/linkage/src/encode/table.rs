//! A table of people becomes a table of encodings: what `doorstep encode` writes and the other controller reads.
//!
//! `id,scheme,by_year,by_day,by_place`, and after them the columns that are kept as they are, such as an area or a month.

use super::{EncodeError, Encoder, Encoding, FILTERS};
use crate::columns::Columns;
use crate::table::{Table, TableError, records};

/// The columns that every table of encodings has.
pub const ENCODED_COLUMNS: [&str; 2 + FILTERS] = ["id", "scheme", "by_year", "by_day", "by_place"];

/// Why a table could not be encoded, or its encodings not be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodedTableError {
    /// The table itself.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A row's encoding.
    #[error("row {row}: {error}")]
    Encoding {
        /// From one, the header not counted.
        row: usize,
        /// What is wrong with it.
        error: EncodeError,
    },
    /// Two rows were encoded under different secrets or salts, and would match by accident only.
    #[error(
        "row {row} is encoded as {found} and the first row as {first}: encode both files with one secret and salt"
    )]
    OtherScheme {
        /// From one, the header not counted.
        row: usize,
        /// The scheme of that row.
        found: String,
        /// The scheme of the first row.
        first: String,
    },
}

/// A header and rows of encodings; `kept` names the columns to hand over in clear.
pub fn encode_table(
    table: &Table,
    columns: &Columns,
    encoder: &Encoder,
    kept: &[&str],
) -> Result<(Vec<String>, Vec<Vec<String>>), TableError> {
    let places = kept.iter().map(|column| table.place_of(column)).collect::<Result<Vec<_>, _>>()?;
    let (records, ids) = records(table, "1", columns)?;
    let scheme = encoder.scheme();
    let header = ENCODED_COLUMNS.iter().chain(kept).map(|&column| column.to_owned()).collect();
    let rows = records.iter().zip(&ids).enumerate().map(|(row, (record, id))| {
        let mut cells = vec![(*id).to_owned(), scheme.clone()];
        cells.extend(encoder.encode(record).to_texts());
        cells.extend(places.iter().map(|place| table.cell(row, *place).to_owned()));
        cells
    });
    Ok((header, rows.collect()))
}

/// The ids and encodings of a table, and the one scheme that all of its rows have; blank where it has no rows.
pub fn decode_table(table: &Table) -> Result<(Vec<String>, Vec<Encoding>, String), EncodedTableError> {
    let [id, scheme, year, day, place] = ENCODED_COLUMNS.map(|column| table.place_of(column));
    let (id, scheme, filters) = (id?, scheme?, [year?, day?, place?]);
    let (mut ids, mut encodings, mut first) = (Vec::new(), Vec::new(), String::new());
    for row in 1..=table.len() {
        let cell = |place: usize| table.cell(row - 1, place);
        let found = cell(scheme);
        if row == 1 {
            found.clone_into(&mut first);
        } else if found != first {
            return Err(EncodedTableError::OtherScheme { row, found: found.to_owned(), first });
        }
        let texts = filters.map(cell);
        ids.push(cell(id).to_owned());
        encodings
            .push(Encoding::from_texts(texts).map_err(|error| EncodedTableError::Encoding { row, error })?);
    }
    Ok((ids, encodings, first))
}
