//! Fault, row 15: eight threads tap as fast as they can while the WAL is written back over and over. One thread owns the vault
//! and writes; whatever it acknowledges is there.

use std::sync::mpsc::channel;

use device::native::Owner;
use support::{Centre, Opened, owner_of, scratch};
use wire::Code;
use wire::app::{Command, RecordAll, RecordOne, Reply};
use wire::draft::DraftLine;

use crate::world::{drafts, now};

const THREADS: usize = 8;

/// Each thread saves so often. Answers how many saves were acknowledged.
pub(crate) fn hammer(saves: usize) -> u64 {
    let mut centre = Centre::of_queens_park();
    centre.start();
    let name = centre.champions().remove(0);
    let disk = scratch();
    let vault = disk.path().join("vault");
    drop(Opened::enrols(&vault, &centre, &name));
    let (owner, began) = (owner_of(&vault), now());
    let acknowledged: u64 = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                let owner = owner.clone();
                scope.spawn(move || {
                    (0..saves)
                        .map(|number| u64::from(is_saved(&owner, thread * 10_000_000 + number)))
                        .sum::<u64>()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("it ends")).sum()
    });
    let took = began.elapsed();
    // The owner's thread ends soon after the last of its handles; until then the vault is its own.
    drop(owner);
    let is_free = |_| Opened::open(&vault).map_err(|fault| assert_eq!(fault.code, Code::AlreadyOpen)).ok();
    let mut device = (0..500).find_map(is_free).expect("the vault is free");
    assert_eq!(device.recorded(), acknowledged, "every save that was acknowledged, and no other");
    let verified = device.verified();
    assert!(verified.chain_holds && verified.book_holds, "chain and book are whole");
    println!("{acknowledged} saves by {THREADS} threads in {:.0} s: 0 lost", took.as_secs_f64());
    acknowledged
}

fn is_saved(owner: &Owner, number: usize) -> bool {
    let DraftLine { id, label: _, date, draft } =
        DraftLine::parse(&drafts(number, 1)[0].to_string()).expect("a sound draft");
    let (tell, told) = channel();
    let command = Command::Record(RecordAll { records: vec![RecordOne { id, date, draft }] });
    owner.ask(command, move |answer| {
        let _gone = tell.send(answer);
    });
    matches!(told.recv(), Ok(Ok(Reply::Recorded { .. })))
}
