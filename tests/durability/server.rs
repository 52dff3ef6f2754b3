//! Faults, rows 36 to 39 and 45: what happens to the centre while devices send.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use support::{Centre, Chance, Opened, Place, Postgres, SmallDisk, scratch, world_at};
use tempfile::TempDir;
use wire::Code;

use crate::world::{drafts, now};

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) kills: usize,
    pub(crate) contacts: u64,
    /// Contacts that ended in a receipt for all.
    pub(crate) sent_all: u64,
    pub(crate) events: u64,
    /// Events of which a receipt had been given, and that the centre does not hold.
    pub(crate) lost: u64,
    /// Events that the centre holds twice, or that nobody recorded.
    pub(crate) too_many: u64,
    pub(crate) seconds: f64,
}

/// A centre with devices that were let in.
struct Fleet {
    centre: Centre,
    devices: Vec<TempDir>,
    /// Events of the centre's own.
    before: u64,
}

impl Fleet {
    fn of(centre: Centre, devices: usize) -> Self {
        let mut centre = centre;
        centre.start();
        let champions = centre.champions();
        let devices = (0..devices)
            .map(|number| {
                let folder = scratch();
                let name = &champions[number % champions.len()];
                drop(Opened::enrols(&folder.path().join("vault"), &centre, name));
                folder
            })
            .collect();
        centre.kill();
        let before = centre.holds();
        centre.start();
        Self { centre, devices, before }
    }

    fn vaults(&self) -> Vec<PathBuf> {
        self.devices.iter().map(|folder| folder.path().join("vault")).collect()
    }

    /// Once nothing goes wrong any more each device sends the rest; then both sides are compared.
    fn settle(mut self, tally: &mut Tally) {
        for vault in self.vaults() {
            let mut device = Opened::open(&vault).expect("a vault");
            let known = device.sent();
            let sent = (0..3).any(|_| device.syncs().is_ok_and(|synced| synced.all_sent));
            assert!(sent, "all is sent in three contacts once the centre stays up");
            tally.events += device.recorded();
            tally.lost += known.saturating_sub(device.sent());
        }
        self.centre.kill();
        let held = self.centre.holds() - self.before;
        tally.lost += tally.events.saturating_sub(held);
        tally.too_many = held.saturating_sub(tally.events);
    }
}

/// Row 36: `devices` push without end while the centre is killed so many times.
pub(crate) fn kill_during_batches(devices: usize, kills: usize, seed: u64) -> Tally {
    strike_during_batches(Centre::of_queens_park(), devices, kills, seed, &mut |centre| {
        centre.kill();
        centre.start();
    })
}

/// Row 37: the same while the centre's PostgreSQL crashes so many times. None where there is no PostgreSQL here.
pub(crate) fn crash_postgres(devices: usize, crashes: usize, seed: u64) -> Option<Tally> {
    let server = Postgres::of_its_own()?;
    let address = server.new_database();
    // Killed, a process of PostgreSQL's own takes all others with it: the server ends each connection at once and comes back
    // by recovering from its log, as after a crash of the machine.
    let own = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'";
    Some(strike_during_batches(Centre::of_queens_park_on(&address), devices, crashes, seed, &mut |_| {
        let running = || server.administered(&address, own).ok().filter(|pid| !pid.is_empty());
        let pid = running().expect("it runs");
        let killed = Command::new("kill").args(["-9", &pid]).status().expect("kill runs");
        assert!(killed.success(), "it was running");
        let back = (0..PATIENCE).find_map(|_| running().filter(|other| *other != pid));
        assert!(back.is_some(), "it comes back by itself");
    }))
}

/// How often it is tried to reach a PostgreSQL that recovers: each try takes some milliseconds.
const PATIENCE: usize = 10_000;

/// Row 38: the same while every connection of the centre's is ended by the server so many times, whatever it is in the
/// middle of: a commit too, of which nobody then knows whether it is done.
pub(crate) fn end_connections(devices: usize, strikes: usize, seed: u64) -> Option<Tally> {
    let server = Postgres::running()?;
    let address = server.new_database();
    let ended = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let mut connections = 0_u64;
    let tally =
        strike_during_batches(Centre::of_queens_park_on(&address), devices, strikes, seed, &mut |_| {
            let count = server.administered(&address, ended).expect("the server answers");
            connections += count.parse::<u64>().expect("a count");
        });
    println!("{connections} connections were ended");
    Some(tally)
}

