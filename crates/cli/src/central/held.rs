//! `doorstep central held list | accept`: what a device sent after its access was ended.

use central::Held;
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use wire::Fault;

use crate::args::CentreFolder;
use crate::exit::Exit;
use crate::output::Output;

#[derive(Debug, Args)]
pub(crate) struct HeldArgs {
    #[command(subcommand)]
    pub task: HeldTask,
}

#[derive(Debug, Subcommand)]
pub(crate) enum HeldTask {
    /// List what is held, with the champion and the device that sent it.
    List(CentreFolder),
    /// Take records in after all, once their champion was asked about them.
    Accept(AcceptArgs),
}

#[derive(Debug, Args)]
pub(crate) struct AcceptArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// Ids of events, as `held list` shows them.
    #[arg(required_unless_present = "device", conflicts_with = "device")]
    pub events: Vec<String>,
    /// All that this device sent after its access was ended.
    #[arg(long, value_name = "ID")]
    pub device: Option<String>,
}

pub(super) async fn run(task: &HeldTask, output: Output) -> Result<Exit, Fault> {
    match task {
        HeldTask::List(folder) => {
            let held = super::open(folder).await?.held().await?;
            let value = |one: &Held| {
                json!({"event": one.which.event, "kind": one.kind, "date": one.on, "champion": one.champion,
                       "device": one.device, "in_conflict": one.in_conflict})
            };
            let list: Vec<Value> = held.iter().map(value).collect();
            output.either(&list, || {
                if held.is_empty() {
                    return "Nothing is held.".to_owned();
                }
                held.iter().map(line).collect::<Vec<_>>().join("\n")
            });
        }
        HeldTask::Accept(AcceptArgs { centre, events, device }) => {
            let centre = super::open(centre).await?;
            let accepted = match device {
                Some(device) => centre.accept_of_device(device).await?,
                None => centre.accept_named(events).await?,
            };
            output.either(&json!({"accepted": accepted}), || {
                format!("{accepted} records are taken in and count from now on. One that is wrong can be withdrawn.")
            });
        }
    }
    Ok(Exit::Done)
}

fn line(one: &Held) -> String {
    let conflict = if one.in_conflict { "  another record stands under its id" } else { "" };
    let Held { which, kind, on, device, champion, in_conflict: _ } = one;
    format!("{}  {on}  {kind}  champion {champion}  device {device}{conflict}", which.event)
}
