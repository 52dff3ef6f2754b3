//! A pull into a new vault, beside a bare insert of the same rows; and saves that are tapped meanwhile.

use std::time::Duration;

use device::Transport as _;
use device::http::{Http, run};
use device::sync::{Run, Step};
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
    let done = (0..rounds).map(|_| pull(centre, name, None)).collect();
    for _ in 0..rounds * 4 {
        pull(centre, name, Some(saves));
    }
    done
}

/// One device pulls all that is there. With `saves`, a champion taps at some moment of each step.
fn pull(centre: &Centre, name: &str, mut saves: Option<&mut Saves>) -> Pull {
    let place = Place::temporary();
    let mut device = Opened::enrols_at(&place.path().join("vault"), &centre.url(), &centre.invites(name));
    let http = Http::new().expect("a client");
    let (mut state, mut pages, mut applying) = (Run::default(), Vec::new(), Duration::ZERO);
    let (mut bare, mut chance) = (Bare::new(), Chance::of(6));
    let began = now();
    run(async {
        let mut step = device.device().sync_step(&mut state, None).expect("a step");
        loop {
            let request = match step {
                Step::Send(request) => request,
                Step::GoOn => {
                    let (next, took) = timed(|| device.device().sync_step(&mut state, None).expect("a step"));
                    applying += took;
                    if let Some(saves) = &mut saves {
                        tap(&mut device, saves, &mut bare, &mut chance, took);
                    }
                    step = next;
                    continue;
                }
                Step::Done(_) => break,
            };
            let answer = http.send(&request).await;
            let page = (request.path == "/v1/pull").then(|| answer.as_ref().expect("an answer").body.clone());
            let (next, took) = timed(|| device.device().sync_step(&mut state, Some(answer)).expect("a step"));
            if let Some(page) = page {
                pages.push(serde_json::from_slice::<PullReply>(&page).expect("a page"));
                applying += took;
                if let Some(saves) = &mut saves {
                    tap(&mut device, saves, &mut bare, &mut chance, took);
                }
            }
            step = next;
        }
    })
    .expect("a runtime");
    let whole = began.elapsed();
    let rows: usize = pages.iter().map(|page| page.rows.len()).sum();
    let rate = |took: Duration| rows as f64 / took.as_secs_f64();
    Pull { applied: rate(applying), bare: bare_rate(&pages), whole: rate(whole) }
}

/// The tap came at any moment of a step that took so long, and waits for its end.
fn tap(device: &mut Opened, saves: &mut Saves, bare: &mut Bare, chance: &mut Chance, took: Duration) {
    let waits = took.as_secs_f64() * 1e6 * chance.below(1_000) as f64 / 1_000.0;
    let draft = json!({"type": "shift", "minutes": 5, "date": "2026-09-01"});
    let (recorded, took) = timed(|| device.records(&draft));
    recorded.expect("a sound draft");
    saves.ours_pulling.push(waits + took.as_secs_f64() * 1e6);
    saves.bare_pulling.push(bare.save(&"x".repeat(380)));
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
        book::pulled::store(&tx, &rows.collect::<Vec<_>>()).expect("sound rows");
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