/// `devices` push without end while something happens to the centre so many times.
fn strike_during_batches(
    centre: Centre,
    devices: usize,
    kills: usize,
    seed: u64,
    strike: &mut dyn FnMut(&mut Centre),
) -> Tally {
    let mut fleet = Fleet::of(centre, devices);
    let (mut tally, mut chance, began) = (Tally::default(), Chance::of(seed), now());
    let over = AtomicBool::new(false);
    let (tell, told) = channel();
    std::thread::scope(|scope| {
        for (number, vault) in fleet.vaults().into_iter().enumerate() {
            let (tell, over) = (tell.clone(), &over);
            scope.spawn(move || keeps_sending(&vault, number, &tell, over));
        }
        drop(tell);
        while tally.kills < kills {
            wait_for_the_moment(&told, &mut chance, &mut tally);
            strike(&mut fleet.centre);
            tally.kills += 1;
        }
        over.store(true, Ordering::Relaxed);
        told.iter().for_each(|contact| tally.counts(contact));
    });
    fleet.settle(&mut tally);
    tally.seconds = began.elapsed().as_secs_f64();
    println!("{tally:?}");
    tally
}

/// What a device tells of a contact.
struct Contact {
    all_sent: bool,
    /// Events that had been acknowledged and no longer are.
    taken_back: u64,
}

impl Tally {
    fn counts(&mut self, contact: Contact) {
        self.contacts += 1;
        self.sent_all += u64::from(contact.all_sent);
        self.lost += contact.taken_back;
    }
}

fn keeps_sending(vault: &Path, number: usize, tell: &Sender<Contact>, over: &AtomicBool) {
    let mut device = Opened::open(vault).expect("a vault");
    let mut next = number * 1_000_000;
    while !over.load(Ordering::Relaxed) {
        for draft in drafts(next, 4) {
            device.records(&draft).expect("recording needs no centre");
        }
        next += 4;
        let before = device.sent();
        let all_sent = device.syncs().is_ok_and(|synced| synced.all_sent);
        let taken_back = before.saturating_sub(device.sent());
        if tell.send(Contact { all_sent, taken_back }).is_err() {
            return;
        }
    }
}

/// A moment is so many contacts and then some microseconds into the next ones.
fn wait_for_the_moment(told: &Receiver<Contact>, chance: &mut Chance, tally: &mut Tally) {
    let count = usize::try_from(5 + chance.below(20)).expect("a count");
    told.iter().take(count).for_each(|contact| tally.counts(contact));
    let moment = Duration::from_micros(chance.below(20_000));
    if let Ok(contact) = told.recv_timeout(moment) {
        tally.counts(contact);
    }
}

/// Row 39: the centre's disk is full. Nothing is acknowledged, reading goes on, and with room again all comes.
pub(crate) fn full_disk() {
    let Some(disk) = SmallDisk::of_mebibytes(48) else {
        println!("SKIPPED: this user may not mount a small disk, so a full one cannot be made here");
        return;
    };
    let place = Place::kept(disk.path().join("place"));
    let mut fleet = Fleet::of(Centre::of_queens_park_in(place), 2);
    let [sender, reader] = fleet.vaults().try_into().expect("two devices");
    let mut sender = Opened::open(&sender).expect("a vault");
    for draft in drafts(0, 200) {
        sender.records(&draft).expect("a sound draft");
    }
    disk.fill();
    let fault = sender.syncs().expect_err("there is no room");
    assert!(matches!(fault.code, Code::DiskFull | Code::Unavailable), "507 or 503: {fault:?}");
    assert_eq!(sender.sent(), 0, "nothing is acknowledged");
    let read = Opened::open(&reader).expect("a vault").syncs().expect("reading goes on");
    assert!(read.pulled > 0, "and gives what there is: {read:?}");
    disk.empty();
    drop(sender);
    let mut tally = Tally::default();
    fleet.centre.kill();
    fleet.centre.start();
    fleet.settle(&mut tally);
    assert_eq!((tally.events, tally.lost, tally.too_many), (200, 0, 0), "{tally:?}");
}

/// Row 45: the centre's clock jumps a day on, a day back, and home again, while a device comes each time.
pub(crate) fn clock_jumps() {
    if world_at("+0d").is_none() {
        println!("SKIPPED: libfaketime is not installed, so no process can be given a wrong clock here");
        return;
    }
    let mut fleet = Fleet::of(Centre::of_queens_park(), 2);
    let vaults = fleet.vaults();
    for (turn, offset) in ["+1d", "-1d", "+0d"].into_iter().enumerate() {
        fleet.centre.kill();
        fleet.centre.start_under(world_at(offset).expect("it was there"));
        for (number, vault) in vaults.iter().enumerate() {
            let mut device = Opened::open(vault).expect("a vault");
            for draft in drafts(number * 1_000_000 + turn * 10, 5) {
                device.records(&draft).expect("a sound draft");
            }
            let synced = device.syncs().unwrap_or_else(|fault| panic!("clock at {offset}: {fault:?}"));
            assert!(synced.all_sent, "clock at {offset}: {synced:?}");
        }
    }
    let mut tally = Tally::default();
    fleet.settle(&mut tally);
    assert_eq!((tally.events, tally.lost, tally.too_many), (30, 0, 0), "{tally:?}");
}
