//! The rows of a CSV file, read by several threads side by side: what one thread does alone is what the others wait for.

use std::path::Path;

use linkage::Table;
use rayon::prelude::*;
use wire::{Code, Fault};

/// The largest file that is read: a million rows of a few hundred bytes.
const FILE_BYTES_MAX: u64 = 1024 * 1024 * 1024;
/// For less than this no other thread is begun.
const PART_BYTES_MIN: usize = 256 * 1024;

/// A file's rows as text.
///
/// # Errors
/// `NotFound` for a file that cannot be read, `Malformed` for one that is no CSV.
pub(crate) fn read(path: &Path) -> Result<Table, Fault> {
    let bytes = crate::env::read_file(path, FILE_BYTES_MAX)?;
    parse(&bytes, path, rayon::current_num_threads().min(bytes.len() / PART_BYTES_MIN))
}

/// Read in so many parts side by side, where no cell goes over several lines.
fn parse(bytes: &[u8], path: &Path, parts: usize) -> Result<Table, Fault> {
    // Spreadsheets begin a file in UTF-8 with a mark that is no part of the first column's name.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new();
    reader.flexible(true).delimiter(delimiter(bytes));
    let no_csv = |error: csv::Error, lines_before: u64| {
        let line =
            error.position().map_or_else(String::new, |at| format!(" (line {})", at.line() + lines_before));
        let message =
            format!("{}{line} is not CSV in UTF-8. Save it as \"CSV UTF-8\" and try again.", path.display());
        Fault::new(Code::Malformed, message)
    };
    let mut header = reader.from_reader(bytes);
    let mut table = Table::new(header.headers().map_err(|error| no_csv(error, 0))?.iter().map(str::trim));
    let begins = usize::try_from(header.position().byte()).unwrap_or(bytes.len());

    reader.has_headers(false);
    let read = |part: &[u8]| -> csv::Result<Table> {
        let (mut rows, mut row) = (Table::default(), csv::StringRecord::new());
        let mut reader = reader.from_reader(part);
        while reader.read_record(&mut row)? {
            rows.push(&row);
        }
        Ok(rows)
    };
    let parts = parted(&bytes[begins..], parts);
    let read: Vec<csv::Result<Table>> = parts.par_iter().map(|part| read(part)).collect();
    let mut before = begins;
    for (rows, part) in read.into_iter().zip(parts) {
        let lines_before = || bytes[..before].iter().filter(|byte| **byte == b'\n').count() as u64;
        table.append(rows.map_err(|error| no_csv(error, lines_before()))?);
        before += part.len();
    }
    Ok(table)
}

/// The rows in up to so many parts, at least one, that end where a line ends; in one where a quoted cell may go over several lines.
fn parted(rows: &[u8], count: usize) -> Vec<&[u8]> {
    let count = if rows.contains(&b'"') { 1 } else { count.max(1) };
    let (mut parts, mut rest) = (Vec::with_capacity(count), rows);
    for left in (2..=count).rev() {
        let about = rest.len() / left;
        let Some(end) = rest[about..].iter().position(|byte| *byte == b'\n') else { break };
        let (part, others) = rest.split_at(about + end + 1);
        parts.push(part);
        rest = others;
    }
    parts.push(rest);
    parts
}

/// What parts the columns of the first line: spreadsheets of many languages write semicolons, and tables copied from them
/// tabs. Whichever is most often there outside of quotes, and a comma where none is.
fn delimiter(bytes: &[u8]) -> u8 {
    let (mut counts, mut quoted) = ([(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)], false);
    for &byte in bytes.split(|byte| *byte == b'\n').next().unwrap_or_default() {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(sign, _)| *sign == byte && !quoted) {
            *count += 1;
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| sign)
}

#[cfg(test)]
mod tests {
    use linkage::{Columns, link_tables};

    use super::*;

    fn parse(bytes: &[u8]) -> Result<Table, Fault> {
        super::parse(bytes, Path::new("list.csv"), 1)
    }

    /// The names of the columns, to be had where one is asked for that there is not.
    fn header(table: &Table) -> String {
        let columns = Columns::parse("no such column", "").expect("a map");
        link_tables(table, None, &columns).expect_err("it has no such column").to_string()
    }

    #[test]
    fn a_file_of_a_spreadsheet_is_read_as_any_other() {
        let table = parse(b"\xEF\xBB\xBFid,given\r\n1, Zo\xC3\xAB\r\n2\r\n").expect("CSV");
        assert!(
            header(&table).contains("it has \"id\", \"given\""),
            "the mark at its beginning is no part of a name: {}",
            header(&table)
        );
        let cells = |row| [table.cell(row, 0), table.cell(row, 1)];
        assert_eq!((table.len(), cells(0)), (2, ["1", "Zo\u{eb}"]), "lines end as they end");
        assert_eq!(cells(1), ["2", ""], "and may be short");
        assert!(parse(b"").expect("empty").is_empty(), "an empty file has no rows");
    }

    #[test]
    fn columns_may_be_parted_as_spreadsheets_part_them() {
        for text in [
            "id;given\n1;\"Ada; or Eda\"\n",
            "id\tgiven\n1\tAda; or Eda\n",
            "\"id\",\"given\"\n1,Ada; or Eda\n",
        ] {
            let table = parse(text.as_bytes()).expect("CSV");
            assert_eq!([0, 1, 2].map(|column| table.cell(0, column)), ["1", "Ada; or Eda", ""], "{text}");
        }
    }

    #[test]
    fn another_encoding_is_refused_with_its_line_and_what_to_do() {
        let fault = parse(b"id,given\n1,Ada\n2,Zo\xEB\n").expect_err("refused");
        assert_eq!(fault.code, Code::Malformed, "it is no UTF-8");
        assert!(
            fault.message.contains("line 3") && fault.message.contains("Save it as"),
            "{}",
            fault.message
        );
    }

    #[test]
    fn any_number_of_threads_reads_the_same_rows() {
        let cells = |text: &str, parts| {
            let table = super::parse(text.as_bytes(), Path::new("list.csv"), parts).expect("CSV");
            (0..table.len()).map(|row| [0, 1].map(|column| table.cell(row, column).to_owned())).collect()
        };
        for end in ["\n", "\r\n", "\r"] {
            let lines: Vec<String> = (0..100).map(|row| format!("{row},{}", "x".repeat(row % 7))).collect();
            let text = format!("id,given{end}{}{end}", lines.join(end));
            let rows: Vec<[String; 2]> = cells(&text, 1);
            assert_eq!(rows.len(), lines.len());
            for parts in [2, 3, 8, 99, 1_000] {
                assert_eq!(cells(&text, parts), rows, "{parts} parts, lines that end in {end:?}");
                let over_two_lines = text.replace("41,", "41,\"x\nx\"");
                assert_eq!(cells(&over_two_lines, parts)[41][1], format!("x\nx{}", "x".repeat(41 % 7)));
            }
        }
    }

    #[test]
    fn a_fault_is_named_by_its_line_whichever_thread_finds_it() {
        let mut bytes = b"id,given\n".to_vec();
        (0..100).for_each(|row| bytes.extend(format!("{row},Ada\n").bytes()));
        let line_86 = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(85).expect("a line").0;
        bytes[line_86 - 1] = 0xEB;
        for parts in [1, 2, 7, 100] {
            let fault = super::parse(&bytes, Path::new("list.csv"), parts).expect_err("refused");
            assert!(fault.message.contains("(line 86)"), "{parts} parts: {}", fault.message);
        }
    }
}
