//! The vault's own tables, brought up to this version. A shipped migration never changes (`tests/tidy.rs`).

use rusqlite::{Connection, TransactionBehavior};
use wire::{Code, Fault};

use crate::error::DeviceError;

const MIGRATIONS: [&str; 6] = [
    include_str!("../../../../migrations/vault/1_stream.sql"),
    include_str!("../../../../migrations/vault/2_enrolment.sql"),
    include_str!("../../../../migrations/vault/3_contact.sql"),
    include_str!("../../../../migrations/vault/4_kept.sql"),
    include_str!("../../../../migrations/vault/5_leaving.sql"),
    include_str!("../../../../migrations/vault/6_asked.sql"),
];

/// Runs what is missing, all of it in one transaction: a crash at any statement leaves the file as it was.
/// The book's tables stand in the same file; one of another version is cleared here and filled by
/// [`super::Vault::rebuild_book`].
pub(super) fn run(connection: &mut Connection) -> Result<(), DeviceError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let done = usize::try_from(version).map_err(|_| DeviceError::Unreadable("vault"))?;
    if done > MIGRATIONS.len() {
        // A newer version of the program made this file. Its records are safe where they are.
        return Err(Fault::new(
            Code::UpdateNeeded,
            "This vault was used by a newer version of Doorstep. Update Doorstep; nothing is lost.",
        )
        .into());
    }
    for migration in &MIGRATIONS[done..] {
        transaction.execute_batch(migration)?;
    }
    if done < MIGRATIONS.len() {
        transaction.pragma_update(None, "user_version", MIGRATIONS.len() as i64)?;
    }
    if !book::is_current(&transaction)? {
        book::clear(&transaction)?;
    }
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::open::{self, Existing};
    use super::*;
    use crate::keys::DataKey;

    #[test]
    fn a_vault_of_a_newer_version_is_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection).unwrap();
        run(&mut connection).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        let DeviceError::Refused(fault) = run(&mut connection).unwrap_err() else {
            panic!("a refusal in words")
        };
        assert_eq!(fault.code, Code::UpdateNeeded, "an older program must not write into it");
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(version, 99, "and does not turn it back");
    }

    /// Events that wait in a vault of before words could leave it.
    const UNSENT: i64 = 5_000;

    /// A real file of version 4 with a stream of events.
    fn of_version_four(folder: &tempfile::TempDir) -> (String, DataKey) {
        let path = folder.path().join("vault.db").to_str().unwrap().to_owned();
        let key = DataKey::new([7; 32]);
        let mut connection = open::connect(&path, &key, Existing::No).unwrap();
        let tx = connection.transaction().unwrap();
        for migration in &MIGRATIONS[..4] {
            tx.execute_batch(migration).unwrap();
        }
        tx.pragma_update(None, "user_version", 4).unwrap();
        tx.execute("INSERT INTO stream (stream, head_seq, head_hash) VALUES (x'01', ?1, x'02')", [UNSENT])
            .unwrap();
        for seq in 1..=UNSENT {
            tx.execute(
                "INSERT INTO event (event_id, body_hash, salt, body) VALUES (?1, x'03', x'04', ?2)",
                (seq.to_be_bytes(), "x".repeat(380)),
            )
            .unwrap();
            tx.execute("INSERT INTO position (stream, seq, event, h) VALUES (1, ?1, ?1, x'05')", [seq])
                .unwrap();
        }
        tx.commit().unwrap();
        (path, key)
    }

    fn version_and_events(connection: &Connection) -> (i64, i64) {
        let version = connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        let sql = "SELECT count(*) FROM event JOIN position ON position.event = event.number WHERE body IS NOT NULL";
        (version, connection.query_row(sql, [], |row| row.get(0)).unwrap())
    }

    #[test]
    fn a_migration_cut_off_at_any_step_leaves_the_vault_as_it_was_and_the_next_start_completes_it() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = of_version_four(&folder);
        let (mut cut_off, mut at) = (0, 1);
        loop {
            let mut connection = open::connect(&path, &key, Existing::Yes).unwrap();
            let mut steps = 0;
            connection
                .progress_handler(
                    1,
                    Some(move || {
                        steps += 1;
                        steps >= at
                    }),
                )
                .unwrap();
            let done = run(&mut connection);
            connection.progress_handler(1, None::<fn() -> bool>).unwrap();
            // As after a crash: what was not committed is seen by a file opened anew, and by nobody else.
            drop(connection);
            let connection = open::connect(&path, &key, Existing::Yes).unwrap();
            if done.is_ok() {
                let newest = i64::try_from(MIGRATIONS.len()).unwrap();
                assert_eq!(version_and_events(&connection), (newest, UNSENT), "completed");
                break;
            }
            assert_eq!(version_and_events(&connection), (4, UNSENT), "cut off at step {at}");
            cut_off += 1;
            at += 1 + at / 8;
        }
        assert!(cut_off > 30, "it was cut off in many places: {cut_off}");
    }

    #[test]
    fn a_migration_on_a_full_disk_leaves_the_vault_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = of_version_four(&folder);
        let mut full = 0;
        for room in 0.. {
            let mut connection = open::connect(&path, &key, Existing::Yes).unwrap();
            let pages: i64 = connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
            connection.pragma_update_and_check(None, "max_page_count", pages + room, |_| Ok(())).unwrap();
            let done = run(&mut connection);
            if done.is_ok() {
                break;
            }
            assert!(done.unwrap_err().is_full(None), "it is said to be full, with {room} pages free");
            assert_eq!(version_and_events(&connection), (4, UNSENT), "and is as it was");
            full += 1;
            connection.pragma_update_and_check(None, "max_page_count", pages + 8, |_| Ok(())).unwrap();
            let typed = "INSERT OR REPLACE INTO kept (key, content, at_ms) VALUES ('k', 'typed', 1)";
            connection.execute(typed, []).expect("the old version is still usable");
        }
        assert!(full > 5, "the disk filled at several places: {full}");
    }
}
