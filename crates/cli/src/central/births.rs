//! `doorstep central births`: birth lists of other controllers, and the children they show to be missed.

use std::path::PathBuf;

use central::{NewAgreement, NewBirthList};
use clap::{Args, Subcommand, ValueEnum};
use wire::desk::{Births, FollowUpDone, MissedReport, Worklist};
use wire::{Code, Fault};

use crate::args::CentreFolder;
use crate::exit::Exit;
use crate::output::Output;

/// Far above the births of any authority, encoded or not.
const LIST_BYTES_MAX: u64 = 256 * 1024 * 1024;

#[derive(Debug, Subcommand)]
pub(crate) enum BirthsTask {
    /// Record an agreement: what is shared, with whom, from when until when.
    Agree(AgreeArgs),
    /// Take a list in under an agreement: a CSV with a line of headings.
    Import(ImportArgs),
    /// List agreements and birth lists, and what each said last.
    Lists(CentreFolder),
    /// Compare a list with the children on record: infants missed (I-13), by small area, with an interval.
    Missed(MissedArgs),
    /// The children of a named list who were not yet seen.
    Worklist(WorklistArgs),
    /// Record what was done about one of them.
    FollowUp(FollowUpArgs),
}

/// How much a list says of each child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    /// lsoa, month, births.
    Counts,
    /// id, scheme, by_year, by_day, by_place, and lsoa if known: as `doorstep encode` writes them.
    Encodings,
    /// id, given_name, surname, date_of_birth, postcode.
    Named,
}

impl Mode {
    fn word(self) -> String {
        match self {
            Self::Counts => "counts",
            Self::Encodings => "encodings",
            Self::Named => "named",
        }
        .to_owned()
    }
}

#[derive(Debug, Args)]
pub(crate) struct AgreeArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The other controller.
    #[arg(long)]
    pub with: String,
    /// What may be handed over at most.
    #[arg(long, value_enum)]
    pub shares: Mode,
    /// What for, in the words of the agreement.
    #[arg(long)]
    pub purpose: String,
    /// The first day on which it holds.
    #[arg(long)]
    pub from: String,
    /// The last day on which it holds: after it nothing held under it is used.
    #[arg(long)]
    pub until: String,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The agreement, by its id.
    #[arg(long)]
    pub agreement: String,
    /// How much the list says of each child.
    #[arg(long, value_enum)]
    pub mode: Mode,
    /// The first day of birth that it covers.
    #[arg(long)]
    pub from: String,
    /// The last day of birth that it covers.
    #[arg(long)]
    pub until: String,
    /// The list.
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct MissedArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The list, by its id.
    #[arg(long)]
    pub list: String,
    /// The last day on which a child may have been registered or seen [default: today].
    #[arg(long)]
    pub at: Option<String>,
    /// Read the secret of an encoded list from this file descriptor: its first line.
    #[arg(long, value_name = "FD", requires = "salt")]
    pub secret_fd: Option<u32>,
    /// The salt of an encoded list: what names the agreement on both sides.
    #[arg(long, requires = "secret_fd")]
    pub salt: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct WorklistArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The list, by its id.
    #[arg(long)]
    pub list: String,
}

#[derive(Debug, Args)]
pub(crate) struct FollowUpArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The list, by its id.
    #[arg(long)]
    pub list: String,
    /// The row, as the worklist prints it.
    #[arg(long)]
    pub row: String,
    /// What was done.
    #[command(subcommand)]
    pub step: Step,
}

/// What was done about a child not yet seen.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum Step {
    /// A member of staff takes it on.
    Assign {
        /// Who.
        to: String,
    },
    /// The family was contacted: no_answer, informed or coming.
    Contacted {
        /// What came of it.
        outcome: String,
    },
    /// Somebody looked: this birth is that person on record.
    Recognised {
        /// The person.
        person: String,
    },
    /// Somebody looked: this birth is not that person on record.
    NotThem {
        /// The person.
        person: String,
    },
    /// Nothing more is to be done: seen, moved_away, declined, not_reached or died.
    Close {
        /// Why.
        because: String,
    },
}

