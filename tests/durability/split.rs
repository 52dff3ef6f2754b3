//! Fault, row 41: a centre is restored from a backup elsewhere, and the old one lives too. The side journal, which both have,
//! says which is the later; the old one takes nothing in any more.

use std::ffi::OsStr;

use support::{Centre, Opened, Place, Proxy, scratch};
use wire::Code;

use crate::world::drafts;

/// What is sent while both live arrives at the restored one, and nothing at the old.
pub(crate) fn two_centres() {
    let outside = scratch();
    let mut old = Centre::of_queens_park_with_journal(&outside.path().join("journal.db"));
    old.start();
    let proxy = Proxy::to(&old.url());
    let vault = scratch();
    let code = old.invites(&old.champions()[0]);
    let mut device = Opened::enrols_at(&vault.path().join("vault"), &proxy.url(), &code);
    let record = |device: &mut Opened, from: usize| {
        for draft in drafts(from, 10) {
            device.records(&draft).expect("a sound draft");
        }
    };
    record(&mut device, 0);
    device.syncs().expect("sent");
    let backup = outside.path().join("backup.age");
    let task = |centre: &Centre, words: &[&str]| {
        centre.run(words.iter().map(OsStr::new).chain([backup.as_os_str()])).ok();
    };
    task(&old, &["central", "backup", "--to"]);
    record(&mut device, 10);
    device.syncs().expect("sent to the old one, after the backup");

    let mut restored = old.in_another_folder(Place::temporary());
    task(&restored, &["central", "restore"]);
    restored.start();
    // The device still reaches the old one.
    record(&mut device, 20);
    let refused = device.syncs().expect_err("the old one takes nothing in");
    assert_eq!(refused.code, Code::Unavailable, "and says to come again: {refused:?}");
    assert_eq!(device.sent(), 20, "nothing was acknowledged by it");
    proxy.leads_to(&restored.url());
    let synced = device.syncs().expect("the restored one takes it");
    assert!(synced.all_sent, "what the backup lacked, and what is new: {synced:?}");
    proxy.leads_to(&old.url());
    record(&mut device, 30);
    device.syncs().expect_err("for good");
    proxy.leads_to(&restored.url());
    device.syncs().expect("sent");
    let against = device.verified_against();
    assert!(against.holds() && against.waiting == 0, "the restored one has all forty: {against:?}");
    restored.kill();
    old.kill();
    assert!(restored.holds() > 40, "and is whole");
}
