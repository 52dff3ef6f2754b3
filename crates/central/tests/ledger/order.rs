//! Change numbers: without a hole, and in the order of commits, however many write.

use std::sync::Arc;
use std::time::Instant;

use central::ledger::Ledger;
use domain::AuthorityId;

use crate::engine::{Engine, on_both_engines};
use crate::sender::{Sender, authority, stored};

const WRITERS: u64 = 16;
const BATCHES: u64 = 25;
const EVENTS: u64 = 50;
const CHANGES: u64 = WRITERS * BATCHES * EVENTS;

on_both_engines! {
    a_reader_who_follows_16_writers_skips_nothing
}

async fn a_reader_who_follows_16_writers_skips_nothing(engine: &Engine) {
    // Two processes would write like this: eight writers each, and the reader in the second.
    let nodes = [engine.opened().await, engine.opened().await];
    let council = authority(&*nodes[0], 1).await;
    let started = now();
    let writers: Vec<_> = (0..WRITERS)
        .map(|number| tokio::spawn(writes(nodes[usize::from(number % 2 == 1)].clone(), council, number)))
        .collect();
    let reader = tokio::spawn(follows(nodes[1].clone(), council));
    for writer in writers {
        writer.await.expect("a writer ends well");
    }
    let reads = reader.await.expect("the reader ends well");
    let took = started.elapsed().as_secs_f64();
    println!(
        "{}: {CHANGES} changes by {WRITERS} writers in {took:.1} s ({:.0} a second), followed in {reads} reads",
        engine.name(),
        CHANGES as f64 / took
    );
    assert_eq!(nodes[0].head(council).await.unwrap(), CHANGES, "each change has one number");
}

async fn writes(ledger: Arc<dyn Ledger>, council: AuthorityId, number: u64) {
    let mut phone = Sender::new(number);
    for _ in 0..BATCHES {
        let (first, last) = stored(ledger.append(council, phone.next(EVENTS)).await.expect("it is taken"));
        assert_eq!(last - first + 1, EVENTS, "a batch's numbers follow each other");
    }
}

/// Reads whatever is new, again and again, and answers how often. Whatever it reads must follow what it has: a number
/// that commits after a greater one would be missing here for ever.
async fn follows(ledger: Arc<dyn Ledger>, council: AuthorityId) -> u64 {
    let (mut at, mut reads) = (0, 0);
    while at < CHANGES {
        let head = ledger.head(council).await.expect("it answers");
        let read = ledger.read(council, at, 700).await.expect("it answers");
        reads += 1;
        for stored in &read {
            assert_eq!(stored.position.n, at + 1, "no number is skipped, and none comes late");
            at += 1;
        }
        assert!(read.len() == 700 || at >= head, "what the head said was there can be read: {at} of {head}");
        tokio::task::yield_now().await;
    }
    reads
}

#[expect(clippy::disallowed_methods, reason = "how long it took is printed and decides nothing")]
fn now() -> Instant {
    Instant::now()
}
