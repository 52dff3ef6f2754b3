//! `doorstep link --encoded`: who is on two lists of which neither names anybody.

use linkage::encode::{Encoding, decode_table};
use linkage::encoded::compare;
use serde_json::json;
use wire::{Code, Fault};

use super::{LinkArgs, Sheet, malformed, write};
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
    let pairs: Vec<(String, String, f64)> = found
        .pairs
        .iter()
        .map(|pair| (left_ids[pair.left].clone(), right_ids[pair.right].clone(), pair.probability))
        .collect();
    let ids: Vec<&String> = left_ids.iter().chain(&right_ids).collect();
    let clusters: Vec<(String, String)> = found
        .clusters(right.len())
        .iter()
        .enumerate()
        .map(|(row, first)| (ids[row].clone(), ids[*first].clone()))
        .collect();
    write(args, &pairs, &clusters)?;
    let (count, interval) = found.count();
    let (least, most) = (interval.start(), interval.end());
    let report = json!({
        "rows": [left.len(), right.len()], "pairs": pairs.len(), "found": count, "found_least": least,
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
    let sheet = Sheet::read(path)?;
    decode_table(&sheet.table()).map_err(|error| malformed(&format!("{}: {error}", path.display())))
}
