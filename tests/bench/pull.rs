//! A pull into a new vault, beside a bare insert of the same rows; and saves that are tapped meanwhile.

use std::time::Duration;

use device::http::{Http, run};
use device::sync::{Run, Step};
use device::{Answer, Offline, Transport as _};
use rusqlite::{Connection, params};
use serde_json::json;
use support::{Centre, Chance, Opened, Place};
use wire::pull::PullReply;

use crate::bare::{ROWS, file};
use crate::clock::{now, timed};
use crate::data;
use crate::save::{Bare, Saves};

const INSERT: &str = "INSERT OR REPLACE INTO pulled (kind, id, n, listing, body, search, family, on_date)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

/// Rows a second: applied by the device, bare, and with the network and the server.
pub(crate) struct Pull {
    pub(crate) applied: f64,
    pub(crate) bare: f64,
    pub(crate) whole: f64,
}

pub(crate) fn pulls(
    centre: &Centre,
    name: &str,
    people: usize,
    rounds: usize,
    saves: &mut Saves,
) -> Vec<Pull> {
    println!("a device registers {people} people; another pulls them");
    let place = Place::temporary();
    let mut first = Opened::enrols_at(&place.path().join("vault"), &centre.url(), &centre.invites(name));
    first.syncs().expect("the timetable comes");
    data::people(&mut first, people);
    first.syncs().expect("they are sent");
    // One takes a twentieth of a second: four times as many as of the others cost little, and say more.
    let done = (0..rounds * 4).map(|_| pull(centre, name, None)).collect();
    for _ in 0..rounds * 8 {
        pull(centre, name, Some(saves));
    }
    done
}

/// How long it is from one tap to the next while a page is applied, in microseconds, on average: two hundred taps a second,
/// which no thumb can do, so that many are measured.
const BETWEEN_TAPS_US: f64 = 5_000.0;

/// One device pulls all that is there. With `saves`, a champion taps meanwhile.
fn pull(centre: &Centre, name: &str, saves: Option<&mut Saves>) -> Pull {
    let place = Place::temporary();
    let mut device = Opened::enrols_at(&place.path().join("vault"), &centre.url(), &centre.invites(name));
    // As the window's thread does when it has answered.
    device.device().get_ready();
    let http = Http::new().expect("a client");
    let (mut state, mut pages) = (Run::default(), Vec::new());
    let mut applying =
        Applying { took: Duration::ZERO, taps: saves.map(|saves| Taps::new(saves, &mut device)) };
    let began = now();
    run(async {
        let mut step = device.device().sync_step(&mut state, None).expect("a step");
        loop {
            let request = match step {
                Step::Send(request) => request,
                Step::GoOn => {
                    step = applying.step(&mut device, &mut state, None);
                    continue;
                }
                Step::Done(_) => break,
            };
            let answer = http.send(&request).await;
            step = if request.path == "/v1/pull" {
                let page = &answer.as_ref().expect("an answer").body;
                pages.push(serde_json::from_slice::<PullReply>(page).expect("a page"));
                applying.step(&mut device, &mut state, Some(answer))
            } else {
                device.device().sync_step(&mut state, Some(answer)).expect("a step")
            };
        }
    })
    .expect("a runtime");
    let whole = began.elapsed();
    let rows: usize = pages.iter().map(|page| page.rows.len()).sum();
    let rate = |took: Duration| rows as f64 / took.as_secs_f64();
    Pull { applied: rate(applying.took), bare: bare_rate(&pages), whole: rate(whole) }
}

/// The steps in which pages are applied.
struct Applying<'a> {
    took: Duration,
    taps: Option<Taps<'a>>,
}

impl Applying<'_> {
    fn step(
        &mut self,
        device: &mut Opened,
        state: &mut Run,
        answer: Option<Result<Answer, Offline>>,
    ) -> Step {
        let (next, took) = timed(|| device.device().sync_step(state, answer).expect("a step"));
        self.took += took;
        if let Some(taps) = &mut self.taps {
            taps.in_step(device, took);
        }
        next
    }
}

/// Taps at random moments of the time in which pages are applied: each waits for the end of the step under way.
struct Taps<'a> {
    saves: &'a mut Saves,
    bare: Bare,
    chance: Chance,
    /// When the next one comes, in microseconds from the beginning of the next step.
    next_us: f64,
}

