//! `cargo xtask bench window`: how long it takes until Doorstep's window can be used, beside a window with nothing in it,
//! in the same run on the same machine. The figure is the ratio: seconds are this machine's, and it has no display card.
//! Both are built as they are handed out; with the path of a program it is only seen that this one opens.
#![expect(clippy::print_stdout, reason = "A command-line program talks to its terminal.")]

mod display;
mod driver;
#[expect(dead_code, reason = "the journey does more with a window than opening it")]
mod window;

use std::path::{Path, PathBuf};
use std::time::Duration;

use display::Display;
use tempfile::TempDir;
use tokio::time::Instant;
use window::Window;

/// How many times each window is opened, one after the other in turn: what disturbs one disturbs its neighbour.
const TIMES: usize = 7;
/// The button of Doorstep's first screen.
const OURS: &str = "Set up this phone";
/// How much longer than the empty window it may take.
const RATIO_MAX: f64 = 1.5;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::process::ExitCode {
    if let Some(missing) = driver::missing() {
        println!("NOT MEASURED: {missing} is not installed.");
        return std::process::ExitCode::FAILURE;
    }
    let display = Display::start();
    if let Some(program) = std::env::args_os().nth(1) {
        let took = opened(Path::new(&program), &display, OURS).await;
        println!("{} shows its first screen after {} ms.", program.display(), took.as_millis());
        return std::process::ExitCode::SUCCESS;
    }
    let (app, empty) = released();
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    // Once each beforehand: what is read from the disk the first time is in memory for both.
    for is_measured in std::iter::once(false).chain([true; TIMES]) {
        let of_bare = opened(&empty, &display, "Ready").await;
        let of_ours = opened(&app, &display, OURS).await;
        if is_measured {
            bare.push(of_bare);
            ours.push(of_ours);
        }
    }
    let (ours, bare) = (Spread::of(ours), Spread::of(bare));
    let ratio = ours.median.as_secs_f64() / bare.median.as_secs_f64();
    println!("An empty window can be used after {bare}, Doorstep after {ours} (medians of {TIMES}).");
    println!("Doorstep takes {ratio:.2} times as long; at most {RATIO_MAX} is wanted.");
    if ratio <= RATIO_MAX { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::FAILURE }
}

/// The window's program and an empty window, built as they are handed out.
fn released() -> (PathBuf, PathBuf) {
    driver::built(&["--release", "--package", "doorstep-app", "--bins", "--features", "empty-window"]);
    let released = driver::profile().with_file_name("release");
    (released.join("doorstep-app"), released.join("empty-window"))
}

/// How long it takes from starting the program until its button can be found.
async fn opened(program: &Path, display: &Display, button: &str) -> Duration {
    let home = TempDir::new().expect("a temporary folder");
    let begun = Instant::now();
    let window = Window::of(program, display.name(), home.path()).await;
    window.button(button).await;
    let took = begun.elapsed();
    window.closes().await;
    took
}

/// What came of several openings.
struct Spread {
    median: Duration,
    least: Duration,
    most: Duration,
}

impl Spread {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self { median: times[times.len() / 2], least: times[0], most: times[times.len() - 1] }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { median, least, most } = self;
        write!(f, "{} ms ({} to {})", median.as_millis(), least.as_millis(), most.as_millis())
    }
}
