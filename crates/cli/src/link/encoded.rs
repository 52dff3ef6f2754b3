//! `doorstep link --encoded`: who is on two lists of which neither names anybody.

use linkage::encode::{Encoding, decode_table};
use linkage::encoded::compare;
use serde_json::json;
use wire::{Code, Fault};

use super::{LinkArgs, malformed, rows, write};
use crate::exit::Exit;
use crate::output::Output;

/// # Errors
/// `Malformed` where a file is no table of encodings, or the two were not encoded alike.
pub(super) fn run(args: &LinkArgs, output: Output) -> Result<Exit, Fault> {
    let Some(second) = &args.second else {
        return Err(Fault::new(Code::Malformed, "Name two files of encodings to compare."));
    };
    let (left_ids, left, scheme) = read(&args.first)?;
    let (right_ids, right, other) = read(second)?;
    if scheme != other && !left.is_empty() && !right.is_empty() {
        return Err(Fault::new(
            Code::Malformed,
            format!(
                "The files are encoded as {scheme} and {other}: encode both with one secret and one salt."
            ),
        ));
    }
    let found = compare(&left, &right);
    let pairs = found.pairs.iter();
    let pairs =
        pairs.map(|pair| (left_ids[pair.left].as_str(), right_ids[pair.right].as_str(), pair.probability));
    let id = |row: usize| left_ids.get(row).unwrap_or_else(|| &right_ids[row - left_ids.len()]).as_str();
    let clusters = found.clusters(right.len());
    write(args, pairs, clusters.iter().enumerate().map(|(row, &first)| (id(row), id(first))))?;
    let (count, interval) = found.count();
    let (least, most) = (interval.start(), interval.end());
    let report = json!({
        "rows": [left.len(), right.len()], "pairs": found.pairs.len(), "found": count, "found_least": least,
        "found_most": most, "scheme": scheme,
    });
    output.either(&report, || {
        format!(
            "Of {} rows of the first file {count} are on the second, between {least} and {most}. Encodings are \
             personal data: delete them when they have served.",
            left.len()
        )
    });
    Ok(Exit::Done)
}

fn read(path: &std::path::Path) -> Result<(Vec<String>, Vec<Encoding>, String), Fault> {
    decode_table(&rows::read(path)?).map_err(|error| malformed(&format!("{}: {error}", path.display())))
}
