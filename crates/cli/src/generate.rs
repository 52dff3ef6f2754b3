//! `doorstep generate`: made-up families with the difficulties of real ones, and the truth about who is who.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::Args;
use linkage::Record;
use linkage::families::{Child, Cohort, CohortSettings, Families, Settings, cohort, families};
use serde_json::json;
use wire::Fault;

use crate::exit::Exit;
use crate::link::write_rows;
use crate::output::Output;

const COLUMNS: [&str; 7] = ["rec_id", "given_name", "surname", "date_of_birth", "postcode", "visit", "role"];

#[derive(Debug, Args)]
pub(crate) struct GenerateArgs {
    /// How many families.
    #[arg(long, default_value_t = 1_000)]
    pub families: usize,
    /// The same seed and rates give the same families.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Where to write the records, as champions wrote them down.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Where to write the truth: which child (or carer) each record is of, their family, and what makes them hard to count.
    #[arg(long, value_name = "FILE")]
    pub truth: PathBuf,
    #[command(flatten)]
    rates: Rates,
    #[command(flatten)]
    births: Births,
}

/// How often each difficulty comes, as shares from 0 to 1. What is left out has the rate of the documentation.
#[derive(Debug, Args)]
struct Rates {
    /// Families with twins.
    #[arg(long, value_parser = share)]
    twins: Option<f64>,
    /// Families in a tower block, forty of them to a postcode.
    #[arg(long, value_parser = share)]
    tower: Option<f64>,
    /// Families that move during the year.
    #[arg(long, value_parser = share)]
    moves: Option<f64>,
    /// Families whose papers say the first of January.
    #[arg(long, value_parser = share)]
    new_year: Option<f64>,
    /// Children first written down before they have a name.
    #[arg(long, value_parser = share)]
    unnamed: Option<f64>,
    /// Families with two surnames in use.
    #[arg(long, value_parser = share)]
    two_surnames: Option<f64>,
    /// Per record: a nickname or another spelling.
    #[arg(long, value_parser = share)]
    other_form: Option<f64>,
    /// Per record: given name and surname exchanged.
    #[arg(long, value_parser = share)]
    exchanged: Option<f64>,
    /// Per record and field: a slip of the pen.
    #[arg(long, value_parser = share)]
    slip: Option<f64>,
    /// Per record and field: a blank.
    #[arg(long, value_parser = share)]
    blank: Option<f64>,
    /// The chance of each further record of a child after the first.
    #[arg(long, value_parser = share)]
    again: Option<f64>,
    /// Per visit: the adult who brought the children is written down too, without a birth date.
    #[arg(long, value_parser = share)]
    carers: Option<f64>,
    /// Per visit: another adult of the family brings them.
    #[arg(long, value_parser = share)]
    turns: Option<f64>,
    /// Families whose children a carer of another family brings at one visit in two.
    #[arg(long, value_parser = share)]
    shared: Option<f64>,
}

/// A whole cohort of births instead of families at random.
#[derive(Debug, Args)]
struct Births {
    /// Where to write the birth list of a cohort of four years; `--families` then says nothing.
    #[arg(long, value_name = "FILE")]
    birth_list: Option<PathBuf>,
    /// Births on the list.
    #[arg(long, default_value_t = 1_020, requires = "birth_list")]
    births: usize,
    /// Births of children whom no champion has seen.
    #[arg(long, default_value_t = 328, requires = "birth_list")]
    missed: usize,
    /// Families of the list that have left since.
    #[arg(long, default_value_t = 0.1, value_parser = share, requires = "birth_list")]
    moved_out: f64,
    /// Families who came later and are not on the list, for each that is.
    #[arg(long, default_value_t = 0.1, value_parser = share, requires = "birth_list")]
    moved_in: f64,
}

