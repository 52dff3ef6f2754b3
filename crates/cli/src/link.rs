//! `doorstep link`: who is who in any CSV, by the same engine as at the centre, trained on the file itself.

mod encoded;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use linkage::{Columns, Table, TableReport, link_tables};
use serde_json::json;
use wire::{Code, Fault};

use crate::exit::Exit;
use crate::output::Output;

/// The largest file that is read: a million rows of a few hundred bytes.
const FILE_BYTES_MAX: u64 = 1024 * 1024 * 1024;

#[derive(Debug, Args)]
pub(crate) struct LinkArgs {
    /// The file to look for repeats in; with a second file, the first of two whose rows are matched.
    pub first: PathBuf,
    /// The second of two files.
    pub second: Option<PathBuf>,
    /// The column that tells rows apart.
    #[arg(long)]
    pub id: String,
    /// Which column holds what: `given=given_name,surname=surname,dob=date_of_birth,postcode=postcode`, and where there
    /// are such `number`, `street`, `locality`, `suburb`, `region`; `together` for what rows that were written down in one go
    /// have in common: of these no two with unlike first names are one person.
    #[arg(long, required_unless_present = "encoded")]
    pub map: Option<String>,
    /// Both files are of encodings that `doorstep encode` made.
    #[arg(long, conflicts_with = "map", requires = "second")]
    pub encoded: bool,
    /// Where to write every pair that is more likely than not one person.
    #[arg(long, value_name = "FILE")]
    pub pairs: PathBuf,
    /// Where to write which rows are one person.
    #[arg(long, value_name = "FILE")]
    pub clusters: PathBuf,
}

/// Does what was asked.
///
/// # Errors
/// `NotFound` for a file that cannot be read, `Malformed` for one that is no CSV or lacks a column.
pub(crate) fn run(args: &LinkArgs, output: Output) -> Result<Exit, Fault> {
    let Some(map) = &args.map else { return encoded::run(args, output) };
    let columns = Columns::parse(&args.id, map).map_err(|error| malformed(&error))?;
    let first = read_table(&args.first)?;
    let second = args.second.as_deref().map(read_table).transpose()?;
    #[expect(
        clippy::disallowed_methods,
        reason = "The report says how long it took; nothing is decided by it."
    )]
    let started = Instant::now();
    let links = link_tables(&first, second.as_ref(), &columns).map_err(|error| malformed(&error))?;
    let took = started.elapsed();
    let id = |row: usize| links.ids[row];
    let pairs = links.pairs.iter().map(|pair| (id(pair.left), id(pair.right), pair.probability));
    let clusters = links.clusters.iter().enumerate().map(|(row, &first)| (id(row), id(first)));
    write(args, pairs, clusters)?;

    let TableReport {
        rows,
        people,
        people_before_review,
        linked,
        review,
        link_at,
        review_at,
        model,
        model_hash,
    } = &links.report;
    let report = json!({
        "rows": rows, "people": people, "people_before_review": people_before_review, "linked": linked,
        "review": review, "link_at": link_at, "review_at": review_at, "model": model, "model_sha256": model_hash,
        "milliseconds": u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
    });
    output.either(&report, || {
        format!(
            "{} rows are {people} people.\n{linked} pairs at {link_at} or more are linked; {review} between {review_at} and \
             {link_at} are for a person to review, and counted as one until then ({people_before_review} people if none \
             were).\nModel {model} {model_hash}, trained on these rows. {:.1} seconds.",
            rows.iter().sum::<usize>(),
            took.as_secs_f64()
        )
    });
    Ok(Exit::Done)
}

/// A file's rows as text.
///
/// # Errors
/// `NotFound` for a file that cannot be read, `Malformed` for one that is no CSV.
pub(crate) fn read_table(path: &Path) -> Result<Table, Fault> {
    parse(&crate::env::read_file(path, FILE_BYTES_MAX)?, path)
}

fn parse(bytes: &[u8], path: &Path) -> Result<Table, Fault> {
    // Spreadsheets begin a file in UTF-8 with a mark that is no part of the first column's name.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.flexible(true).delimiter(delimiter(bytes)).from_reader(bytes);
    let no_csv = |error: csv::Error| {
        let line = error.position().map_or_else(String::new, |at| format!(" (line {})", at.line()));
        let message =
            format!("{}{line} is not CSV in UTF-8. Save it as \"CSV UTF-8\" and try again.", path.display());
        Fault::new(Code::Malformed, message)
    };
    let mut table = Table::new(reader.headers().map_err(no_csv)?.iter().map(str::trim));
    let mut row = csv::StringRecord::new();
    while reader.read_record(&mut row).map_err(no_csv)? {
        table.push(&row);
    }
    Ok(table)
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

/// Writes both files side by side.
fn write<'a>(
    args: &LinkArgs,
    pairs: impl Iterator<Item = (&'a str, &'a str, f64)> + Send,
    clusters: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<(), Fault> {
    let pairs = pairs.map(|(left, right, probability)| {
        [Cow::Borrowed(left), Cow::Borrowed(right), Cow::Owned(six_digits(probability))]
    });
    let clusters = clusters.map(|(id, cluster)| [id, cluster]);
    std::thread::scope(|scope| {
        let pairs = scope.spawn(|| write_rows(&args.pairs, &["left", "right", "probability"], pairs));
        write_rows(&args.clusters, &["id", "cluster"], clusters)?;
        pairs.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// A probability with six digits.
fn six_digits(probability: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a probability is between nought and one"
    )]
    let millionths = (probability * 1e6).round() as u32;
    format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}

/// Writes a CSV file.
///
/// # Errors
/// `Internal` where it cannot be written.
pub(crate) fn write_rows(
    path: &Path,
    header: &[&str],
    rows: impl Iterator<Item: IntoIterator<Item: AsRef<str>>>,
) -> Result<(), Fault> {
    let write = || {
        let mut writer = csv::Writer::from_path(path)?;
        writer.write_record(header)?;
        for row in rows {
            row.into_iter().try_for_each(|cell| writer.write_field(cell.as_ref()))?;
            writer.write_record(None::<&[u8]>)?;
        }
        csv::Result::Ok(writer.flush()?)
    };
    write().map_err(|_| Fault::new(Code::Internal, format!("{} could not be written.", path.display())))
}

/// What is wrong with a file or a map.
pub(crate) fn malformed(error: &impl std::fmt::Display) -> Fault {
    Fault::new(Code::Malformed, format!("{error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(bytes: &[u8]) -> Result<Table, Fault> {
        super::parse(bytes, Path::new("list.csv"))
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
}
