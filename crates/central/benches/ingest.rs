//! How fast the centre takes pushes in, against a bare insert of the same rows with the same indexes into the same kind of
//! file in transactions of 500, alternated in one run. What is measured is the whole way: HTTP, zstd, the device's
//! signature, the chain, the judgement, the ledger's commit, the signed receipt.
//!
//! `cargo bench -p doorstep-central --bench ingest -- EVENTS`.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]
#![expect(clippy::unwrap_used, reason = "a bench's own steps cannot go on otherwise")]
#![expect(dead_code, reason = "what the tests of the centre share is more than is used here")]

#[path = "../tests/central/http.rs"]
mod http;
#[path = "../tests/central/phone.rs"]
mod phone;
#[path = "../tests/central/world.rs"]
mod world;

use std::path::Path;
use std::time::Instant;

use domain::event::hash_bytes;
use domain::{EventId, Head, Salt, StreamId};
use rusqlite::{Connection, params};
use wire::push::{Push, PushedEvent};

use phone::{Phone, came};
use world::{AMINA, World};

/// Events in a push, and rows in a transaction.
const BATCH: usize = 500;
/// Alternated so often; the median of each side counts.
const ROUNDS: usize = 5;

fn main() {
    let asked = std::env::args().skip(1).find_map(|word| word.parse::<usize>().ok());
    let events = asked.unwrap_or(10_000).div_ceil(BATCH) * BATCH;
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (mut ours, mut bare, mut books) = (Vec::new(), Vec::new(), Vec::new());
    let mut bytes = 0;
    for _ in 0..ROUNDS {
        runtime.block_on(async {
            let world = World::of_queens_park().await;
            let mut phone = world.phone(world.serves().await, AMINA, 1).await;
            let pushes = pushes(&mut phone, events);
            bytes = pushes.iter().map(|push| body(push).len()).sum::<usize>() / events;
            let started = now();
            for push in &pushes {
                phone.posts("/v1/push", &body(push), "zstd").await;
            }
            ours.push(events as f64 / started.elapsed().as_secs_f64());
            bare.push(events as f64 / inserted(&pushes));
            let started = now();
            world.centre.champions().await.unwrap();
            books.push(events as f64 / started.elapsed().as_secs_f64());
        });
    }
    let (ours, bare, books) = (median(ours), median(bare), median(books));
    println!(
        "ingest: {events} attendance events in pushes of {BATCH}, {bytes} bytes an event on the wire as sent"
    );
    println!("centre: {ours:.0} events a second over HTTP until the receipt");
    println!("bare:   {bare:.0} events a second, the same rows and indexes in SQLCipher, synchronous=FULL");
    println!("ratio:  {:.0}% (to hold: 35%)", 100.0 * ours / bare);
    println!("book:   {books:.0} events a second applied");
    println!("memory: {} KiB at most, with both sides and the pushes in one process", peak_kib());
}

/// Attendances of people at one session, packed as a device packs them.
fn pushes(phone: &mut Phone, events: usize) -> Vec<Push> {
    let session = EventId::mint(1, [9; 10]);
    let mut pushes = Vec::new();
    for part in 0..events / BATCH {
        let attended = (0..BATCH).map(|place| {
            let mut random = [3; 10];
            random[..8].copy_from_slice(&((part * BATCH + place) as u64).to_be_bytes());
            phone.event(&came(session, EventId::mint(2, random)), "2026-11-16")
        });
        let attended: Vec<PushedEvent> = attended.collect();
        pushes.push(phone.packs(attended));
    }
    pushes
}

fn body(push: &Push) -> Vec<u8> {
    zstd::encode_all(&serde_json::to_vec(push).unwrap()[..], 3).unwrap()
}

/// The same rows by themselves; how many seconds.
fn inserted(pushes: &[Push]) -> f64 {
    let folder = tempfile::TempDir::new().unwrap();
    let mut file = opened(&folder.path().join("bare.db"));
    let authority = [1_u8; 16];
    file.execute(
        "INSERT INTO authority (authority_id, name, epoch, own_stream) VALUES (?1, 'x', 1, ?1)",
        [authority],
    )
    .unwrap();
    let stream = StreamId::from_bytes([1; 16]);
    file.execute(
        "INSERT INTO stream (authority_id, stream, h) VALUES (?1, ?2, zeroblob(32))",
        params![authority, stream.bytes()],
    )
    .unwrap();
    let mut rows = Vec::new();
    let mut head = Head::EMPTY;
    for event in pushes.iter().flat_map(|push| &push.events) {
        let hash = hash_bytes(&Salt(event.salt.0), event.body.bytes());
        head = head.then(stream, event.id, &hash);
        rows.push((head, event, hash));
    }
    let started = now();
    for part in rows.chunks(BATCH) {
        let transaction = file.transaction().unwrap();
        {
            let mut events = transaction
                .prepare_cached("INSERT INTO event (authority_id, event_id, body_hash, salt, body) VALUES (?1, ?2, ?3, ?4, ?5)")
                .unwrap();
            let mut places = transaction
                .prepare_cached("INSERT INTO position (authority_id, stream, seq, event_id, body_hash, h, n) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?3)")
                .unwrap();
            for (head, event, hash) in part {
                let id = event.id.uuid().into_bytes();
                events.execute(params![authority, id, hash, event.salt.0, event.body.bytes()]).unwrap();
                let seq = head.seq.cast_signed();
                places.execute(params![authority, stream.bytes(), seq, id, hash, head.hash]).unwrap();
            }
        }
        transaction.commit().unwrap();
    }
    started.elapsed().as_secs_f64()
}

/// A file like the ledger's: the same tables, cipher, cache and durability.
fn opened(path: &Path) -> Connection {
    let file = Connection::open(path).unwrap();
    file.pragma_update(None, "key", format!("x'{}'", "07".repeat(32))).unwrap();
    file.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).unwrap();
    file.pragma_update(None, "synchronous", "FULL").unwrap();
    file.pragma_update(None, "foreign_keys", true).unwrap();
    file.pragma_update(None, "temp_store", "MEMORY").unwrap();
    file.pragma_update(None, "secure_delete", true).unwrap();
    file.pragma_update(None, "cache_size", -64 * 1024).unwrap();
    file.pragma_update(None, "wal_autocheckpoint", 4_096).unwrap();
    file.execute_batch(include_str!("../../../migrations/ledger/sqlite/V1__ledger.sql")).unwrap();
    file
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The most memory that this process ever had, as Linux says.
fn peak_kib() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("unknown".to_owned(), |line| line.trim().trim_end_matches(" kB").to_owned())
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn now() -> Instant {
    Instant::now()
}
