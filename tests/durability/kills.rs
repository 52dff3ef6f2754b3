//! Faults, row 1: the process is killed while it saves. What it said is saved is there; nothing is there by half.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;
use support::{Chance, Opened};

use crate::world::{Copy, Saved, World, drafts, lines, lost, saved};

/// So many kills hit one vault; then another begins, so that looking at it stays quick.
const KILLS_A_VAULT: usize = 50;
/// Drafts that wait to be recorded at each start.
const DRAFTS: usize = 40;

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) kills: usize,
    pub(crate) saved: usize,
    pub(crate) lost: usize,
    /// Saves that the kill came too early to acknowledge, and that are there all the same.
    pub(crate) unacknowledged: u64,
}

/// Kills the recording process so many times, at moments drawn from `seed`.
pub(crate) fn kill_while_recording(kills: usize, seed: u64) -> Tally {
    let world = World::new();
    let mut chance = Chance::of(seed);
    let mut tally = Tally::default();
    while tally.kills < kills {
        let copy = world.copy();
        let (mut known, mut next) = (0, 0);
        for _ in 0..KILLS_A_VAULT.min(kills - tally.kills) {
            let batch = drafts(next, DRAFTS);
            next += DRAFTS;
            let said = records_until_killed(&copy, &batch, &mut chance);
            let acknowledged = saved(&batch, &said);
            let mut vault = Opened::open(copy.vault()).expect("a vault that a kill left");
            tally.kills += 1;
            tally.saved += acknowledged.len();
            tally.unacknowledged += unacknowledged(&vault, known, &acknowledged);
            tally.lost += lost(&mut vault, &acknowledged);
            known = vault.recorded();
        }
        let verified = Opened::open(copy.vault()).expect("a vault").verified();
        assert!(verified.chain_holds && verified.book_holds, "nothing is there by half: {verified:?}");
        println!("{tally:?}");
    }
    tally
}

/// Events behind the last acknowledged one: at most the one under way.
fn unacknowledged(vault: &Opened, known: u64, acknowledged: &[Saved]) -> u64 {
    let last = acknowledged.last().map_or(known, |last| last.seq);
    let more = vault.recorded().saturating_sub(last);
    assert!(more <= 1, "one save at a time is under way, and {more} are there that nobody was told of");
    more
}

/// Answers what the process said before it was killed.
fn records_until_killed(copy: &Copy, batch: &[Value], chance: &mut Chance) -> String {
    let mut child =
        copy.champion.command(["champion", "record"]).stdout(Stdio::piped()).spawn().expect("doorstep runs");
    let mut input = child.stdin.take().expect("a pipe");
    let text = lines(batch);
    // The writer may find the pipe broken once the reader is killed: that is the point.
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()).is_ok());
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    let (tell, told) = channel();
    let reader = std::thread::spawn(move || {
        let mut line = String::new();
        while output.read_line(&mut line).is_ok_and(|length| length > 0) {
            // Nobody may listen any more.
            let _told = tell.send(std::mem::take(&mut line));
        }
    });
    let mut said = wait_for_the_moment(&told, chance);
    child.kill().expect("it was running or has ended");
    child.wait().expect("it has ended");
    let (_read, _written) = (reader.join().expect("it ends"), writer.join().expect("it ends"));
    said.extend(told.try_iter());
    said.concat()
}

/// The moment is so many saves and then some microseconds into the next: a fault is a moment in time.
fn wait_for_the_moment(told: &Receiver<String>, chance: &mut Chance) -> Vec<String> {
    let count = usize::try_from(chance.below(DRAFTS as u64 / 2)).expect("a count");
    let mut said: Vec<String> = told.iter().take(count).collect();
    let moment = Duration::from_micros(chance.below(6_000));
    said.extend(told.recv_timeout(moment));
    said
}
