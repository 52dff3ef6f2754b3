//! Fault, row 40: the centre is restored to a random older backup, again and again, while devices live: some were let in after
//! that backup, one was revoked, records were erased, returns were frozen. Nobody does anything about it.

use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use device::Found;
use serde_json::{Value, json};
use support::{Centre, Chance, Opened, scratch};
use tempfile::TempDir;

use crate::world::now;

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) restores: usize,
    /// Events that the backup lacked and that live devices brought back.
    pub(crate) brought_back: u64,
    pub(crate) devices: usize,
    pub(crate) let_in_after_the_backup: usize,
    pub(crate) erased: u64,
    pub(crate) frozen: u64,
    pub(crate) seconds: f64,
}

struct Living {
    folder: TempDir,
    /// After how many backups it was let in.
    since: usize,
}

impl Living {
    fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    /// In at most three contacts all is sent, and the centre signs for all of it.
    fn is_held_in_full(&self) -> u64 {
        let mut device = Opened::open(&self.vault()).expect("a vault");
        let sent = (0..3).any(|_| device.syncs().is_ok_and(|synced| synced.all_sent));
        assert!(sent, "all is sent within three contacts");
        let against = device.verified_against();
        assert!(against.holds() && against.waiting == 0, "{against:?}");
        for stream in &against.streams {
            assert!(
                matches!(stream.found, Found::Equal { held, .. } if held == stream.here),
                "every event of it: {stream:?}"
            );
        }
        device.recorded()
    }
}

struct World {
    centre: Centre,
    backups: TempDir,
    champions: Vec<String>,
    living: Vec<Living>,
    /// How many backups there are.
    made: usize,
    /// The ids of devices whose access was ended.
    revoked: Vec<String>,
    erased: u64,
    /// Records that may be erased.
    erasable: Vec<String>,
    frozen: u64,
}

/// So many restores.
pub(crate) fn restore_at_random(restores: usize, seed: u64) -> Tally {
    let (mut world, mut chance, mut tally, began) = (World::new(), Chance::of(seed), Tally::default(), now());
    world.lets_in();
    world.lets_in();
    world.backs_up(&mut chance);
    for round in 0..restores {
        for _ in 0..2 {
            world.everybody_records(&mut chance);
            if chance.below(2) == 0 {
                world.backs_up(&mut chance);
            }
        }
        world.lets_in();
        world.erases();
        world.freezes();
        if round == 0 {
            world.revokes();
        }
        world.everybody_records(&mut chance);
        world.restores(&mut chance, &mut tally);
    }
    tally.devices = world.living.len();
    tally.erased = world.erased;
    tally.frozen = world.frozen;
    tally.seconds = began.elapsed().as_secs_f64();
    println!("{tally:?}");
    tally
}

/// A made-up name: children who were all alike would keep the centre busy telling them apart.
fn name(chance: &mut Chance) -> String {
    let mut syllable = || format!("{}{}", pick(b"bdfklmnrst", chance), pick(b"aeiou", chance));
    format!("X{}{}{}", syllable(), syllable(), syllable())
}

fn pick(letters: &[u8], chance: &mut Chance) -> char {
    char::from(letters[usize::try_from(chance.below(letters.len() as u64)).expect("a place")])
}

impl World {
    fn new() -> Self {
        let mut centre = Centre::of_queens_park();
        let champions = centre.champions();
        centre.start();
        Self {
            centre,
            backups: scratch(),
            champions,
            living: Vec::new(),
            made: 0,
            revoked: Vec::new(),
            erased: 0,
            erasable: Vec::new(),
            frozen: 0,
        }
    }

    fn backup(&self, number: usize) -> PathBuf {
        self.backups.path().join(format!("{number}.age"))
    }

    fn task(&self, words: &[&str], file: &Path) -> Value {
        let words = words.iter().map(std::ffi::OsStr::new).chain([file.as_os_str()]);
        self.centre.run(words).ok().json()
    }

    fn lets_in(&mut self) {
        let folder = scratch();
        let name = &self.champions[self.living.len() % self.champions.len()];
        drop(Opened::enrols(&folder.path().join("vault"), &self.centre, name));
        self.living.push(Living { folder, since: self.made });
    }

