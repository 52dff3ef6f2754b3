//! `cargo xtask bench window`: how long it takes until Doorstep's window can be used, beside a window with nothing in it,
//! in the same run on the same machine. The figure is the ratio: seconds are this machine's, and it has no display card.
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
/// How much longer than the empty window it may take.
const RATIO_MAX: f64 = 1.5;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::process::ExitCode {
    if let Some(missing) = driver::missing() {
        println!("NOT MEASURED: {missing} is not installed.");
        return std::process::ExitCode::FAILURE;
    }
    driver::built(&["--example", "empty_window"]);
    let empty: PathBuf = driver::profile().join("examples/empty_window");
    let display = Display::start();
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        bare.push(opened(&empty, &display, "Ready").await);
        ours.push(opened(driver::app(), &display, "Set up this phone").await);
    }
    let (ours, bare) = (median(ours), median(bare));
    let ratio = ours.as_secs_f64() / bare.as_secs_f64();
    println!(
        "An empty window can be used after {} ms, Doorstep after {} ms (medians of {TIMES}).",
        bare.as_millis(),
        ours.as_millis()
    );
    println!("Doorstep takes {ratio:.2} times as long; at most {RATIO_MAX} is wanted.");
    if ratio <= RATIO_MAX { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::FAILURE }
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

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
