//! A champion with a device of their own.

use device::keys::Effort;
use device::native::SystemRandomness;
use device::{Device, Shell};
use domain::Private;
use serde_json::{Value, json};
use tempfile::TempDir;
use wire::app::{Enrol, Status, Synced};
use wire::draft::DraftLine;
use wire::recorded::Recorded;
use wire::{Code, Fault};

use super::{Centre, Disk, TestClock, TestKeystore, now};

/// Long enough for a device without a key store.
pub(crate) const PASSPHRASE: &str = "plain kettle orange ladder";

pub(crate) struct Champion {
    pub(crate) folder: TempDir,
    pub(crate) clock: TestClock,
    pub(crate) disk: Disk,
    pub(crate) keystore: TestKeystore,
    pub(crate) device: Device,
}

/// A draft as a line of JSON.
pub(crate) fn line(json: Value) -> DraftLine {
    DraftLine::parse(&json.to_string()).expect("a draft")
}

impl Champion {
    /// A device with nobody enrolled.
    pub(crate) fn with_new_device(keystore: TestKeystore) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let (clock, disk) = (TestClock::new(), Disk::of(folder.path()));
        let device = device(&folder, &clock, &disk, &keystore);
        Self { folder, clock, disk, keystore, device }
    }

    /// A champion whom this centre has let in, by passphrase, and who has fetched what it has for them.
    #[track_caller]
    pub(crate) fn enrolled(centre: &Centre) -> Self {
        let mut champion = Self::with_new_device(TestKeystore::default());
        champion.tries_to_enrol(centre, PASSPHRASE).expect("the centre lets them in");
        champion.syncs(centre).expect("the centre is there");
        champion
    }

    pub(crate) fn tries_to_enrol(&mut self, centre: &Centre, secret: &str) -> Result<(), Fault> {
        let enrol = Enrol {
            address: "https://centre.example/".to_owned(),
            code: Private::new("ONE-TIME-CODE".to_owned()),
            secret: Private::new(secret.to_owned()),
        };
        now(self.device.enrol(&enrol, centre))
    }

    /// The program ends without a word, as by a dead battery, and is started again. The vault is locked.
    pub(crate) fn restarts(&mut self) {
        let Self { folder, clock, disk, keystore, device: old } = self;
        // The old one goes first, as a process that was killed would be gone.
        old.lock();
        *old = device(folder, clock, disk, keystore);
    }

    /// Somebody copies the folder to another device, as by the restore of a backup, and goes on there.
    #[track_caller]
    pub(crate) fn is_copied(&mut self) -> Self {
        self.restarts();
        let mut copy = Self::with_new_device(self.keystore.clone());
        for file in std::fs::read_dir(self.folder.path()).expect("the folder") {
            let file = file.expect("a file");
            std::fs::copy(file.path(), copy.folder.path().join(file.file_name())).expect("copied");
        }
        copy.unlocks(PASSPHRASE).expect("the right passphrase");
        self.unlocks(PASSPHRASE).expect("the right passphrase");
        copy
    }

    pub(crate) fn unlocks(&mut self, secret: &str) -> Result<device::Reconciled, Fault> {
        self.device.unlock(&Private::new(secret.to_owned()))
    }

    #[track_caller]
    pub(crate) fn restarts_and_unlocks(&mut self) -> device::Reconciled {
        self.restarts();
        self.unlocks(PASSPHRASE).expect("the right passphrase")
    }

    pub(crate) fn tries(&mut self, draft: Value) -> Result<Recorded, Fault> {
        self.device.record(&line(draft))
    }

    #[track_caller]
    pub(crate) fn records(&mut self, draft: Value) -> Recorded {
        self.tries(draft).expect("a sound draft")
    }

    /// Records `count` families, the plainest of records.
    #[track_caller]
    pub(crate) fn records_families(&mut self, count: usize) {
        for number in 0..count {
            self.records(json!({"type": "family", "label": format!("Example {number}")}));
        }
    }

    #[track_caller]
    pub(crate) fn is_refused(&mut self, draft: Value) -> (Code, Option<String>) {
        let before = self.status().recorded;
        let fault = self.tries(draft).expect_err("this draft breaks a rule");
        assert_eq!(self.status().recorded, before, "a refused draft leaves nothing behind");
        (fault.code, fault.field)
    }

    pub(crate) fn syncs(&mut self, centre: &Centre) -> Result<Synced, Fault> {
        now(self.device.sync(centre))
    }

    #[track_caller]
    pub(crate) fn status(&self) -> Status {
        self.device.status().expect("how things stand")
    }
}

fn device(folder: &TempDir, clock: &TestClock, disk: &Disk, keystore: &TestKeystore) -> Device {
    let database = folder.path().join(device::shell::DATABASE_FILE);
    let shell = Shell {
        clock: Box::new(clock.clone()),
        randomness: Box::new(SystemRandomness),
        files: Box::new(disk.clone()),
        keystore: Box::new(keystore.clone()),
        elsewhere: Box::new(device::shell::NoElsewhere),
        database: database.to_str().expect("text").to_owned(),
    };
    Device::new(shell).with_effort(Effort::LEAST)
}