pub(super) async fn run(task: BirthsTask, output: Output) -> Result<Exit, Fault> {
    match task {
        BirthsTask::Agree(args) => {
            let AgreeArgs { centre, with, shares, purpose, from, until } = args;
            let (from, until) = (crate::env::day(&from, "from")?, crate::env::day(&until, "until")?);
            let new = NewAgreement { with, shares: shares.word(), purpose, from, until };
            let done = super::open(&centre).await?.agree(new).await?;
            output.either(&done, || format!("Agreement {}.", done.id));
        }
        BirthsTask::Import(args) => {
            let ImportArgs { centre, agreement, mode, from, until, file } = args;
            let new = NewBirthList {
                agreement: id(&agreement, "agreement")?,
                mode: mode.word(),
                from: crate::env::day(&from, "from")?,
                until: crate::env::day(&until, "until")?,
                csv: crate::env::read_file(&file, LIST_BYTES_MAX)?,
            };
            let done = super::open(&centre).await?.import_births(new).await?;
            output.either(&done, || format!("Birth list {}.", done.id));
        }
        BirthsTask::Lists(folder) => {
            let births = super::open(&folder).await?.births().await?;
            output.either(&births, || lists(&births));
        }
        BirthsTask::Missed(args) => {
            let at = args.at.as_deref().map(|at| crate::env::day(at, "at")).transpose()?;
            let secret = match (args.secret_fd, args.salt) {
                (Some(fd), Some(salt)) => Some((crate::secret::bytes_from(fd)?, salt)),
                (Some(_), None) | (None, Some(_) | None) => None,
            };
            let list = id(&args.list, "list")?;
            let report = super::open(&args.centre).await?.missed_infants(list, at, secret).await?;
            output.either(&report, || missed(&report));
        }
        BirthsTask::Worklist(args) => {
            let worklist = super::open(&args.centre).await?.worklist(id(&args.list, "list")?).await?;
            output.either(&worklist, || rows(&worklist));
        }
        BirthsTask::FollowUp(args) => {
            let step = match args.step {
                Step::Assign { to } => FollowUpDone::Assigned(to),
                Step::Contacted { outcome } => FollowUpDone::Contacted(word(&outcome, "outcome")?),
                Step::Recognised { person } => FollowUpDone::Recognised(id(&person, "person")?),
                Step::NotThem { person } => FollowUpDone::NotThem(id(&person, "person")?),
                Step::Close { because } => FollowUpDone::Closed(word(&because, "because")?),
            };
            let centre = super::open(&args.centre).await?;
            let done = centre.follow_up(id(&args.list, "list")?, &args.row, step).await?;
            output.either(&done, || "Recorded.".to_owned());
        }
    }
    Ok(Exit::Done)
}

fn id<T: std::str::FromStr>(text: &str, field: &str) -> Result<T, Fault> {
    let message = "An id is as `central births lists` prints it.";
    text.parse().map_err(|_| Fault::new(Code::Malformed, message).about(field))
}

fn word<T: serde::de::DeserializeOwned>(text: &str, field: &str) -> Result<T, Fault> {
    serde_json::from_value(text.into()).map_err(|_| {
        Fault::new(Code::Malformed, format!("{field}: see `--help` for what may stand here.")).about(field)
    })
}

fn lists(births: &Births) -> String {
    let mut lines = vec!["Agreements".to_owned()];
    lines.extend(births.agreements.iter().map(|one| {
        let holds = if one.holds { "" } else { "  (does not hold today)" };
        format!("  {}  {}: {}, {} to {}{holds}", one.id, one.with, one.shares, one.from, one.until)
    }));
    lines.push("Birth lists".to_owned());
    for list in &births.lists {
        let usable = if list.usable { "" } else { "  (its agreement does not hold)" };
        lines.push(format!(
            "  {}  {} births, {}, born {} to {}{usable}",
            list.id, list.births, list.mode, list.from, list.until
        ));
        lines.extend(list.last_run.iter().map(|run| {
            format!(
                "      {}: {} missed [{}, {}], by {}",
                run.on, run.missed, run.missed_low, run.missed_high, run.rule
            )
        }));
    }
    lines.join("\n")
}

fn missed(report: &MissedReport) -> String {
    let mut lines = vec![
        format!("Infants missed: {}", report.printed),
        format!(
            "  {} of {} births, between {} and {}: width {}",
            report.missed, report.births, report.low, report.high, report.width
        ),
        format!("  by {} ({})", report.rule, report.rule_sha256),
    ];
    lines.extend(report.reasons.iter().map(|reason| format!("  {reason}")));
    lines.push(format!("  {}", report.counted));
    lines.extend(report.areas.iter().map(|area| {
        format!(
            "  {:10} {:24} {:>4} births  {:>4} missed [{}, {}]",
            area.code.as_deref().unwrap_or("-"),
            area.name,
            area.births,
            area.missed,
            area.low,
            area.high
        )
    }));
    lines.join("\n")
}

fn rows(worklist: &Worklist) -> String {
    let mut lines = vec![format!("{} not yet seen, {} closed.", worklist.open.len(), worklist.closed)];
    lines.extend(worklist.open.iter().map(|row| {
        let who = row.assigned_to.as_ref().map(|to| format!("  with {to}")).unwrap_or_default();
        let doubt = if row.in_doubt { "  (somebody on record may be this child)" } else { "" };
        let contacts: String = row.contacts.iter().map(|contact| format!("  {contact}")).collect();
        format!(
            "  {}  {} {}, born {}, {}{who}{doubt}{contacts}",
            row.row,
            row.given_name.reveal(),
            row.surname.reveal(),
            row.birth.reveal(),
            row.postcode.reveal()
        )
    }));
    if !worklist.in_doubt.is_empty() {
        lines.push(
            "\nMay be somebody on record: look, then `follow-up … recognised` or `not-them`.".to_owned(),
        );
    }
    for birth in &worklist.in_doubt {
        let counted = if birth.counted_as_found { "counted as found" } else { "counted as missed" };
        lines.push(format!("  {}  {}  ({counted})", birth.row, birth.birth.reveal()));
        lines.extend(
            birth.candidates.iter().map(|one| format!("      {}  {}", one.person, one.says.reveal())),
        );
    }
    lines.join("\n")
}
