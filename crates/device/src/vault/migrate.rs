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
    use super::*;

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
}
