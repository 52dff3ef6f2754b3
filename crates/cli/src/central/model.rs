//! `doorstep central model`: who is the same child, by which rule.

use std::path::Path;

use central::{Imported, MeasuredOn, TrainedModel};
use clap::{Args, Subcommand};
use serde_json::json;
use wire::{Code, Fault};

use crate::args::CentreFolder;
use crate::exit::Exit;
use crate::output::Output;

/// Some names at most 4 KB each: far above any model.
const MODEL_BYTES_MAX: u64 = 16 * 1024 * 1024;

#[derive(Debug, Subcommand)]
pub(crate) enum ModelTask {
    /// Learn a model from the people on record, and print what adopting it would change. Nothing is adopted.
    Train(TrainArgs),
    /// Take a model into use from here on. What was frozen stays as it was counted.
    Adopt(AdoptArgs),
    /// Say which model is in use.
    Show(CentreFolder),
}

#[derive(Debug, Args)]
pub(crate) struct TrainArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// Write the model to this file, which must not exist yet: `model adopt` takes it.
    #[arg(long, value_name = "FILE")]
    pub out: Option<std::path::PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct AdoptArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The model, as `model train --out` wrote it.
    #[arg(required_unless_present = "exact_key", conflicts_with = "exact_key")]
    pub file: Option<std::path::PathBuf>,
    /// Go back to the exact rule: the same name and birth date.
    #[arg(long)]
    pub exact_key: bool,
    /// On which set of records with a known truth it was measured. Bounds then allow for its errors.
    #[arg(long, value_name = "SET", requires_all = ["precision", "recall"])]
    pub measured_on: Option<String>,
    /// Right links of a thousand links, as measured there.
    #[arg(long, value_name = "PER_MILLE", requires = "measured_on")]
    pub precision: Option<u32>,
    /// Links found of a thousand true pairs, as measured there.
    #[arg(long, value_name = "PER_MILLE", requires = "measured_on")]
    pub recall: Option<u32>,
}

pub(super) async fn run(task: ModelTask, output: Output) -> Result<Exit, Fault> {
    match task {
        ModelTask::Train(args) => train(&args, output).await,
        ModelTask::Adopt(args) => adopt(&args, output).await,
        ModelTask::Show(folder) => {
            let (name, sha256) = super::open(&folder).await?.model_used().await?;
            output.either(&json!({"name": name, "sha256": sha256}), || format!("{name}  {sha256}"));
            Ok(Exit::Done)
        }
    }
}

async fn train(args: &TrainArgs, output: Output) -> Result<Exit, Fault> {
    let trained = super::open(&args.centre).await?.train_model().await?;
    if let Some(out) = &args.out {
        crate::env::write_new(out, trained.json.as_bytes())?;
    }
    output.either(&trained, || words(&trained, args.out.as_deref()));
    Ok(Exit::Done)
}

async fn adopt(args: &AdoptArgs, output: Output) -> Result<Exit, Fault> {
    let json = match &args.file {
        Some(file) => crate::env::read_file(file, MODEL_BYTES_MAX)?,
        None => linkage::Model::exact_key().to_json().map_err(|_| unwritable())?.into_bytes(),
    };
    let measured = match (&args.measured_on, args.precision, args.recall) {
        (Some(on), Some(precision_per_mille), Some(recall_per_mille)) => {
            Some(MeasuredOn { on: on.clone(), precision_per_mille, recall_per_mille })
        }
        _ => None,
    };
    let adopted = super::open(&args.centre).await?.adopt_model(&json, measured).await?;
    output.either(&adopted, || {
        let Imported { name, recorded, amended, .. } = &adopted;
        if recorded + amended > 0 {
            format!("{name} is in use from here on.")
        } else {
            format!("{name} was in use already.")
        }
    });
    Ok(Exit::Done)
}

fn words(trained: &TrainedModel, out: Option<&Path>) -> String {
    let TrainedModel { name, sha256, in_use, n, at, groups, review, reach, .. } = trained;
    let mut lines = vec![
        format!("{name}  {sha256}"),
        format!("Learnt from the records up to change {n}; ages and homes at {at}. Nothing is adopted."),
        String::new(),
        format!(
            "{:44} {:>8} {:>14} {:>14} {:>8}",
            "people",
            "records",
            format!("by {in_use}"),
            "by this one",
            "change"
        ),
    ];
    for group in groups {
        let (before, after) = (group.heads.before, group.heads.after);
        lines.push(format!(
            "{:44} {:>8} {before:>14} {after:>14} {:>8}",
            group.group,
            group.records,
            percent(before, after)
        ));
    }
    lines.push(format!("{:44} {:>8} {:>14} {:>14}", "pairs to review", "", review.before, review.after));
    if let Some(reach) = reach {
        lines.push(format!(
            "{:44} {:>8} {:>14} {:>14}",
            "reach, twelve months", "", reach.before, reach.after
        ));
    }
    lines.push(match out {
        Some(file) => format!("\nWritten to {}. `central model adopt` takes it into use.", file.display()),
        None => "\nNot kept. `--out FILE` writes it, for `central model adopt`.".to_owned(),
    });
    lines.join("\n")
}

/// By how much a head count changes, in percent with one decimal.
fn percent(before: u64, after: u64) -> String {
    let tenths = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    if before == 0 {
        return "-".to_owned();
    }
    let change = (tenths(after) - tenths(before)) * 1_000 / tenths(before);
    format!("{}{}.{}%", if change < 0 { "-" } else { "+" }, change.abs() / 10, change.abs() % 10)
}

fn unwritable() -> Fault {
    Fault::new(Code::Internal, "The model cannot be written.")
}
