//! Authorities and their change counters.

use domain::{AuthorityId, Head, Line};
use rusqlite::{Transaction, params};

use super::column::{authority_id, id, number, stream_id, unsigned};
use super::{AuthorityRow, LedgerError};
use crate::ledger::Owner;

pub(super) fn found(tx: &Transaction<'_>, authority: &AuthorityRow) -> Result<(), LedgerError> {
    let AuthorityRow { id: authority_id, name, epoch, own_stream } = authority;
    tx.execute(
        "INSERT OR IGNORE INTO authority (authority_id, name, epoch, own_stream) VALUES (?1, ?2, ?3, ?4)",
        params![id(authority_id.uuid()), name.as_str(), number(*epoch)?, own_stream.bytes()],
    )?;
    super::append::make_stream(tx, *authority_id, *own_stream, Owner::Centre, Head::EMPTY)
}

pub(super) fn all(tx: &Transaction<'_>) -> Result<Vec<AuthorityRow>, LedgerError> {
    let mut statement = tx.prepare_cached(
        "SELECT authority_id, name, epoch, own_stream FROM authority ORDER BY authority_id",
    )?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        all.push(AuthorityRow {
            id: authority_id(row, 0)?,
            name: Line::new(&name).map_err(|_| LedgerError::Damaged { table: "authority" })?,
            epoch: unsigned(row, 2)?,
            own_stream: stream_id(row, 3)?,
        });
    }
    Ok(all)
}

pub(super) fn head(tx: &Transaction<'_>, authority: AuthorityId) -> Result<u64, LedgerError> {
    let mut statement = tx.prepare_cached("SELECT n FROM authority WHERE authority_id = ?1")?;
    Ok(statement.query_row([id(authority.uuid())], |row| unsigned(row, 0))?)
}

/// Takes the next `count` change numbers and answers the last. The last thing that a transaction locks.
pub(super) fn count_up(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    count: usize,
) -> Result<u64, LedgerError> {
    let mut statement =
        tx.prepare_cached("UPDATE authority SET n = n + ?2 WHERE authority_id = ?1 RETURNING n")?;
    let count = number(count as u64)?;
    Ok(statement.query_row(params![id(authority.uuid()), count], |row| unsigned(row, 0))?)
}
