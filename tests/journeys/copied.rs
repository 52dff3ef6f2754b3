//! A vault's folder is copied to another device, and both go on: nothing that was recorded in either is lost.

use serde_json::json;
use support::{Centre, Opened, Place};

#[test]
fn a_copied_vault_and_its_original_both_arrive_whole() {
    let mut centre = Centre::of_queens_park();
    centre.start();
    let place = Place::temporary();
    let (ours, theirs) = (place.path().join("ours"), place.path().join("theirs"));
    let mut original = Opened::enrols(&ours, &centre, &centre.champions()[0]);
    let records = |device: &mut Opened, count: usize| {
        for number in 0..count {
            device.records(&json!({"type": "family", "label": format!("Example {number}")})).expect("saved");
        }
    };
    records(&mut original, 70);
    original.syncs().expect("sent");
    let before = centre.holds();
    drop(original);
    std::fs::create_dir(&theirs).expect("a folder");
    for file in std::fs::read_dir(&ours).expect("the vault") {
        let file = file.expect("a file");
        std::fs::copy(file.path(), theirs.join(file.file_name())).expect("copied");
    }
    let mut original = Opened::open(&ours).expect("the original");
    let mut copy = Opened::open(&theirs).expect("the copy");
    records(&mut original, 5);
    assert!(original.syncs().expect("sent").all_sent, "the original came first");
    records(&mut copy, 3);
    let synced = copy.syncs().expect("repaired, and nobody was asked");
    assert_eq!((synced.sent, synced.all_sent), (3, true), "in a stream of its own");
    assert_eq!(centre.holds(), before + 8, "both histories, each event once, and every chain whole");
    for device in [&mut original, &mut copy] {
        records(device, 1);
        assert!(device.syncs().expect("sent").all_sent, "and both go on");
        assert_eq!(device.sent(), device.recorded(), "by receipts");
        let verified = device.verified();
        assert!(verified.chain_holds && verified.book_holds, "with chain and book whole");
    }
    assert_eq!(centre.holds(), before + 10, "all of it");
}
