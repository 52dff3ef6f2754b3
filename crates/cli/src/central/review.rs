//! `doorstep central review`: records that may be one person, without a screen.

use clap::{Args, Subcommand, ValueEnum};
use wire::desk::{ReviewDone, ReviewQueue, ReviewSide};
use wire::{Code, Fault};

use crate::args::CentreFolder;
use crate::exit::Exit;
use crate::output::Output;

#[derive(Debug, Subcommand)]
pub(crate) enum ReviewTask {
    /// List what waits for a decision, with why, and what was decided last.
    List(CentreFolder),
    /// Decide on a pair, put it to a champion, or take a decision back.
    Decide(DecideArgs),
    /// Settle a field on which corrections disagree.
    Settle(SettleArgs),
}

#[derive(Debug, Args)]
pub(crate) struct DecideArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// What is decided.
    #[arg(value_enum)]
    pub verdict: Decision,
    /// Two records; or the decision that is taken back.
    #[arg(required = true, num_args = 1..=2)]
    pub ids: Vec<String>,
}

/// What can be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Decision {
    /// The two are one person.
    Same,
    /// The two are two people.
    Different,
    /// Ask a champion who is given both records.
    Ask,
    /// Take a decision back.
    Undo,
}

#[derive(Debug, Args)]
pub(crate) struct SettleArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The person.
    pub person: String,
    /// The field: given_name, surname, birth or postcode.
    pub field: String,
    /// The correction whose value it is to be.
    pub by: String,
}

pub(super) async fn run(task: ReviewTask, output: Output) -> Result<Exit, Fault> {
    match task {
        ReviewTask::List(folder) => {
            let queue = super::open(&folder).await?.review_queue().await?;
            output.either(&queue, || words(&queue));
        }
        ReviewTask::Decide(args) => {
            let centre = super::open(&args.centre).await?;
            let done = match (args.verdict, args.ids.as_slice()) {
                (Decision::Undo, [of]) => centre.undo_decision(id(of)?).await?,
                (Decision::Ask, [left, right]) => centre.ask_champion(id(left)?, id(right)?).await?,
                (Decision::Same, [left, right]) => centre.decide(id(left)?, id(right)?, true).await?,
                (Decision::Different, [left, right]) => centre.decide(id(left)?, id(right)?, false).await?,
                (Decision::Undo, _) => return Err(count("Name the one decision that is taken back.")),
                (Decision::Ask | Decision::Same | Decision::Different, _) => {
                    return Err(count("Name the two records."));
                }
            };
            output.either(&done, || said(&done));
        }
        ReviewTask::Settle(args) => {
            let SettleArgs { centre, person, field, by } = &args;
            let done = super::open(centre).await?.settle_dispute(id(person)?, field, id(by)?).await?;
            output.either(&done, || said(&done));
        }
    }
    Ok(Exit::Done)
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T, Fault> {
    text.parse()
        .map_err(|_| Fault::new(Code::Malformed, "An id is as `central review list` prints it.").about("id"))
}

fn count(message: &str) -> Fault {
    Fault::new(Code::Malformed, message)
}

fn said(done: &ReviewDone) -> String {
    format!("Recorded as {}. `central review decide undo {}` takes a decision back.", done.id, done.id)
}

fn words(queue: &ReviewQueue) -> String {
    let mut lines = vec![format!("{} pairs wait, found by {}.", queue.waiting, queue.model)];
    for pair in &queue.pairs {
        lines.push(format!("\n{}%  {}", pair.percent, pair.because.reveal()));
        lines.extend([&pair.left, &pair.right].map(side));
        if let Some(asked) = &pair.asked {
            lines.push(format!("    asked a champion: {}", asked.says.as_deref().unwrap_or("no answer yet")));
        }
    }
    for dispute in &queue.disputes {
        lines.push(format!("\nCorrections disagree on {}:", dispute.field));
        lines.push(side(&dispute.person));
        lines.extend(dispute.values.iter().map(|value| {
            let said = value.value.as_ref().map_or("taken out", |value| value.reveal());
            format!("    {}  {said}, {}", value.by, value.on)
        }));
    }
    if !queue.decided.is_empty() {
        lines.push("\nDecided".to_owned());
    }
    lines.extend(queue.decided.iter().map(|decided| {
        let verdict = match decided.verdict {
            wire::desk::ReviewVerdict::Same => "the same",
            wire::desk::ReviewVerdict::Different => "different",
        };
        let back =
            decided.taken_back_by.as_ref().map(|by| format!(", taken back by {by}")).unwrap_or_default();
        format!(
            "  {}  {} and {}: {verdict}, by {} on {}{back}",
            decided.id,
            decided.left.reveal(),
            decided.right.reveal(),
            decided.by,
            decided.on
        )
    }));
    lines.join("\n")
}

fn side(side: &ReviewSide) -> String {
    macro_rules! or_dash {
        ($field:ident) => {
            side.$field.as_ref().map_or("-", |text| text.reveal().as_str())
        };
    }
    format!(
        "    {}  {} {}, born {}, {}; seen on {} days",
        side.id,
        or_dash!(given_name),
        or_dash!(surname),
        or_dash!(birth),
        or_dash!(postcode),
        side.days_seen
    )
}
