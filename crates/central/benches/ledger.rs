//! A million changes by 16 writers, and a reader who follows: what it must never do is skip one. On both engines.
//!
//! `cargo xtask bench ledger`, or `cargo bench -p doorstep-central --bench ledger -- CHANGES`.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]
#![expect(clippy::unwrap_used, reason = "a bench's own steps cannot go on otherwise")]
#![expect(
    dead_code,
    unused_macros,
    unused_imports,
    reason = "what the ledger's tests share is more than is used here"
)]

#[path = "../tests/ledger/engine.rs"]
mod engine;
#[expect(unreachable_pub, reason = "the journeys have it in a library, where it is reachable")]
#[path = "../../../tests/support/postgres.rs"]
mod postgres;
#[path = "../tests/ledger/sender.rs"]
mod sender;

use std::sync::Arc;
use std::time::Instant;

use central::ledger::Ledger;
use domain::AuthorityId;

use engine::Engine;
use sender::{Sender, authority, stored};

const WRITERS: u64 = 16;
/// Events in a batch: the most that a push has.
const EVENTS: u64 = 500;
/// Rows that the reader asks for at a time, as a book does.
const READ: usize = 1_000;

fn main() {
    let asked = std::env::args().skip(1).find_map(|word| word.parse::<u64>().ok());
    let batches = asked.unwrap_or(1_000_000).div_ceil(WRITERS * EVENTS);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for engine in [Some(Engine::sqlite()), Engine::postgres()].into_iter().flatten() {
        runtime.block_on(run(&engine, batches));
    }
}

async fn run(engine: &Engine, batches: u64) {
    // As two nodes would: eight writers on each, and the reader on the second.
    let nodes = [engine.opened().await, engine.opened().await];
    let council = authority(&*nodes[0], 1).await;
    let changes = WRITERS * batches * EVENTS;
    let started = now();
    let writers: Vec<_> = (0..WRITERS)
        .map(|number| {
            tokio::spawn(writes(nodes[usize::from(number % 2 == 1)].clone(), council, number, batches))
        })
        .collect();
    let reader = tokio::spawn(follows(nodes[1].clone(), council, changes));
    for writer in writers {
        writer.await.unwrap();
    }
    let written = started.elapsed().as_secs_f64();
    let (reads, skipped) = reader.await.unwrap();
    let took = started.elapsed().as_secs_f64();
    println!(
        "{}: {changes} changes by {WRITERS} writers in {written:.1} s ({:.0} a second); followed to the end after {took:.1} s \
         in {reads} reads; skipped {skipped}",
        engine.name(),
        changes as f64 / written,
    );
    assert_eq!((skipped, nodes[0].head(council).await.unwrap()), (0, changes), "no change is ever skipped");
}

async fn writes(ledger: Arc<dyn Ledger>, council: AuthorityId, number: u64, batches: u64) {
    let mut phone = Sender::new(number);
    for _ in 0..batches {
        let (first, last) = stored(ledger.append(council, phone.next(EVENTS)).await.unwrap());
        assert_eq!(last - first + 1, EVENTS, "a batch's numbers follow each other");
    }
}

/// Reads whatever is new, again and again: how often, and how many numbers were missing where they should have been.
async fn follows(ledger: Arc<dyn Ledger>, council: AuthorityId, changes: u64) -> (u64, u64) {
    let (mut at, mut reads, mut skipped) = (0, 0, 0);
    while at < changes {
        let read = ledger.read(council, at, READ).await.unwrap();
        reads += 1;
        for stored in &read {
            skipped += stored.position.n - at - 1;
            at = stored.position.n;
        }
        if read.is_empty() {
            tokio::task::yield_now().await;
        }
    }
    (reads, skipped)
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn now() -> Instant {
    Instant::now()
}