impl<'a> Taps<'a> {
    /// On a device that is in use: the first save of both, in which everything is prepared, is not measured.
    fn new(saves: &'a mut Saves, device: &mut Opened) -> Self {
        let mut taps = Self { saves, bare: Bare::new(), chance: Chance::of(6), next_us: 0.0 };
        taps.tap(device);
        taps.next_us = taps.pause_us();
        taps
    }

    /// As long as taps that know nothing of each other are apart.
    fn pause_us(&mut self) -> f64 {
        let share = (self.chance.below(1_000_000) as f64 + 1.0) / 1_000_001.0;
        -share.ln() * BETWEEN_TAPS_US
    }

    fn in_step(&mut self, device: &mut Opened, took: Duration) {
        let waited_us = took.as_secs_f64() * 1e6 - self.next_us;
        if waited_us < 0.0 {
            self.next_us = -waited_us;
            return;
        }
        let (save_us, bare_us) = self.tap(device);
        self.saves.ours_pulling.push(waited_us + save_us);
        self.saves.bare_pulling.push(bare_us);
        // A thumb taps again when the tick is there.
        self.next_us = self.pause_us();
    }

    /// What a save takes, ours and bare, in microseconds.
    fn tap(&mut self, device: &mut Opened) -> (f64, f64) {
        let draft = json!({"type": "shift", "minutes": 5, "date": "2026-09-01"});
        let (recorded, took) = timed(|| device.records(&draft));
        recorded.expect("a sound draft");
        // As the window's thread does when it has answered.
        device.device().get_ready();
        (took.as_secs_f64() * 1e6, self.bare.save(&"x".repeat(380)))
    }
}

struct Row {
    kind: String,
    id: Vec<u8>,
    n: i64,
    listing: i64,
    body: String,
    search: Option<String>,
    family: Option<Vec<u8>>,
    on: Option<String>,
}

/// What the pages come to is worked out first, by the book itself; then it is written down and nothing else.
fn bare_rate(pages: &[PullReply]) -> f64 {
    let rows = worked_out(pages);
    let place = Place::temporary();
    let mut connection = file(&place.path().join("pulled.db"), 16 * 1024);
    connection.execute_batch(include_str!("../../migrations/book/5_pulled.sql")).expect("the tables");
    let ((), took) = timed(|| {
        for rows in rows.chunks(ROWS) {
            let tx = connection.transaction().expect("a transaction");
            for row in rows {
                let Row { kind, id, n, listing, body, search, family, on } = row;
                let mut statement = tx.prepare_cached(INSERT).expect("SQL");
                statement.execute(params![kind, id, n, listing, body, search, family, on]).expect("a row");
            }
            tx.commit().expect("a commit");
        }
    });
    rows.len() as f64 / took.as_secs_f64()
}

fn worked_out(pages: &[PullReply]) -> Vec<Row> {
    let mut connection = Connection::open_in_memory().expect("a database");
    book::install(&connection).expect("a book");
    let tx = connection.transaction().expect("a transaction");
    let mut storing = book::pulled::Storing::begin(&tx).expect("a transaction");
    for page in pages {
        let rows = page.rows.iter().filter_map(|row| {
            let body = row.body.as_ref().map(|body| domain::Private::new(body.get().to_owned()));
            Some(book::Row {
                kind: book::RowKind::of_word(&row.kind)?,
                id: row.id.parse().ok()?,
                n: row.n,
                body,
            })
        });
        book::pulled::store(&tx, &mut storing, &rows.collect::<Vec<_>>()).expect("sound rows");
    }
    let sql = "SELECT kind, id, n, listing, body, search, family, on_date FROM pulled ORDER BY n";
    let mut statement = tx.prepare(sql).expect("SQL");
    let rows = statement.query_map([], |row| {
        Ok(Row {
            kind: row.get(0)?,
            id: row.get(1)?,
            n: row.get(2)?,
            listing: row.get(3)?,
            body: row.get(4)?,
            search: row.get(5)?,
            family: row.get(6)?,
            on: row.get(7)?,
        })
    });
    rows.expect("rows").collect::<Result<_, _>>().expect("rows")
}
