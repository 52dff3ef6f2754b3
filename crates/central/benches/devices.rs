//! A thousand devices come home at once, each with two hundred events, to the real server: on both engines. What it must
//! never do is lose one, count one twice, or answer anything but a receipt or "later".
//!
//! `cargo xtask bench devices`, or `cargo bench -p doorstep-central --bench devices -- DEVICES`. Every tenth push is sent
//! twice, as by a phone that never heard the answer.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]
#![expect(clippy::unwrap_used, reason = "a bench's own steps cannot go on otherwise")]
#![expect(dead_code, reason = "what the tests of the centre share is more than is used here")]

#[path = "../tests/central/http.rs"]
mod http;
#[path = "../tests/central/phone.rs"]
mod phone;
#[expect(unreachable_pub, reason = "the journeys have it in a library, where it is reachable")]
#[path = "../../../tests/support/postgres.rs"]
mod postgres;
#[path = "../tests/central/world.rs"]
mod world;

use std::time::{Duration, Instant};

use central::ledger::Dsn;
use domain::{EventId, StreamId};
use ed25519_dalek::SigningKey;
use wire::Fault;
use wire::push::{Push, PushReply};
use wire::reply::NonceReply;

use http::{Answer, send};
use phone::{Phone, came};
use postgres::Postgres;
use world::{AMINA, BEA, HOUR_MS, World};

/// Events of each device, and pushes that bring them.
const EVENTS: usize = 200;
const PUSHES: usize = 4;
/// Enrolments from one address in an hour, which the server lets through.
const ENROL_AN_HOUR: usize = 60;

/// What one device saw.
#[derive(Default)]
struct Seen {
    /// How long it waited for each receipt.
    waited: Vec<Duration>,
    /// How often it was told to come later, by 429 or 503.
    later: u32,
    /// Any other answer.
    errors: Vec<u16>,
    /// The head that the centre has of its stream at the end.
    acked: u64,
}

fn main() {
    let devices = std::env::args().skip(1).find_map(|word| word.parse::<usize>().ok()).unwrap_or(1_000);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(run("SQLite", None, devices));
    match Postgres::running() {
        Some(server) => {
            let database = server.new_database().parse().expect("an address");
            runtime.block_on(run("PostgreSQL", Some(database), devices));
        }
        None => println!("PostgreSQL: SKIPPED, it is not installed"),
    }
}

async fn run(engine: &str, database: Option<Dsn>, devices: usize) {
    let world = World::empty_on(database).await.taking_in_queens_park().await;
    let before = world.centre.verify().await.unwrap();
    assert!(before.is_whole(), "the centre is whole before");
    let address = world.serves().await;
    let mut phones = Vec::new();
    for number in 0..devices {
        if number % ENROL_AN_HOUR == 0 {
            world.env.passes(HOUR_MS);
        }
        let champion = if number % 2 == 0 { AMINA } else { BEA };
        let code = world.centre.invite(champion).await.expect("an invitation").code;
        let mut phone = Phone::new(address, 0);
        let mut seed = [5; 32];
        seed[..8].copy_from_slice(&(number as u64).to_be_bytes());
        phone.key = SigningKey::from_bytes(&seed);
        phone.stream = StreamId::from_bytes(*seed.first_chunk().unwrap());
        phone.enrols(code.reveal()).await.expect("the code is good");
        phones.push((phone, number as u64));
    }
    let started = now();
    let tasks: Vec<_> =
        phones.into_iter().map(|(phone, number)| tokio::spawn(comes_home(phone, number))).collect();
    let mut all = Vec::new();
    for task in tasks {
        all.push(task.await.unwrap());
    }
    let took = started.elapsed();
    let after = world.centre.verify().await.unwrap();
    assert!(after.is_whole(), "every chain, the book and the audit are whole");
    report(engine, &all, took, after.events - before.events);
}

