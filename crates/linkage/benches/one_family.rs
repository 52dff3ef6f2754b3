//! How long one new family takes to find its place among 100,000 records that are linked already: how `cargo xtask
//! bench linkage` ends. `cargo bench -p doorstep-linkage --bench one_family -- [FAMILIES [SEED]]`

use std::io::Write as _;
use std::time::{Duration, Instant};

use linkage::families::{Settings, families};
use linkage::{Roll, Scope, train};

/// About 100,000 records of children under five.
const FAMILIES: u32 = 30_500;
const SEED: u32 = 9;
const NEWCOMERS: usize = 300;

fn main() -> std::io::Result<()> {
    let mut asked = std::env::args().skip(1).filter_map(|word| word.parse().ok());
    let mut number = |otherwise: u32| asked.next().unwrap_or(otherwise);
    let (count, seed) = (number(FAMILIES) as usize, u64::from(number(SEED)));
    let settings = Settings { families: count, seed, ..Settings::default() };
    let made = families(&settings);
    let model = train(&made.records, Scope::Within);
    let count = made.records.len();
    let (mut roll, took) = timed(|| Roll::of(made.records, model));
    let mut out = std::io::stdout();
    writeln!(out, "{count} records linked at once under their model: {:.1} s", took.as_secs_f64())?;

    // Newcomers of the same area and customs, each family with all that it wrote down on one day.
    let new = families(&Settings { families: settings.families, seed: seed + 1, ..settings });
    let mut newcomers = new.records.chunk_by(|one, other| one.together == other.together);
    let (mut waited, mut worked) = (Vec::with_capacity(NEWCOMERS), Vec::with_capacity(NEWCOMERS));
    for family in newcomers.by_ref().take(NEWCOMERS) {
        let before = of_computing();
        let (_, took) = timed(|| roll.put(family.to_vec()));
        waited.push(took);
        worked.extend(of_computing().zip(before).map(|(now, before)| now.saturating_sub(before)));
    }
    for (what, mut each) in [("by the clock", waited), ("on the processor", worked)] {
        each.sort_unstable();
        let at = |share: usize| {
            let place = each.len().saturating_sub(1) * share / 100;
            each.get(place).map_or(0.0, |took| took.as_secs_f64() * 1_000.0)
        };
        writeln!(
            out,
            "one new family into them, {what}: {:.2} ms in the middle, {:.2} in 95 of 100, {:.2} in 99, {:.2} at most \
             ({} families)",
            at(50),
            at(95),
            at(99),
            at(100),
            each.len()
        )?;
    }
    Ok(())
}

/// How long all threads of this process have run, which other work on the machine does not lengthen; nothing where the system
/// does not say.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "Elsewhere nothing is known.")]
fn of_computing() -> Option<Duration> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Some(Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0)))
}

#[cfg(not(unix))]
fn of_computing() -> Option<Duration> {
    None
}

#[expect(clippy::disallowed_methods, reason = "A bench measures time.")]
fn timed<T>(of: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    (of(), started.elapsed())
}
