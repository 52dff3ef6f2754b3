//! Faults, row 10: a disk gives back other bytes than it was given.

use support::{Chance, Opened, copied, scratch};

use crate::world::{World, drafts, lost};

const RECORDS: usize = 60;

/// What came of the flips.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) flips: usize,
    /// The vault was not opened: said, and set aside with its sealed copies.
    pub(crate) set_aside: usize,
    /// It was opened, and checking it found the damage.
    pub(crate) found: usize,
    /// The byte was one that nothing reads: all is there, and verifies.
    pub(crate) harmless: usize,
    /// All seemed well, and something was not.
    pub(crate) silent: usize,
}

/// Flips one bit of the closed vault's file at so many places, each in a copy of its own.
pub(crate) fn flip_bits(flips: usize, seed: u64) -> Tally {
    let (world, mut chance, mut tally) = (World::new(), Chance::of(seed), Tally::default());
    let copy = world.copy();
    let mut vault = Opened::open(copy.vault()).expect("a vault");
    let saved: Vec<_> = drafts(0, RECORDS)
        .into_iter()
        .map(|draft| {
            let seq = vault.records(&draft).expect("a sound draft").seq;
            crate::world::Saved { draft, seq }
        })
        .collect();
    drop(vault);
    std::fs::remove_file(copy.vault().join("reserve")).expect("the reserve, which holds nothing");
    let sound = std::fs::read(copy.vault().join("vault.db")).expect("the file");
    for _ in 0..flips {
        let disk = scratch();
        copied(copy.vault(), disk.path());
        let mut bytes = sound.clone();
        let at = usize::try_from(chance.below(bytes.len() as u64)).expect("a place");
        bytes[at] ^= 1 << chance.below(8);
        std::fs::write(disk.path().join("vault.db"), bytes).expect("a file");
        tally.flips += 1;
        match Opened::open(disk.path()) {
            Err(fault) => {
                let kept = std::fs::read_dir(disk.path()).expect("a folder").filter_map(Result::ok);
                let sealed = kept.filter(|entry| entry.file_name().to_string_lossy().ends_with("sealed.log"));
                assert_eq!(sealed.count(), 1, "byte {at}: the sealed copies are kept: {fault:?}");
                tally.set_aside += 1;
            }
            Ok(mut vault) => match vault.device().verify() {
                Ok(verified) if verified.chain_holds && verified.book_holds => {
                    let lost = lost(&mut vault, &saved);
                    tally.harmless += usize::from(lost == 0);
                    tally.silent += usize::from(lost > 0);
                }
                Ok(_) | Err(_) => tally.found += 1,
            },
        }
    }
    println!("{tally:?}");
    tally
}

/// Row 11: the file of what was last written disappears, as where only the database was copied. The vault is then as it was
/// some time ago. What it lost is noticed by the sealed copies, which arrive as they are; nothing is doubled.
pub(crate) fn lose_the_wal() {
    let mut centre = support::Centre::of_queens_park();
    centre.start();
    let name = centre.champions().remove(0);
    let disk = scratch();
    let vault = disk.path().join("vault");
    let mut device = Opened::enrols(&vault, &centre, &name);
    let before = centre.holds();
    let record = |device: &mut Opened, from: usize, count: usize| {
        for draft in drafts(from, count) {
            device.records(&draft).expect("a sound draft");
        }
    };
    record(&mut device, 0, 20);
    device.syncs().expect("sent");
    // Closed, so that these are in the database itself.
    drop(device);
    let mut device = Opened::open(&vault).expect("a vault");
    record(&mut device, 20, 30);
    // The machine dies with what was last written in the WAL, and that file is gone afterwards.
    let copy = disk.path().join("after");
    copied(&vault, &copy);
    drop(device);
    assert!(copy.join("vault.db-wal").exists(), "it was not closed");
    std::fs::remove_file(copy.join("vault.db-wal")).expect("the WAL");
    let mut device = Opened::open(&copy).expect("the vault as it was");
    assert_eq!(device.recorded(), 20, "it went back in time");
    assert_eq!(device.reconciled.beside, 30, "and the sealed copies tell by how much");
    record(&mut device, 100, 5);
    let synced = device.syncs().expect("both histories are sent");
    assert_eq!((synced.sent, synced.all_sent), (35, true), "what it has, and what it lost");
    assert_eq!(centre.holds(), before + 55, "each once, and every chain whole");
    drop(device);
    let mut device = Opened::open(&copy).expect("a vault");
    assert_eq!(device.reconciled.beside, 0, "the centre has them, which is remembered");
    assert_eq!(device.syncs().expect("nothing to do").sent, 0, "once is enough");
    assert!(device.verified().chain_holds, "with its chain whole");
    println!("30 records that only the WAL had: 0 lost");
}