async fn comes_home(mut phone: Phone, number: u64) -> Seen {
    let mut seen = Seen::default();
    for part in 0..PUSHES {
        let push = packed(&mut phone, number, part);
        // The answer to every tenth push is lost, and the phone sends it again.
        let times = if (number + part as u64).is_multiple_of(10) { 2 } else { 1 };
        for _ in 0..times {
            sends(&mut phone, &push, &mut seen).await;
        }
    }
    seen
}

/// A quarter of a device's events: somebody came to a session.
fn packed(phone: &mut Phone, number: u64, part: usize) -> Push {
    let session = EventId::mint(1, [9; 10]);
    let events = (0..EVENTS / PUSHES).map(|place| {
        let of_all = u16::try_from(part * EVENTS / PUSHES + place).expect("two hundred");
        let mut random = [3; 10];
        random[..8].copy_from_slice(&number.to_be_bytes());
        random[8..].copy_from_slice(&of_all.to_be_bytes());
        let mut event = phone.event(&came(session, EventId::mint(2, random)), "2026-11-16");
        event.id = EventId::mint(3, random);
        event
    });
    let events = events.collect();
    phone.packs(events)
}

/// Sends until it is taken; waits as long as the centre asks for, and asks for a fresh nonce where the one at hand is too
/// old, as every device does: once for each answer that was one.
async fn sends(phone: &mut Phone, push: &Push, seen: &mut Seen) {
    let body = zstd::encode_all(&serde_json::to_vec(push).unwrap()[..], 3).unwrap();
    let mut challenged = false;
    loop {
        let began = now();
        let answer = phone.posts("/v1/push", &body, "zstd").await;
        match answer.status {
            200 => {
                seen.waited.push(began.elapsed());
                let reply: PushReply = answer.json();
                seen.acked = reply.receipt.acked_through;
                return;
            }
            429 | 503 => {
                comes_later(&answer, seen).await;
                challenged = false;
            }
            401 if !challenged => {
                challenged = true;
                asks_for_a_nonce(phone, seen).await;
            }
            other => {
                seen.errors.push(other);
                let fault: Fault = answer.json();
                println!("  {other}: {fault:?}");
                return;
            }
        }
    }
}

async fn asks_for_a_nonce(phone: &mut Phone, seen: &mut Seen) {
    loop {
        let answer = send(phone.address, "GET", "/v1/nonce", &[], &[]).await;
        if !matches!(answer.status, 429 | 503) {
            let reply: NonceReply = answer.json();
            phone.nonce = reply.nonce;
            return;
        }
        comes_later(&answer, seen).await;
    }
}

async fn comes_later(answer: &Answer, seen: &mut Seen) {
    seen.later += 1;
    let secs = answer.header("retry-after").parse().unwrap_or(1);
    tokio::time::sleep(Duration::from_secs(secs)).await;
}

fn report(engine: &str, all: &[Seen], took: Duration, held: u64) {
    let mut waited: Vec<Duration> = all.iter().flat_map(|seen| seen.waited.iter().copied()).collect();
    waited.sort_unstable();
    let at =
        |percent: usize| waited[(waited.len() * percent / 100).min(waited.len() - 1)].as_secs_f64() * 1e3;
    let recorded = (all.len() * EVENTS) as u64;
    let lost: u64 = all.iter().map(|seen| (EVENTS as u64).saturating_sub(seen.acked)).sum();
    let errors = all.iter().map(|seen| seen.errors.len()).sum::<usize>();
    let later: u32 = all.iter().map(|seen| seen.later).sum();
    println!(
        "{engine}: {} devices, {recorded} events in {} pushes, {:.1} s, {:.0} events a second",
        all.len(),
        waited.len(),
        took.as_secs_f64(),
        recorded as f64 / took.as_secs_f64()
    );
    println!("  receipt: p50 {:.0} ms, p99 {:.0} ms; told to come later {later} times", at(50), at(99));
    println!(
        "  errors {errors}, not acknowledged {lost}, lost {}, twice {}",
        recorded.saturating_sub(held),
        held.saturating_sub(recorded)
    );
    assert_eq!((errors, lost, held), (0, 0, recorded), "nothing is lost, and nothing counted twice");
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn now() -> Instant {
    Instant::now()
}
