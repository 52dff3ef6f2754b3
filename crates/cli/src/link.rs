//! `doorstep link`: who is who in any CSV, by the same engine as at the centre, trained on the file itself.

mod encoded;
pub(crate) mod rows;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use linkage::{Columns, TableReport, link_tables};
use serde_json::json;
use wire::{Code, Fault};

use crate::exit::Exit;
use crate::output::Output;

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
    let first = rows::read(&args.first)?;
    let second = args.second.as_deref().map(rows::read).transpose()?;
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
