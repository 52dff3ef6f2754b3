//! `cargo xtask bench sync`: what sync costs, beside its peer and beside the least that the same disk and the same
//! cipher could do, in one run and by turns. It prints figures and judges none: a bench is not a test.
#![expect(clippy::print_stdout, reason = "A bench prints its figures.")]

mod bare;
mod clock;
mod counting;
mod data;
mod figure;
mod ours;
mod peer;
mod process;
mod pull;
mod save;

use figure::{Figures, median};
use support::Centre;

/// Turns of ours and theirs.
const ROUNDS: usize = 3;
/// Attendances that one device pushes.
const EVENTS: usize = 10_000;
/// People whose cards another device pulls.
const PEOPLE: usize = 4_000;

fn main() {
    let mut centre = Centre::of_queens_park();
    centre.start();
    let name = centre.champions().remove(0);
    let (mut ours, mut theirs, mut inserts) = (Vec::new(), Vec::new(), Vec::new());
    let mut saves = save::Saves::default();
    for round in 1..=ROUNDS {
        println!("round {round} of {ROUNDS}: a device records {EVENTS} attendances");
        let saved = (round == 1).then_some(&mut saves);
        let push = ours::push(&centre, &name, EVENTS, saved);
        println!("  ours: {:.0} records/s", push.rate());
        let peer = peer::push(&push.batches);
        println!("  peer: {:.0} records/s", peer.rate());
        inserts.push(bare::ledger(&push.batches));
        ours.push(push);
        theirs.push(peer);
    }
    let pulls = pull::pulls(&centre, &name, PEOPLE, ROUNDS, &mut saves);
    let memory = process::peak_memory(centre.process().expect("it runs"));
    let mut figures = Figures::default();
    let rate = |pushes: &[ours::Push]| median(pushes.iter().map(ours::Push::rate));
    let (own, peer) = (rate(&ours), median(theirs.iter().map(peer::Push::rate)));
    figures.at_least(
        "push, records per second, ours : peer",
        own / peer,
        5.0,
        &format!("{own:.0} : {peer:.0} a second; goal 10"),
    );
    let (own, peer) = (median(ours.iter().map(|one| one.cpu)), median(theirs.iter().map(|one| one.cpu)));
    figures.at_most(
        "server's CPU per event, ours : peer",
        own / peer,
        0.25,
        &format!("{own:.0} : {peer:.0} µs; goal 0.125"),
    );
    let (own, peer) = (median(ours.iter().map(|one| one.wire)), median(theirs.iter().map(|one| one.wire)));
    let plain = median(ours.iter().map(|one| one.plain));
    figures.at_most(
        "bytes on the wire per event, both ways",
        own,
        120.0,
        &format!("peer {peer:.0}; an event is {plain:.0} bytes of plain JSON"),
    );
    let (own, bare) = (median(ours.iter().map(ours::Push::ingest_rate)), median(inserts));
    figures.at_least(
        "ingest, ours : bare insert into SQLCipher",
        own / bare,
        0.35,
        &format!("{own:.0} : {bare:.0} rows a second"),
    );
    let (own, bare) = (median(pulls.iter().map(|one| one.applied)), median(pulls.iter().map(|one| one.bare)));
    figures.at_least(
        "pull into the vault : bare insert",
        own / bare,
        0.50,
        &format!(
            "{own:.0} : {bare:.0} rows a second; {:.0} with the network",
            median(pulls.iter().map(|one| one.whole))
        ),
    );
    saves.tell(&mut figures);
    figures.at_most("the centre's peak memory, MB", memory, 150.0, "VmHWM of `doorstep central serve`");
    figures.print();
}
