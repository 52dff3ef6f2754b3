//! Queen's Park over many seeds: of 1,020 births whom the named list finds, whom it shows to somebody, and whom encodings
//! find. Part of `cargo xtask bench linkage`. `cargo bench -p doorstep-linkage --bench queens_park [SEEDS]`, or `[FIRST] [LAST]`;
//! with `carers` those who brought the children are on record beside them.

use std::io::Write as _;

use linkage::encode::{Encoder, Secret};
use linkage::families::{Cohort, CohortSettings, Settings, cohort};
use linkage::{Decisions, Fellows, Record, Role, Scope, agree_beyond_doubt, encoded, hold_against, train};

/// How many seeds, from 1 on.
const SEEDS: u64 = 30;
/// From here on a match of encodings is not ruled out, as in the figure of infants missed.
const NOT_RULED_OUT: f64 = 0.05;
/// At so many visits they are written down.
const CARERS: f64 = 0.8;
/// About as many postcodes as the ward of Queen's Park has.
const POSTCODES: usize = 206;

fn main() -> std::io::Result<()> {
    let mut numbers = std::env::args().skip(1).filter_map(|word| word.parse::<u64>().ok());
    let asked = (numbers.next(), numbers.next());
    let (first, last) = match asked {
        (Some(first), Some(last)) => (first, last),
        (last, _) => (1, last.unwrap_or(SEEDS)),
    };
    let carers = if std::env::args().any(|word| word == "carers") { CARERS } else { 0.0 };
    let seeds = last + 1 - first;
    let mut out = std::io::stdout();
    let mut shares = Vec::new();
    let mut exact = 0;
    for seed in first..=last {
        let made = cohort(&settings(seed, carers));
        let Named { overlooked, taken_for_another, to_look_at } = named(&made);
        let (found, seen) = by_encodings(&made);
        let missed = made.missed() + overlooked - taken_for_another;
        exact += u64::from(missed == made.missed());
        shares.push(found as f64 / seen as f64);
        writeln!(
            out,
            "seed {seed}: of {} births {missed} missed by name once {to_look_at} were looked at (truth {}; {overlooked} \
             overlooked, {taken_for_another} taken for another); encodings find {found} of {seen}",
            made.births.len(),
            made.missed()
        )?;
    }
    let mean = shares.iter().sum::<f64>() / shares.len() as f64;
    let least = shares.iter().fold(1.0, |least: f64, share| least.min(*share));
    let variance = shares.iter().map(|share| (share - mean).powi(2)).sum::<f64>() / shares.len() as f64;
    writeln!(
        out,
        "by name exactly right for {exact} of {seeds} seeds; encodings find {:.1}% in the middle, {:.1} points of standard \
         deviation, {:.1}% at least",
        100.0 * mean,
        100.0 * variance.sqrt(),
        100.0 * least
    )
}

fn settings(seed: u64, carers: f64) -> CohortSettings {
    let postcodes = (0..POSTCODES).map(|at| {
        let letter = |at: usize| char::from(b"ABDEFGHJLNPQRSTUWXYZ"[at % 20]);
        format!("W10 {}{}{}", 4 + at / 180, letter(at / 9), letter(at * 7 + at / 20))
    });
    let families = Settings { seed, years: 4, postcodes: postcodes.collect(), carers, ..Settings::default() };
    CohortSettings { families, ..CohortSettings::default() }
}

struct Named {
    /// Births of children on record of whom nobody would learn.
    overlooked: usize,
    /// Births of children nobody has seen that count as seen without anybody's look.
    taken_for_another: usize,
    to_look_at: usize,
}

/// As `central` has it, with a coordinator who knows the families and looks at each birth in doubt.
fn named(made: &Cohort) -> Named {
    let model = train(&made.seen.records, Scope::Within);
    let births: Vec<Record> = (0..)
        .zip(&made.births)
        .map(|(at, birth)| Record {
            id: format!("birth-{at:06}").into(),
            together: vec!["birth list".into()],
            ..birth.record.clone()
        })
        .collect();
    let own = &made.seen.records;
    let fellows = hold_against(own, &births, &Decisions::default(), &model);
    let mut named = Named { overlooked: 0, taken_for_another: 0, to_look_at: 0 };
    for ((birth, record), Fellows { surely, likely, perhaps }) in made.births.iter().zip(&births).zip(fellows)
    {
        let is_seen = surely.iter().any(|&at| agree_beyond_doubt(&own[at], record));
        let shown: Vec<usize> = likely.into_iter().chain(perhaps).collect();
        named.to_look_at += usize::from(!is_seen && !shown.is_empty());
        match birth.child {
            Some(child) => {
                let is_shown = shown.iter().any(|&at| made.seen.child_of[at] == child);
                named.overlooked += usize::from(!is_seen && !is_shown);
            }
            None => named.taken_for_another += usize::from(is_seen),
        }
    }
    named
}

/// How many of the children on both lists encodings do not rule out.
fn by_encodings(made: &Cohort) -> (usize, usize) {
    let secret = Secret::new(b"a secret of the bench and of nobody else".to_vec()).expect("long enough");
    let encoder = Encoder::new(&secret, "bench");
    let left: Vec<_> = made.births.iter().map(|birth| encoder.encode(&birth.record)).collect();
    let children = made.seen.records.iter().filter(|record| record.role == Role::Child);
    let right: Vec<_> = children.map(|record| encoder.encode(record)).collect();
    let found = encoded::compare(&left, &right).found;
    let seen = made.births.iter().zip(found).filter(|(birth, _)| birth.child.is_some());
    let seen: Vec<f64> = seen.map(|(_, found)| found).collect();
    (seen.iter().filter(|found| **found >= NOT_RULED_OUT).count(), seen.len())
}
