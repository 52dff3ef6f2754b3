//! Faults, rows 6b, 7 and 8: the disk is full when the vault is opened, when a record is saved, and when a page comes.

use serde_json::Value;
use support::{Centre, Champion, Opened, SmallDisk};

use crate::world::{drafts, lines, lost, saved};

/// What may never be said for want of room.
const ALARMS: [&str; 3] = ["damage", "erase", "corrupt"];

/// A champion whose vault lies on a small disk that can be filled.
pub(crate) struct OnASmallDisk {
    /// It answers for as long as this lives.
    _centre: Centre,
    pub(crate) champion: Champion,
    disk: SmallDisk,
}

impl OnASmallDisk {
    /// None where this user may mount none, which is said.
    pub(crate) fn of_mebibytes(size: u32) -> Option<Self> {
        let Some(disk) = SmallDisk::of_mebibytes(size) else {
            println!("SKIPPED: this user may not mount a small disk, so a full one cannot be made here");
            return None;
        };
        let mut centre = Centre::of_queens_park();
        centre.start();
        let name = centre.champions().remove(0);
        let champion = Champion::unenrolled(&name).with_vault_on(&disk);
        drop(Opened::enrols(champion.vault(), &centre, &name));
        Some(Self { _centre: centre, champion, disk })
    }

    fn says(&self, what: [&str; 2]) -> (Option<i32>, String) {
        let run = self.champion.run(what, "");
        let said = format!("{}{}", run.out, run.err).to_lowercase();
        assert!(ALARMS.iter().all(|word| !said.contains(word)), "no false alarm: {said}");
        (run.exit, said)
    }
}

/// Row 6b: the vault is opened on a disk with no byte left, with the reserve, then without it and the margin, and with a
/// stray file of shared memory beside it.
pub(crate) fn open_on_a_full_disk() {
    let Some(place) = OnASmallDisk::of_mebibytes(40) else { return };
    place.champion.records(&drafts(0, 3));
    place.disk.fill();
    let (exit, said) = place.says(["champion", "status"]);
    assert_eq!(exit, Some(0), "the margin is given up to open it: {said}");
    for stray in [false, true] {
        for file in ["reserve", "margin"] {
            // Each may have been given up already.
            let _gone = std::fs::remove_file(place.champion.vault().join(file));
        }
        if stray {
            place.disk.fill_but(64);
            let file = place.champion.vault().join("vault.db-shm");
            std::fs::write(file, [7; 512]).expect("the room just made");
        }
        place.disk.fill();
        let (exit, said) = place.says(["champion", "status"]);
        assert_eq!(exit, Some(7), "with no room at all it is said that the disk is full: {said}");
        assert!(said.contains("mb"), "and how much to free: {said}");
    }
    place.disk.empty();
    assert_eq!(place.champion.status()["recorded"], 3, "nothing is lost");
}

/// Row 7: the disk fills while records are saved, from `free_kib` on. Answers how many were saved.
pub(crate) fn save_until_full(free_kib: u64) -> usize {
    let Some(place) = OnASmallDisk::of_mebibytes(40) else { return 0 };
    place.disk.fill_but(free_kib);
    let batch = drafts(0, 12_000);
    let run = place.champion.tries_to_record(&lines(&batch));
    assert_eq!(run.exit, Some(7), "the disk is said to be full: {} {}", run.out.len(), run.err);
    let message = run.fault()["message"].as_str().expect("a sentence").to_owned();
    assert!(
        message.contains("MB") && message.contains("Nothing"),
        "how much to free, and that it is safe: {message}"
    );
    let acknowledged = saved(&batch, &run.out);
    place.disk.empty();
    let mut vault = Opened::open(place.champion.vault()).expect("a vault on a disk with room");
    assert_eq!(lost(&mut vault, &acknowledged), 0, "what was said to be saved is there");
    vault.records(&batch[acknowledged.len()]).expect("the record that was refused is taken now");
    let verified = vault.verified();
    assert!(verified.chain_holds && verified.book_holds, "{verified:?}");
    println!("{free_kib} KiB free: {} saved before the disk was full, none lost", acknowledged.len());
    acknowledged.len()
}

/// Row 8: with no byte left, what is recorded is sent; what would come waits.
pub(crate) fn push_on_a_full_disk() {
    let Some(place) = OnASmallDisk::of_mebibytes(40) else { return };
    place.disk.fill_but(256);
    let batch = drafts(0, 12_000);
    let run = place.champion.tries_to_record(&lines(&batch));
    assert_eq!(run.exit, Some(7), "the disk is full, and the reserve is used up");
    let count = saved(&batch, &run.out).len();
    assert!(!place.champion.vault().join("reserve").exists(), "the reserve was given up");
    place.disk.fill();
    let before = place.champion.status();
    assert!(before["waiting"].as_u64() >= Some(count as u64), "all of it waits: {before}");
    let sync = place.champion.syncs();
    let after = place.champion.status();
    assert_eq!(after["waiting"], 0, "all is sent and known to be: {} {}", sync.out, sync.err);
    assert_eq!(after["recorded"], before["recorded"], "and nothing is lost");
    place.disk.empty();
    let synced: Value = place.champion.syncs().ok().json();
    assert!(
        synced["pulled"].as_u64() > Some(0) || sync.exit == Some(0),
        "what could not come has come now: {synced}"
    );
    println!("{} records sent from a disk with no byte left", after["recorded"]);
}