    fn everybody_records(&mut self, chance: &mut Chance) {
        for living in &self.living {
            let mut device = Opened::open(&living.vault()).expect("a vault");
            for _ in 0..1 + chance.below(8) {
                let born =
                    NaiveDate::from_ymd_opt(2022, 1, 1).expect("a day") + Days::new(chance.below(1_700));
                let draft = json!({"type": "person", "role": "child", "given_name": name(chance),
                    "surname": name(chance), "birth": born.to_string(), "date": "2026-11-16"});
                self.erasable.push(device.records(&draft).expect("a sound draft").id.to_string());
            }
            // Some are sent, and some wait.
            if chance.below(4) > 0 {
                device.syncs().expect("the centre is there");
            }
        }
    }

    fn backs_up(&mut self, chance: &mut Chance) {
        let file = self.backup(self.made);
        self.task(&["central", "backup", "--to"], &file);
        self.made += 1;
        if chance.below(2) == 0 {
            // What it holds is durable from here on, as far as devices are told.
            let drill = self.task(&["central", "drill"], &file);
            assert_eq!(drill["wrong"], json!([]), "{drill}");
        }
    }

    fn erases(&mut self) {
        // Of the last that were sent, so that the next backup but one does not have it.
        for living in &self.living {
            Opened::open(&living.vault()).expect("a vault").syncs().expect("the centre is there");
        }
        if let Some(record) = self.erasable.pop() {
            let erased = self.centre.run(["central", "erase", "--why", "asked for", &record]).ok().json();
            self.erased += erased["erased"].as_u64().expect("a count");
        }
    }

    fn freezes(&mut self) {
        self.centre.freezes("2026-W47");
        self.frozen += 1;
    }

    /// The first device loses its access; it hands over what it has and is then gone.
    fn revokes(&mut self) {
        let devices = self.centre.run(["central", "device", "list"]).ok().json();
        let first = devices[0]["id"].as_str().expect("an id").to_owned();
        self.centre.run(["central", "device", "revoke", "--device", &first]).ok();
        let stands = |living: &Living| {
            let mut device = Opened::open(&living.vault()).expect("a vault");
            !matches!(device.syncs(), Err(fault) if fault.code == wire::Code::Revoked)
        };
        let before = self.living.len();
        self.living.retain(stands);
        assert_eq!(self.living.len(), before - 1, "one device is told to destroy its vault, and does");
        self.revoked.push(first);
    }

    fn restores(&mut self, chance: &mut Chance, tally: &mut Tally) {
        let number = usize::try_from(chance.below(self.made as u64)).expect("a count");
        self.centre.kill();
        self.task(&["central", "restore"], &self.backup(number));
        let lacked = self.centre.holds();
        self.centre.start();
        tally.restores += 1;
        tally.let_in_after_the_backup += self.living.iter().filter(|living| living.since > number).count();
        let held: u64 = self.living.iter().map(Living::is_held_in_full).sum();
        assert!(held > 0, "there was something to bring back");
        let whole = self.centre.run(["verify"]).ok().json();
        tally.brought_back += whole["events"].as_u64().expect("a count") - lacked;
        let devices = self.centre.run(["central", "device", "list"]).ok().json();
        for id in &self.revoked {
            let row = devices.as_array().and_then(|all| all.iter().find(|row| row["id"] == json!(id)));
            assert!(row.is_some_and(|row| !row["revoked_ms"].is_null()), "revoked stays revoked: {devices}");
        }
        assert_eq!(whole["erased"], json!(self.erased), "erased stays erased, and nothing else is: {whole}");
        self.centre.freezes("2026-W47");
        self.frozen += 1;
        let out = scratch();
        for revision in 1..=self.frozen {
            let (revision, folder) = (revision.to_string(), out.path().join(revision.to_string()));
            let words = ["return", "export", "--week", "2026-W47", "--revision", &revision, "--out"];
            self.centre.run(words.map(std::ffi::OsStr::new).into_iter().chain([folder.as_os_str()])).ok();
        }
    }
}
