//! `simulate`: seeds, bugs of the zoo, and one seed again. `cargo xtask sim` builds and calls it.
#![expect(clippy::print_stdout, reason = "A command-line program talks to its terminal.")]

mod ask;
mod zoo;

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use stateright::{Checker as _, Model as _};

use simulation::{Config, Tally, Violation, World};

use ask::Asked;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let asked = match Asked::of(&words) {
        Ok(asked) => asked,
        Err(sentence) => {
            println!("{sentence}");
            return ExitCode::FAILURE;
        }
    };
    let passed = match asked {
        Asked::One { seed, bug } => one(seed, bug.as_deref()),
        Asked::Seeds { first, count } => seeds(first, count),
        Asked::Bug { name, count } => zoo::hunt(&[name], count),
        Asked::Small => small(),
        Asked::Zoo { count } => zoo::hunt(&[], count),
    };
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// After so many seeds a long run says how far it is.
const TOLD_EVERY: u64 = 1_000;

/// One run.
fn run(seed: u64) -> Result<Tally, Violation> {
    World::new(Config::of(seed)).run()
}

fn one(seed: u64, bug: Option<&str>) -> bool {
    if !zoo::choose(bug) {
        return false;
    }
    println!("{}", Config::of(seed));
    match run(seed) {
        Ok(tally) => {
            println!("no violation: {}", told(&tally));
            true
        }
        Err(Violation { invariant, what }) => {
            println!("{invariant} is broken: {what}");
            false
        }
    }
}

/// Looks at every state of the small model.
fn small() -> bool {
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let checker = simulation::small::Small.checker().threads(workers).spawn_bfs().join();
    let broken = checker.discoveries();
    println!(
        "every state looked at: {} different ones, {} reached in all",
        checker.unique_state_count(),
        checker.state_count()
    );
    let mut passed = true;
    for property in simulation::small::Small.properties() {
        let found = broken.get(property.name);
        let wanted = property.expectation == stateright::Expectation::Sometimes;
        passed &= found.is_some() == wanted;
        match (wanted, found) {
            (true, Some(_)) => println!("it happens: {}", property.name),
            (true, None) => println!("IT NEVER HAPPENS: {}", property.name),
            (false, None) => println!("holds in every state: {}", property.name),
            (false, Some(path)) => println!("BROKEN: {}\n{:?}", property.name, path.clone().into_actions()),
        }
    }
    passed
}

fn told(tally: &Tally) -> String {
    let Tally { operations, saved, contacts, requests, faults, restores, forks } = tally;
    format!(
        "{operations} operations, {saved} saves, {contacts} contacts, {requests} requests, {faults} faults, {restores} \
         restores of the centre, {forks} forks"
    )
}

fn seeds(first: u64, count: u64) -> bool {
    let next = AtomicU64::new(first);
    let all = Mutex::new((Tally::default(), Vec::new(), 0));
    let workers = std::thread::available_parallelism().map_or(1, |count| count.get().min(8));
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first.saturating_add(count) {
                        return;
                    }
                    let result = run(seed);
                    let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
                    match result {
                        Ok(tally) => all.0 = sum(&all.0, &tally),
                        Err(violation) => all.1.push((seed, violation)),
                    }
                    all.2 += 1;
                    if all.2 % TOLD_EVERY == 0 && all.2 < count {
                        println!("{} of {count} seeds, {} violations so far", all.2, all.1.len());
                    }
                }
            });
        }
    });
    let (tally, mut broken, _) = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    broken.sort_by_key(|(seed, _)| *seed);
    println!("{count} seeds from {first}: {}", told(&tally));
    for (seed, Violation { invariant, what }) in broken.iter().take(10) {
        println!(
            "{invariant} is broken: {what}\n  {}\n  again: cargo xtask sim --seed {seed}",
            Config::of(*seed)
        );
    }
    println!("{} violations", broken.len());
    broken.is_empty()
}

fn sum(one: &Tally, other: &Tally) -> Tally {
    let Tally { operations, saved, contacts, requests, faults, restores, forks } = *other;
    Tally {
        operations: one.operations + operations,
        saved: one.saved + saved,
        contacts: one.contacts + contacts,
        requests: one.requests + requests,
        faults: one.faults + faults,
        restores: one.restores + restores,
        forks: one.forks + forks,
    }
}
