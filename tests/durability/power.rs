//! Faults, row 3: the power fails. The disk then holds what was flushed, and of the rest nothing, all, or any sectors.

use std::path::Path;

use support::{Chance, DiskLog, Fault, FaultyDisk, Opened, scratch, weakened_champion};

use crate::world::{Copy, Saved, World, drafts, lines, lost, saved};

/// How many saves one recording has: enough that the WAL is written back into the database on the way.
const SAVES: usize = 150;
/// How many cuts are made from one recording.
const CUTS_A_RECORDING: usize = 250;
/// Every so many cuts the whole chain and book are gone through.
const VERIFY_EVERY: usize = 10;
/// It holds nothing, so nothing of it is written to the disks that are made.
const RESERVE: &str = "reserve";

/// What came of the cuts.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) cuts: usize,
    /// Saves that had been acknowledged when the power failed, over all cuts.
    pub(crate) acknowledged: usize,
    pub(crate) lost: usize,
    /// Cuts that lost any.
    pub(crate) losing: usize,
    /// The most that one cut lost.
    pub(crate) most: usize,
}

/// Cuts the power of the real binary's disk so many times, at points and with fates drawn from `seed`.
pub(crate) fn cut(cuts: usize, seed: u64) -> Tally {
    let (world, mut chance, mut tally) = (World::new(), Chance::of(seed), Tally::default());
    while tally.cuts < cuts {
        let copy = world.copy();
        let (log, batch) = recording(&copy, |disk| {
            let batch = drafts(0, SAVES);
            copy.champion.under(disk.world(), ["champion", "record"], &lines(&batch)).ok();
            batch
        });
        replay(&log, &batch, CUTS_A_RECORDING.min(cuts - tally.cuts), &mut chance, &mut tally);
        println!("{tally:?}");
    }
    tally
}

/// The teeth: the same on a vault with `synchronous=NORMAL`, of which cuts must take saves.
pub(crate) fn cut_weakened(cuts: usize, seed: u64) -> Tally {
    let (world, mut chance, mut tally) = (World::new(), Chance::of(seed), Tally::default());
    let copy = world.copy();
    let (log, batch) = recording(&copy, |disk| {
        let batch = drafts(0, SAVES);
        let mut weakened = std::process::Command::new(weakened_champion());
        disk.put_on(&mut weakened);
        run_with(weakened.arg(copy.vault()), &lines(&batch));
        batch
    });
    replay(&log, &batch, cuts, &mut chance, &mut tally);
    println!("with synchronous=NORMAL: {tally:?}");
    tally
}

/// Runs a command to its end on this input.
fn run_with(command: &mut std::process::Command, input: &str) {
    use std::io::Write as _;
    let mut child = command
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("it runs");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("it reads");
    assert!(child.wait().expect("it ends").success(), "it records all of it");
}

/// Row 6: a flush fails once and what it should have flushed is lost; later the power fails.
pub(crate) fn cut_after_a_lost_flush(recordings: usize, seed: u64) -> Tally {
    let (world, mut chance, mut tally) = (World::new(), Chance::of(seed), Tally::default());
    for _ in 0..recordings {
        let copy = world.copy();
        let at = usize::try_from(1 + chance.below(120)).expect("a count");
        let (log, batch) = recording(&copy, |disk| {
            let batch = drafts(0, 30);
            let disk = disk.failing(Fault::Lost, at);
            // It may end at the fault; the champion starts it again.
            copy.champion.under(disk.world(), ["champion", "record"], &lines(&batch));
            batch
        });
        replay(&log, &batch, 4, &mut chance, &mut tally);
    }
    println!("after a lost flush: {tally:?}");
    tally
}

/// What `work` did to the files of a vault, and the drafts it was given.
pub(crate) fn recording<T>(copy: &Copy, work: impl FnOnce(FaultyDisk) -> T) -> (DiskLog, T) {
    let mut log = DiskLog::before(copy.vault());
    let file = copy.beside("log");
    let given = work(FaultyDisk::at(copy.vault()).logged(&file));
    log.take_in(&file);
    (log, given)
}

/// Makes the disks and opens each.
pub(crate) fn replay(
    log: &DiskLog,
    batch: &[serde_json::Value],
    cuts: usize,
    chance: &mut Chance,
    tally: &mut Tally,
) {
    for _ in 0..cuts {
        let cut = usize::try_from(chance.below(log.len() as u64 + 1)).expect("a point");
        let acknowledged = saved(batch, &log.said_before(cut));
        let disk = scratch();
        log.after_a_cut(cut, chance, disk.path(), RESERVE);
        let lost = lost_on(disk.path(), &acknowledged, tally.cuts.is_multiple_of(VERIFY_EVERY));
        tally.cuts += 1;
        tally.acknowledged += acknowledged.len();
        tally.lost += lost;
        tally.losing += usize::from(lost > 0);
        tally.most = tally.most.max(lost);
    }
}

/// Opens a vault as a power cut left it. All of its saves are lost where it cannot be opened.
fn lost_on(disk: &Path, acknowledged: &[Saved], verify: bool) -> usize {
    let mut vault = match Opened::open(disk) {
        Ok(vault) => vault,
        Err(fault) => {
            println!("a vault that did not open: {fault:?}");
            return acknowledged.len().max(1);
        }
    };
    let (recorded, resealed) = (vault.recorded(), vault.reconciled.resealed);
    let lost = lost(&mut vault, acknowledged);
    if lost == 0 {
        let under_way = recorded - acknowledged.len() as u64;
        assert!(under_way <= 1, "one save at a time is under way, and {under_way} more are there");
        assert!(
            resealed <= under_way,
            "every acknowledged save has its sealed copy, and {resealed} had none"
        );
    }
    if verify {
        let verified = vault.verified();
        assert!(verified.chain_holds && verified.book_holds, "nothing is there by half: {verified:?}");
    }
    lost
}
