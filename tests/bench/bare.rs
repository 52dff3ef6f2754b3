//! The least: the same rows with the same indexes into the same kind of file, 500 to a transaction, with nothing thought
//! about.

use std::path::Path;

use domain::Head;
use domain::event::hash_canonical;
use rusqlite::{Connection, params};
use support::Place;
use wire::push::Push as Batch;

use crate::clock::timed;

const LEDGER: &str = include_str!("../../migrations/ledger/sqlite/V1__ledger.sql");
/// Rows to a transaction.
pub(crate) const ROWS: usize = 500;
const AUTHORITY: [u8; 16] = [7; 16];

/// A SQLCipher file with the settings of ours.
pub(crate) fn file(path: &Path, cache_kib: i64) -> Connection {
    let connection = Connection::open(path).expect("a file");
    let set = |name: &str, value: &str| {
        connection
            .pragma_update_and_check(None, name, value, |_| Ok(()))
            .or_else(|_| connection.pragma_update(None, name, value))
            .expect("a setting");
    };
    connection.pragma_update(None, "key", format!("x'{}'", "5a".repeat(32))).expect("a key");
    set("locking_mode", "EXCLUSIVE");
    set("journal_mode", "WAL");
    for (name, value) in
        [("synchronous", "FULL"), ("temp_store", "MEMORY"), ("secure_delete", "1"), ("foreign_keys", "1")]
    {
        connection.pragma_update(None, name, value).expect("a setting");
    }
    connection.pragma_update(None, "cache_size", -cache_kib).expect("a setting");
    connection
}

/// Events into a ledger; rows a second.
pub(crate) fn ledger(batches: &[Batch]) -> f64 {
    let place = Place::temporary();
    let mut connection = file(&place.path().join("ledger.db"), 64 * 1024);
    connection.pragma_update_and_check(None, "wal_autocheckpoint", 4_096, |_| Ok(())).expect("a setting");
    connection.execute_batch(LEDGER).expect("the tables");
    let stream = [9_u8; 16];
    connection
        .execute(
            "INSERT INTO authority (authority_id, name, epoch, own_stream) VALUES (?1, 'bench', 1, ?2)",
            params![AUTHORITY, [1_u8; 16]],
        )
        .expect("a row");
    connection
        .execute(
            "INSERT INTO stream (authority_id, stream, seq, h) VALUES (?1, ?2, 0, ?3)",
            params![AUTHORITY, stream, [0_u8; 32]],
        )
        .expect("a row");
    let rows = rows(batches);
    let ((), took) = timed(|| {
        for (part, rows) in rows.chunks(ROWS).enumerate() {
            let tx = connection.transaction().expect("a transaction");
            {
                let mut event = tx.prepare_cached("INSERT INTO event (authority_id, event_id, body_hash, salt, body) VALUES (?1, ?2, ?3, ?4, ?5)").expect("SQL");
                let mut position = tx.prepare_cached("INSERT INTO position (authority_id, stream, seq, event_id, body_hash, h, n) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)").expect("SQL");
                for (at, row) in rows.iter().enumerate() {
                    let number = i64::try_from(part * ROWS + at + 1).expect("a number");
                    event
                        .execute(params![AUTHORITY, row.id, row.body_hash, row.salt, row.body])
                        .expect("a row");
                    position
                        .execute(params![AUTHORITY, stream, number, row.id, row.body_hash, row.h, number])
                        .expect("a row");
                }
            }
            tx.commit().expect("a commit");
        }
    });
    rows.len() as f64 / took.as_secs_f64()
}

struct Row<'a> {
    id: [u8; 16],
    salt: [u8; 16],
    body: &'a str,
    body_hash: [u8; 32],
    h: [u8; 32],
}

fn rows(batches: &[Batch]) -> Vec<Row<'_>> {
    let mut head = Head::EMPTY;
    let events = batches.iter().flat_map(|batch| batch.events.iter().map(|event| (batch.stream, event)));
    events
        .map(|(stream, event)| {
            let body_hash = hash_canonical(&domain::Salt(event.salt.0), crate::data::words(event));
            head = head.then(stream, event.id, &body_hash);
            Row {
                id: event.id.uuid().into_bytes(),
                salt: event.salt.0,
                body: crate::data::words(event),
                body_hash,
                h: head.hash,
            }
        })
        .collect()
}
