//! What a tap on "save" costs, beside the least that keeps a promise: one row committed to SQLCipher, and 512 bytes
//! appended to a file and flushed.

use std::fs::File;
use std::io::Write as _;

use rusqlite::Connection;
use serde_json::Value;
use support::{Opened, Place};

use crate::clock::timed;
use crate::figure::{Figures, median, quantile};

/// How many saves are measured: more would tell no more.
const SAVES: usize = 2_000;

/// Times in microseconds.
#[derive(Default)]
pub(crate) struct Saves {
    ours: Vec<f64>,
    bare: Vec<f64>,
    /// While a pull is applied: from the tap, so with the wait for the slice under way.
    pub(crate) ours_pulling: Vec<f64>,
    pub(crate) bare_pulling: Vec<f64>,
}

/// The least.
pub(crate) struct Bare {
    connection: Connection,
    log: File,
    _place: Place,
}

impl Bare {
    pub(crate) fn new() -> Self {
        let place = Place::temporary();
        let connection = crate::bare::file(&place.path().join("bare.db"), 16 * 1024);
        connection
            .execute_batch("CREATE TABLE event (number INTEGER PRIMARY KEY, body TEXT NOT NULL)")
            .expect("a table");
        let log = File::create(place.path().join("bare.log")).expect("a file");
        Self { connection, log, _place: place }
    }

    /// One save, in microseconds.
    pub(crate) fn save(&mut self, body: &str) -> f64 {
        let ((), took) = timed(|| {
            self.connection
                .prepare_cached("INSERT INTO event (body) VALUES (?1)")
                .expect("SQL")
                .execute([body])
                .expect("a row");
            self.log.write_all(&[7; 512]).expect("an append");
            self.log.sync_data().expect("a flush");
        });
        took.as_secs_f64() * 1e6
    }
}

impl Saves {
    /// Records all drafts; the first of them by turns with the least.
    pub(crate) fn alone(&mut self, device: &mut Opened, drafts: &[Value]) {
        let mut bare = Bare::new();
        let body = "x".repeat(380);
        for (number, draft) in drafts.iter().enumerate() {
            let (recorded, took) = timed(|| device.records(draft));
            recorded.expect("a sound draft");
            // As the window's thread does when it has answered.
            device.device().get_ready();
            if number < SAVES {
                self.ours.push(took.as_secs_f64() * 1e6);
                self.bare.push(bare.save(&body));
            }
        }
    }

    pub(crate) fn tell(&self, figures: &mut Figures) {
        let both = [
            ("save", &self.ours, &self.bare),
            ("save while a pull is applied", &self.ours_pulling, &self.bare_pulling),
        ];
        for (what, ours, bare) in both {
            let middle = (median(ours.iter().copied()), median(bare.iter().copied()));
            figures.at_most(
                &format!("{what}, p50, ours : bare"),
                middle.0 / middle.1,
                2.0,
                &format!("{:.0} : {:.0} µs", middle.0, middle.1),
            );
            let rare = (quantile(ours.iter().copied(), 99), quantile(bare.iter().copied(), 99));
            figures.at_most(
                &format!("{what}, p99, ours : bare"),
                rare.0 / rare.1,
                3.0,
                &format!("{:.0} : {:.0} µs", rare.0, rare.1),
            );
        }
    }
}
