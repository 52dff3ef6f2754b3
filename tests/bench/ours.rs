//! Our push: one device, the real server, until the last receipt.

use std::time::Duration;

use device::http::{Http, run};
use device::sync::{Run, Step};
use device::{Request, Transport as _};
use support::{Centre, Opened, Place};
use wire::push::Push as Batch;

use crate::clock::timed;
use crate::counting::Wire;
use crate::save::Saves;
use crate::{data, process};

/// One turn.
pub(crate) struct Push {
    pub(crate) events: f64,
    pub(crate) seconds: f64,
    /// Of those, waiting for the server's answers to pushes.
    pub(crate) at_server: f64,
    /// The server's CPU per event, in microseconds.
    pub(crate) cpu: f64,
    /// Bytes per event on the wire.
    pub(crate) wire: f64,
    /// Bytes of plain JSON per event's body.
    pub(crate) plain: f64,
    /// What was sent, for whoever does the same with it.
    pub(crate) batches: Vec<Batch>,
}

impl Push {
    pub(crate) fn rate(&self) -> f64 {
        self.events / self.seconds
    }

    pub(crate) fn ingest_rate(&self) -> f64 {
        self.events / self.at_server
    }
}

pub(crate) fn push(centre: &Centre, name: &str, events: usize, saves: Option<&mut Saves>) -> Push {
    let server = centre.process().expect("it runs");
    let wire = Wire::to(&centre.url());
    let place = Place::temporary();
    let mut device = Opened::enrols_at(&place.path().join("vault"), &wire.url(), &centre.invites(name));
    device.syncs().expect("the timetable comes");
    let drafts = data::attendances(&mut device, events);
    device.syncs().expect("what attendances name is sent first");
    match saves {
        Some(saves) => saves.alone(&mut device, &drafts),
        None => drafts.iter().for_each(|draft| drop(device.records(draft).expect("a sound draft"))),
    }
    let (bytes, cpu) = (wire.bytes(), process::cpu_micros(server));
    let (sent, took) = timed(|| send_all(&mut device));
    let (requests, at_server) = sent;
    let events = events as f64;
    assert_eq!(device.device().status().expect("open").waiting, 0, "all of it is settled");
    let batches: Vec<Batch> =
        requests.iter().filter(|request| request.path == "/v1/push").map(plain).collect();
    let bodies = batches.iter().flat_map(|batch| &batch.events);
    let plain: usize = bodies.map(|event| data::words(event).len()).sum();
    Push {
        events,
        seconds: took.as_secs_f64(),
        at_server: at_server.as_secs_f64(),
        cpu: (process::cpu_micros(server) - cpu) / events,
        wire: (wire.bytes() - bytes) as f64 / events,
        plain: plain as f64 / events,
        batches,
    }
}

/// Sends what waits, up to where the device would begin to pull. Answers what it sent and how long it waited for pushes.
fn send_all(device: &mut Opened) -> (Vec<Request>, Duration) {
    let http = Http::new().expect("a client");
    let (mut state, mut requests, mut waited) = (Run::default(), Vec::new(), Duration::ZERO);
    run(async {
        let mut step = device.device().sync_step(&mut state, None).expect("a step");
        while let Step::Send(request) = step {
            if request.path == "/v1/pull" {
                break;
            }
            let began = crate::clock::now();
            let answer = http.send(&request).await;
            if request.path == "/v1/push" {
                waited += began.elapsed();
            }
            requests.push(request);
            step = device.device().sync_step(&mut state, Some(answer)).expect("a step");
        }
    })
    .expect("a runtime");
    (requests, waited)
}

fn plain(request: &Request) -> Batch {
    let json = zstd::decode_all(request.body.as_slice()).expect("a body");
    serde_json::from_slice(&json).expect("a push")
}
