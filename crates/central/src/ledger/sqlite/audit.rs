//! The audit's lines.

use domain::AuthorityId;
use rusqlite::{OptionalExtension as _, Row, Transaction, params};

use super::column::{id, number, unsigned};
use super::{AuditRow, LedgerError};

const LINE: &str = "SELECT seq, line, h FROM audit WHERE authority_id = ?1";

pub(super) fn add(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    after: u64,
    row: &AuditRow,
) -> Result<bool, LedgerError> {
    if last(tx, authority)?.map_or(0, |last| last.seq) != after {
        return Ok(false);
    }
    let AuditRow { seq, line, h } = row;
    tx.execute(
        "INSERT INTO audit (authority_id, seq, line, h) VALUES (?1, ?2, ?3, ?4)",
        params![id(authority.uuid()), number(*seq)?, line, h],
    )?;
    Ok(true)
}

pub(super) fn after(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    after: u64,
    limit: usize,
) -> Result<Vec<AuditRow>, LedgerError> {
    let mut statement = tx.prepare_cached(&format!("{LINE} AND seq > ?2 ORDER BY seq LIMIT ?3"))?;
    let rows =
        statement.query_map(params![id(authority.uuid()), number(after)?, number(limit as u64)?], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn last(tx: &Transaction<'_>, authority: AuthorityId) -> Result<Option<AuditRow>, LedgerError> {
    let mut statement = tx.prepare_cached(&format!("{LINE} ORDER BY seq DESC LIMIT 1"))?;
    Ok(statement.query_row([id(authority.uuid())], read).optional()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<AuditRow> {
    Ok(AuditRow { seq: unsigned(row, 0)?, line: row.get(1)?, h: row.get(2)? })
}
