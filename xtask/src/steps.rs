//! Steps: each is announced, run with its output in plain sight, timed, and listed in a summary.

use std::fmt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Why the whole command stops: a sentence that says what to do.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

struct Done {
    title: String,
    took: Duration,
    outcome: Result<(), Failure>,
}

/// The steps done so far, in order.
pub(crate) struct Steps {
    done: Vec<Done>,
    started: Instant,
}

impl Steps {
    pub(crate) fn begin() -> Self {
        Self { done: Vec::new(), started: now() }
    }

    /// Runs a step and goes on whatever comes of it: one run should show every independent fault.
    pub(crate) fn run(&mut self, title: &str, step: impl FnOnce() -> Result<(), Failure>) {
        println!("\n== {title}");
        let started = now();
        let outcome = step();
        let took = started.elapsed();
        match &outcome {
            Ok(()) => println!("\n== {title}: passed, {}", seconds(took)),
            Err(failure) => println!("\n== {title}: FAILED, {}\n   {failure}", seconds(took)),
        }
        self.done.push(Done { title: title.to_owned(), took, outcome });
    }

    /// Runs a step that the following ones stand on: if it fails, they would only add noise.
    pub(crate) fn must(
        &mut self,
        title: &str,
        step: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.run(title, step);
        match self.done.last() {
            Some(Done { outcome: Err(_), .. }) => {
                self.print_summary();
                Err(Failure::new(format!("Stopped at \"{title}\": what follows depends on it.")))
            }
            _ => Ok(()),
        }
    }

    /// Prints what was done and how long it took, and fails if any step did.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        self.print_summary();
        let failed: Vec<&str> =
            self.done.iter().filter(|done| done.outcome.is_err()).map(|done| done.title.as_str()).collect();
        if failed.is_empty() {
            return Ok(());
        }
        Err(Failure::new(format!(
            "{} of {} steps failed: {}. The first lines under each \"FAILED\" above say why.",
            failed.len(),
            self.done.len(),
            failed.join(", ")
        )))
    }

    fn print_summary(&self) {
        println!("\nSummary");
        for Done { title, took, outcome } in &self.done {
            let word = if outcome.is_ok() { "passed" } else { "FAILED" };
            println!("  {word}  {:>9}  {title}", seconds(*took));
        }
        println!("  in all  {:>9}", seconds(self.started.elapsed()));
    }
}

/// Runs a command to its end, its output straight to ours.
///
/// # Errors
/// When it cannot be started, or ends with anything but success.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let line = line_of(command);
    println!("   $ {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(format!("`{line}` ended with {status}."))),
        Err(error) => Err(Failure::new(format!("`{line}` could not be started: {error}."))),
    }
}

/// Whether a command can be run here at all and says so; its output is not shown.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

fn line_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    for word in command.get_args() {
        line.push(' ');
        line.push_str(&word.to_string_lossy());
    }
    line
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

#[expect(
    clippy::disallowed_methods,
    reason = "How long a step took is the one thing the clock is asked here."
)]
fn now() -> Instant {
    Instant::now()
}
