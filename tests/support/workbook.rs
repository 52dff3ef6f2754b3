//! An exported workbook, read back by another library than the one that wrote it.

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use std::collections::BTreeMap;
use std::path::Path;

/// The sheets of a workbook as rows of text.
pub struct Workbook {
    sheets: BTreeMap<String, Vec<Vec<String>>>,
}

impl Workbook {
    /// Opens a file.
    #[track_caller]
    pub fn open(path: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).expect("a workbook that another library can read");
        let text = |cell: &Data| cell.to_string();
        let sheets = book
            .worksheets()
            .into_iter()
            .map(|(name, range)| (name, range.rows().map(|row| row.iter().map(text).collect()).collect()))
            .collect();
        Self { sheets }
    }

    /// The names of its sheets.
    pub fn names(&self) -> Vec<&str> {
        self.sheets.keys().map(String::as_str).collect()
    }

    /// This week's number in the one row of this id.
    #[track_caller]
    pub fn figure(&self, id: &str) -> u64 {
        let rows = self.rows(id);
        let numbers: Vec<u64> =
            rows.iter().filter_map(|row| row.iter().skip(1).find_map(|cell| cell.parse().ok())).collect();
        assert!(!numbers.is_empty(), "{id} is in the workbook, whose sheets are {:?}", self.names());
        assert!(
            numbers.iter().all(|number| *number == numbers[0]),
            "{id} is the same wherever it stands: {rows:?}"
        );
        numbers[0]
    }

    /// The rows whose first cell is this id, in all sheets.
    pub fn rows(&self, id: &str) -> Vec<&[String]> {
        let is = |row: &&Vec<String>| row.first().is_some_and(|cell| cell == id);
        self.sheets.values().flatten().filter(is).map(Vec::as_slice).collect()
    }
}
