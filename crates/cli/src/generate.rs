//! `doorstep generate`: made-up families with the difficulties of real ones, and the truth about who is who.

use std::path::{Path, PathBuf};

use clap::Args;
use linkage::families::{Families, Settings, families};
use serde_json::json;
use wire::{Code, Fault};

use crate::exit::Exit;
use crate::output::Output;

#[derive(Debug, Args)]
pub(crate) struct GenerateArgs {
    /// How many families.
    #[arg(long, default_value_t = 1_000)]
    pub families: usize,
    /// The same seed gives the same families.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Where to write the records, as champions wrote them down.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Where to write the truth: which child each record is of, their family, and what makes them hard to count.
    #[arg(long, value_name = "FILE")]
    pub truth: PathBuf,
}

/// Does what was asked.
///
/// # Errors
/// `Internal` where a file cannot be written.
pub(crate) fn run(args: &GenerateArgs, output: Output) -> Result<Exit, Fault> {
    let made = families(&Settings { families: args.families, seed: args.seed, ..Settings::default() });
    write_records(&args.out, &made).map_err(|_| unwritten(&args.out))?;
    write_truth(&args.truth, &made).map_err(|_| unwritten(&args.truth))?;
    let (records, children) = (made.records.len(), made.children.len());
    output.either(&json!({"records": records, "children": children, "seed": args.seed}), || {
        format!("{records} records of {children} children. Every one of them is invented.")
    });
    Ok(Exit::Done)
}

fn write_records(path: &Path, made: &Families) -> csv::Result<()> {
    let mut writer = csv::Writer::from_path(path)?;
    writer.write_record(["rec_id", "given_name", "surname", "date_of_birth", "postcode"])?;
    for record in &made.records {
        writer.write_record([
            &record.id,
            &record.given_name,
            &record.surname,
            &record.birth,
            &record.postcode,
        ])?;
    }
    Ok(writer.flush()?)
}

fn write_truth(path: &Path, made: &Families) -> csv::Result<()> {
    let mut writer = csv::Writer::from_path(path)?;
    writer.write_record(["rec_id", "child", "family", "difficulties"])?;
    for (record, child) in made.records.iter().zip(&made.child_of) {
        let one = &made.children[*child];
        let difficulties: Vec<String> =
            one.difficulties.iter().map(|difficulty| format!("{difficulty:?}")).collect();
        writer.write_record([
            &record.id,
            &child.to_string(),
            &one.family.to_string(),
            &difficulties.join(" "),
        ])?;
    }
    Ok(writer.flush()?)
}

fn unwritten(path: &Path) -> Fault {
    Fault::new(Code::Internal, format!("{} could not be written.", path.display()))
}
