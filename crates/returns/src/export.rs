//! A return as a file of one format.

use reach::suppression::Tier;
use reach::weekly::WeeklyReturn;

use crate::edition::Edition;
use crate::layout::layout;
use crate::{csv, html, json, xlsx};

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A workbook.
    Xlsx,
    /// One table.
    Csv,
    /// A page to read and print.
    Html,
    /// For programs.
    Json,
}

/// A return could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReturnError {
    /// A text is longer than a cell, or there are more rows than a sheet.
    #[error("the workbook could not be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Xlsx, Self::Csv, Self::Html, Self::Json];

    /// How the name of such a file ends.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
            Self::Json => "application/json",
        }
    }
}

/// The return in this format, for this reader. The same arguments give the same bytes.
///
/// # Errors
/// [`ReturnError::Workbook`] where the return is beyond what a workbook can hold.
pub fn export(
    weekly: &WeeklyReturn,
    edition: &Edition,
    tier: Tier,
    format: Format,
) -> Result<Vec<u8>, ReturnError> {
    match format {
        Format::Xlsx => xlsx::write(&layout(weekly, edition, tier)),
        Format::Csv => Ok(csv::write(&layout(weekly, edition, tier))),
        Format::Html => Ok(html::write(&layout(weekly, edition, tier)).into_bytes()),
        Format::Json => Ok(json::write(weekly, tier).into_bytes()),
    }
}
