//! Faults, rows 2, 4, 5 and 6: something happens at one certain change of a file, and at each of them in turn.

use serde_json::json;
use support::{Fault, FaultyDisk, Opened, Run};

use crate::world::{Copy, World, drafts, lines, lost, saved};

/// How many drafts each run records.
const DRAFTS: usize = 8;

/// What came of a sweep.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// How many changes of files a whole run makes.
    pub(crate) changes: usize,
    pub(crate) runs: usize,
    pub(crate) saved: usize,
    pub(crate) lost: usize,
    /// Runs that ended before all was saved, and said why.
    pub(crate) refused: usize,
}

/// Whether the fault goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    Once,
    Good,
}

/// Strikes at every `step`-th change of a run of `champion record`, from start to end.
pub(crate) fn sweep(fault: Fault, long: For, step: usize) -> Tally {
    let world = World::new();
    let mut tally = Tally { changes: changes(&world), ..Tally::default() };
    for number in (1..=tally.changes).step_by(step) {
        let copy = world.copy();
        let disk = FaultyDisk::at(copy.vault());
        let disk = match long {
            For::Once => disk.failing(fault, number),
            For::Good => disk.failing_from(fault, number),
        };
        let run = record(&copy, &disk);
        says_what_is_wrong(fault, number, &run);
        if (fault, long) == (Fault::Eio, For::Good) {
            says_how_to_rescue(&copy, number, &run);
        }
        let acknowledged = saved(&drafts(0, DRAFTS), &run.out);
        tally.runs += 1;
        tally.saved += acknowledged.len();
        tally.refused += usize::from(acknowledged.len() < DRAFTS);
        let mut vault = Opened::open(copy.vault()).unwrap_or_else(|fault| {
            panic!("change {number}: the vault opens once the disk is well: {fault:?}")
        });
        tally.lost += lost(&mut vault, &acknowledged);
        for draft in drafts(0, DRAFTS) {
            vault
                .records(&draft)
                .unwrap_or_else(|fault| panic!("change {number}: the next try works: {fault:?}"));
        }
        assert_eq!(vault.recorded(), DRAFTS as u64, "change {number}: each once, and nothing else");
        let verified = vault.verified();
        assert!(verified.chain_holds && verified.book_holds, "change {number}: {verified:?}");
    }
    println!("{fault:?} for {long:?}: {tally:?}");
    tally
}

/// A disk that takes nothing from the middle of a run on: the very command that the message names writes all that was said
/// to be saved to another disk, and the centre takes it in.
pub(crate) fn rescue() {
    let world = World::new();
    let copy = world.copy();
    let run = record(&copy, &FaultyDisk::at(copy.vault()).failing_from(Fault::Eio, changes(&world) / 2));
    let acknowledged = saved(&drafts(0, DRAFTS), &run.out);
    assert!(!acknowledged.is_empty() && acknowledged.len() < DRAFTS, "in the middle: {}", run.out);
    let dead = FaultyDisk::at(copy.vault()).failing_from(Fault::Eio, 1);
    let again = copy.champion.under(dead.world(), ["champion", "status"], "");
    says_how_to_rescue(&copy, 0, &again);

    let file = copy.beside("rescued");
    says_how_to_rescue(&copy, 0, &run);
    // The command of the message; the vault is the one that every command of these tests names.
    let command = ["champion", "hand-over", "--to", &file.to_string_lossy()];
    let rescued = copy.champion.under(dead.world(), command, "").ok().json();
    assert!(rescued["records"].as_u64() >= Some(acknowledged.len() as u64), "all of them: {rescued}");
    let before = world.centre.holds();
    let taken = world.centre.run(["central", "hand-over", &file.to_string_lossy()]).ok().json();
    assert_eq!((&taken["new"], &taken["apart"]), (&rescued["records"], &json!(0)), "all of it: {taken}");
    let held = world.centre.holds() - before;
    println!("a failing disk: {} saves acknowledged, {held} of them rescued", acknowledged.len());

    let mut vault = Opened::open(copy.vault()).expect("the disk is well again");
    assert_eq!(lost(&mut vault, &acknowledged), 0, "and they are here, too");
}

/// How many changes a run makes where nothing goes wrong.
fn changes(world: &World) -> usize {
    // The last change that can fail is found by letting none fail and counting what the log says was done.
    let copy = world.copy();
    let log = copy.beside("log");
    let mut done = support::DiskLog::before(copy.vault());
    record(&copy, &FaultyDisk::at(copy.vault()).logged(&log)).ok();
    done.take_in(&log);
    done.changes()
}

fn record(copy: &Copy, disk: &FaultyDisk) -> Run {
    copy.champion.under(disk.world(), ["champion", "record"], &lines(&drafts(0, DRAFTS)))
}

/// A run that a dead disk refused says so, and names the command that needs no more than reading.
fn says_how_to_rescue(copy: &Copy, number: usize, run: &Run) {
    if run.exit != Some(0) {
        let said = run.fault();
        let message = said["message"].as_str().unwrap_or_default();
        let command = format!("doorstep champion hand-over --vault {} --to FILE", copy.vault().display());
        assert_eq!((run.exit, &said["code"]), (Some(11), &json!("disk_fails")), "change {number}: {said}");
        assert!(message.contains(&command), "change {number}: {message}");
    }
}

/// A process that is not killed ends by itself, and one that did not save all says so in words.
fn says_what_is_wrong(fault: Fault, number: usize, run: &Run) {
    match fault {
        Fault::Kill | Fault::Torn => {}
        Fault::Eio | Fault::Enospc | Fault::Lost => match run.exit {
            Some(0) => {}
            Some(_) => {
                let said = run.fault();
                assert!(
                    said["message"].as_str().is_some_and(|text| text.len() > 20) && said["code"] != "damaged",
                    "change {number}: a sentence, and no false alarm: {said}"
                );
            }
            None => panic!("change {number}: it ended by itself: {}", run.err),
        },
    }
}
