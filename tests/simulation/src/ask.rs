//! What was asked on the command line.

const USAGE: &str = "simulate [--seeds N] [--from S] | --seed S [--bug NAME] | --bug NAME [--seeds N] | --zoo [--seeds N] | --small";
/// Seeds that are run where no number is given: as many as each commit runs.
const SEEDS: u64 = 300;
/// Seeds within which each bug must be caught.
const SEEDS_OF_A_BUG: u64 = 1_000;

/// What was asked.
pub(crate) enum Asked {
    /// One seed.
    One { seed: u64, bug: Option<String> },
    /// Many seeds.
    Seeds { first: u64, count: u64 },
    /// One bug of the zoo.
    Bug { name: String, count: u64 },
    /// Every state of the small model.
    Small,
    /// Every bug.
    Zoo { count: u64 },
}

impl Asked {
    /// # Errors
    /// A sentence that says how to ask.
    pub(crate) fn of(words: &[String]) -> Result<Self, String> {
        let (mut seeds, mut seed, mut bug, mut from, mut zoo, mut small) =
            (None, None, None, 0, false, false);
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().cloned().ok_or(format!("{word} needs a value.\n{USAGE}"));
            match word.as_str() {
                "--seeds" => seeds = Some(number(&value()?)?),
                "--seed" => seed = Some(number(&value()?)?),
                "--from" => from = number(&value()?)?,
                "--bug" => bug = Some(value()?),
                "--zoo" => zoo = true,
                "--small" => small = true,
                other => return Err(format!("There is no {other}.\n{USAGE}")),
            }
        }
        Ok(match (seed, bug) {
            (Some(seed), bug) => Self::One { seed, bug },
            (None, Some(name)) => Self::Bug { name, count: seeds.unwrap_or(SEEDS_OF_A_BUG) },
            (None, None) if small => Self::Small,
            (None, None) if zoo => Self::Zoo { count: seeds.unwrap_or(SEEDS_OF_A_BUG) },
            (None, None) => Self::Seeds { first: from, count: seeds.unwrap_or(SEEDS) },
        })
    }
}

fn number(word: &str) -> Result<u64, String> {
    word.parse().map_err(|_| format!("{word} is not a whole number.\n{USAGE}"))
}