/// Does what was asked.
///
/// # Errors
/// `Internal` where a file cannot be written.
pub(crate) fn run(args: &GenerateArgs, output: Output) -> Result<Exit, Fault> {
    let settings =
        args.rates.over(Settings { families: args.families, seed: args.seed, ..Settings::default() });
    let Births { birth_list, births, missed, moved_out, moved_in } = &args.births;
    let (made, born) = match birth_list {
        None => (families(&settings), Vec::new()),
        Some(list) => {
            let made = cohort(&CohortSettings {
                families: Settings { years: 4, families: *births, ..settings },
                births: *births,
                missed: *missed,
                moved_out: *moved_out,
                moved_in: *moved_in,
            });
            let rows = made.births.iter().map(|birth| &birth.record);
            write_records(list, rows)?;
            let Cohort { births, seen } = made;
            (seen, births)
        }
    };
    write_records(&args.out, made.records.iter())?;
    let mut truth = Vec::new();
    for (record, child) in made.records.iter().zip(&made.child_of) {
        truth.push(truth_of(&record.id, Some((*child, &made.children[*child]))));
    }
    for birth in &born {
        truth.push(truth_of(&birth.record.id, birth.child.map(|child| (child, &made.children[child]))));
    }
    write_rows(&args.truth, &["rec_id", "child", "family", "difficulties"], truth.into_iter())?;
    let Families { records, children, child_of: _ } = &made;
    let carers = children.iter().filter(|child| child.is_carer()).count();
    let (records, children) = (records.len(), children.len() - carers);
    let unseen = born.iter().filter(|birth| birth.child.is_none()).count();
    let report = json!({
        "records": records, "children": children, "carers": carers, "seed": args.seed, "births": born.len(),
        "missed": unseen,
    });
    output.either(&report, || {
        let births = match born.len() {
            0 => String::new(),
            births => format!(" {unseen} of {births} births were seen by nobody."),
        };
        let carers = if carers == 0 { String::new() } else { format!(" and {carers} carers") };
        format!("{records} records of {children} children{carers}.{births} Every one of them is invented.")
    });
    Ok(Exit::Done)
}

impl Rates {
    fn over(&self, settings: Settings) -> Settings {
        let Self {
            twins,
            tower,
            moves,
            new_year,
            unnamed,
            two_surnames,
            other_form,
            exchanged,
            slip,
            blank,
            again,
            carers,
            turns,
            shared,
        } = *self;
        Settings {
            twins: twins.unwrap_or(settings.twins),
            tower: tower.unwrap_or(settings.tower),
            moves: moves.unwrap_or(settings.moves),
            new_year: new_year.unwrap_or(settings.new_year),
            unnamed: unnamed.unwrap_or(settings.unnamed),
            two_surnames: two_surnames.unwrap_or(settings.two_surnames),
            other_form: other_form.unwrap_or(settings.other_form),
            exchanged: exchanged.unwrap_or(settings.exchanged),
            slip: slip.unwrap_or(settings.slip),
            blank: blank.unwrap_or(settings.blank),
            again: again.unwrap_or(settings.again),
            carers: carers.unwrap_or(settings.carers),
            turns: turns.unwrap_or(settings.turns),
            shared: shared.unwrap_or(settings.shared),
            ..settings
        }
    }
}

fn share(text: &str) -> Result<f64, String> {
    let share: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err("a share is from 0 to 1".to_owned()) }
}

fn write_records<'a>(path: &Path, records: impl Iterator<Item = &'a Record>) -> Result<(), Fault> {
    // Numbers, for the keys name the family, which no reader of the file is to learn from it.
    let mut visits: HashMap<&str, usize> = HashMap::new();
    let row = |record: &'a Record| {
        let Record { id, given_name, surname, birth, postcode, address: _, together, household: _, role } =
            record;
        let next = visits.len() + 1;
        let visit = together.first().map(|key| *visits.entry(key).or_insert(next));
        let visit = visit.map_or_else(String::new, |visit| visit.to_string());
        [id.as_str(), given_name, surname, birth, postcode, &visit, role.word()].map(String::from).to_vec()
    };
    write_rows(path, &COLUMNS, records.map(row))
}

/// A line of the truth; a birth that was missed has no child, for nobody has seen one.
fn truth_of(id: &str, child: Option<(usize, &Child)>) -> Vec<String> {
    let Some((number, Child { family, difficulties })) = child else {
        return vec![id.to_owned(), String::new(), String::new(), String::new()];
    };
    let difficulties: Vec<String> = difficulties.iter().map(|difficulty| format!("{difficulty:?}")).collect();
    vec![id.to_owned(), number.to_string(), family.to_string(), difficulties.join(" ")]
}
