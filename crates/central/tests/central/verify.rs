//! The centre against itself: what was tampered with is found.

use std::fs;
use std::path::Path;

use central::Folder;
use rusqlite::Connection;

use crate::phone::session;
use crate::world::{AMINA, World};

/// Opens a database as somebody with its key could, and does this to it.
pub(crate) fn execute(file: &Path, key: &Path, sql: &str) {
    open(file, key).execute_batch(sql).expect("whoever has the key can do anything");
}

fn open(file: &Path, key: &Path) -> Connection {
    let key = fs::read_to_string(key).expect("the key is a file");
    let connection = Connection::open(file).expect("the database is a file");
    connection.pragma_update(None, "key", format!("x'{}'", key.trim())).expect("a key");
    connection.pragma_update(None, "cipher_hmac_algorithm", "HMAC_SHA256").expect("the algorithm");
    connection
}

/// Does this to the ledger.
pub(crate) fn tamper(folder: &Folder, sql: &str) {
    execute(&folder.ledger(), &folder.keys().join("ledger.key"), sql);
}

async fn with_two_sessions() -> World {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let events = vec![amina.event(&session(), "2026-11-16"), amina.event(&session(), "2026-11-17")];
    amina.pushes(events).await;
    let whole = world.centre.verify().await.expect("a ledger that can be read");
    assert!(whole.is_whole(), "before anything was done to it: {whole:?}");
    assert_eq!((whole.streams, whole.events, whole.erased), (2, 41 + 2, 0), "the centre's stream and hers");
    world
}

#[tokio::test]
async fn changed_words_break_the_chain_where_they_stand() {
    let world = with_two_sessions().await.reopened(|folder| {
        tamper(
            folder,
            "DROP TRIGGER event_stays;
             UPDATE event SET body = replace(body, '11:30', '12:30') WHERE body LIKE '%2026-11-17%session.recorded%';",
        );
    });
    let found = world.await.centre.verify().await.unwrap();
    let seqs: Vec<u64> = found.broken.iter().map(|broken| broken.seq).collect();
    assert_eq!(seqs, [2], "her second event");
}

#[tokio::test]
async fn an_event_cut_off_the_end_is_missed() {
    let world = with_two_sessions().await.reopened(|folder| {
        tamper(
            folder,
            "DROP TRIGGER position_remains;
             DELETE FROM position WHERE n = (SELECT max(n) FROM position);",
        );
    });
    let found = world.await.centre.verify().await.unwrap();
    let seqs: Vec<u64> = found.broken.iter().map(|broken| broken.seq).collect();
    assert_eq!(seqs, [2], "the head says that there was a second");
}

#[tokio::test]
async fn a_changed_line_of_the_audit_is_found() {
    let world = with_two_sessions().await.reopened(|folder| {
        tamper(
            folder,
            "DROP TRIGGER audit_stays;
             UPDATE audit SET line = replace(line, 'device.invited', 'device.ignored');",
        );
    });
    let found = world.await.centre.verify().await.unwrap();
    assert!(found.broken.is_empty() && found.book_is_equal, "the events are as they were");
    assert!(found.audit_broken_at.is_some(), "but somebody hid an invitation");
}

#[tokio::test]
async fn the_ledger_itself_refuses_to_change_what_happened() {
    let world = with_two_sessions().await;
    let refused = world.reopened(|folder| {
        let ledger = open(&folder.ledger(), &folder.keys().join("ledger.key"));
        for sql in [
            "UPDATE event SET body = '{}'",
            "DELETE FROM event",
            "UPDATE position SET n = n + 1",
            "DELETE FROM position",
            "UPDATE audit SET line = ''",
            "DELETE FROM audit",
        ] {
            assert!(ledger.execute_batch(sql).is_err(), "{sql} is refused");
        }
    });
    assert!(refused.await.centre.verify().await.unwrap().is_whole(), "nothing changed");
}
