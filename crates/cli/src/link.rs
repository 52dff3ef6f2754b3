//! `doorstep link`: who is who in any CSV, by the same engine as at the centre, trained on the file itself.

mod encoded;

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
    let first = Sheet::read(&args.first)?;
    let second = args.second.as_deref().map(Sheet::read).transpose()?;
    #[expect(
        clippy::disallowed_methods,
        reason = "The report says how long it took; nothing is decided by it."
    )]
    let started = Instant::now();
    let links = link_tables(&first.table(), second.as_ref().map(Sheet::table).as_ref(), &columns)
        .map_err(|error| malformed(&error))?;
    let took = started.elapsed();
    write(args, &links.pairs, &links.clusters)?;

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
pub(crate) struct Sheet {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    pub(crate) fn read(path: &Path) -> Result<Self, Fault> {
        Self::parse(&crate::env::read_file(path, FILE_BYTES_MAX)?, path)
    }

    fn parse(bytes: &[u8], path: &Path) -> Result<Self, Fault> {
        // Spreadsheets begin a file in UTF-8 with a mark that is no part of the first column's name.
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new();
        let mut reader =
            reader.trim(csv::Trim::All).flexible(true).delimiter(delimiter(bytes)).from_reader(bytes);
        let no_csv = |error: csv::Error| {
            let line = error.position().map_or_else(String::new, |at| format!(" (line {})", at.line()));
            let message = format!(
                "{}{line} is not CSV in UTF-8. Save it as \"CSV UTF-8\" and try again.",
                path.display()
            );
            Fault::new(Code::Malformed, message)
        };
        let header = reader.headers().map_err(no_csv)?.iter().map(str::to_owned).collect();
        let row = |row: csv::Result<csv::StringRecord>| {
            Ok(row.map_err(no_csv)?.iter().map(str::to_owned).collect())
        };
        Ok(Self { header, rows: reader.records().map(row).collect::<Result<_, Fault>>()? })
    }

    pub(crate) fn table(&self) -> Table<'_> {
        Table { header: &self.header, rows: &self.rows }
    }
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

fn write(
    args: &LinkArgs,
    pairs: &[(String, String, f64)],
    clusters: &[(String, String)],
) -> Result<(), Fault> {
    let pairs = pairs
        .iter()
        .map(|(left, right, probability)| vec![left.clone(), right.clone(), format!("{probability:.6}")]);
    write_rows(&args.pairs, &["left", "right", "probability"], pairs)?;
    let clusters = clusters.iter().map(|(id, cluster)| vec![id.clone(), cluster.clone()]);
    write_rows(&args.clusters, &["id", "cluster"], clusters)
}

/// Writes a CSV file.
///
/// # Errors
/// `Internal` where it cannot be written.
pub(crate) fn write_rows(
    path: &Path,
    header: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<(), Fault> {
    let write = || {
        let mut writer = csv::Writer::from_path(path)?;
        writer.write_record(header)?;
        rows.into_iter().try_for_each(|row| writer.write_record(row))?;
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

    fn parse(bytes: &[u8]) -> Result<Sheet, Fault> {
        Sheet::parse(bytes, Path::new("list.csv"))
    }

    #[test]
    fn a_file_of_a_spreadsheet_is_read_as_any_other() {
        let sheet = parse(b"\xEF\xBB\xBFid,given\r\n1,Zo\xC3\xAB\r\n2\r\n").expect("CSV");
        assert_eq!(sheet.header, ["id", "given"], "the mark at its beginning is no part of a name");
        assert_eq!(sheet.rows, [vec!["1", "Zo\u{eb}"], vec!["2"]], "lines end as they end, and may be short");
        assert_eq!(parse(b"").expect("empty").rows.len(), 0, "an empty file has no rows");
    }

    #[test]
    fn columns_may_be_parted_as_spreadsheets_part_them() {
        for text in [
            "id;given\n1;\"Ada; or Eda\"\n",
            "id\tgiven\n1\tAda; or Eda\n",
            "\"id\",\"given\"\n1,Ada; or Eda\n",
        ] {
            let sheet = parse(text.as_bytes()).expect("CSV");
            assert_eq!(
                (sheet.header.len(), sheet.rows),
                (2, vec![vec!["1".into(), "Ada; or Eda".into()]]),
                "{text}"
            );
        }
    }

    #[test]
    fn another_encoding_is_refused_with_its_line_and_what_to_do() {
        let fault = parse(b"id,given\n1,Ada\n2,Zo\xEB\n").err().expect("refused");
        assert_eq!(fault.code, Code::Malformed, "it is no UTF-8");
        assert!(
            fault.message.contains("line 3") && fault.message.contains("Save it as"),
            "{}",
            fault.message
        );
    }
}
