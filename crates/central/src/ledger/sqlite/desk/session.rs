//! Sessions.

use domain::AuthorityId;
use rusqlite::{OptionalExtension as _, Transaction, params};

use super::account::{COLUMNS, read};
use crate::ledger::sqlite::column::{account_id, id, number, unsigned};
use crate::ledger::{AccountRow, DeskSession, LedgerError};

pub(super) fn start(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    session: &DeskSession,
    stale_ms: u64,
) -> Result<(), LedgerError> {
    let DeskSession { token_hash, account, started_ms, seen_ms, stepped_ms } = session;
    let (authority, account) = (id(authority.uuid()), id(account.uuid()));
    tx.execute(
        "DELETE FROM desk_session WHERE authority_id = ?1 AND account_id = ?2 AND started_ms < ?3",
        params![authority, account, number(stale_ms)?],
    )?;
    tx.execute(
        "UPDATE account SET last_sign_in_ms = ?3 WHERE authority_id = ?1 AND account_id = ?2",
        params![authority, account, number(*started_ms)?],
    )?;
    tx.execute(
        "INSERT INTO desk_session (authority_id, token_hash, account_id, started_ms, seen_ms, stepped_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            authority,
            token_hash,
            account,
            number(*started_ms)?,
            number(*seen_ms)?,
            number(*stepped_ms)?
        ],
    )?;
    Ok(())
}

pub(super) fn one(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    token_hash: &[u8; 32],
) -> Result<Option<(DeskSession, AccountRow)>, LedgerError> {
    let sql = format!(
        "SELECT s.account_id, s.started_ms, s.seen_ms, s.stepped_ms, {COLUMNS}
         FROM desk_session s JOIN account a ON a.authority_id = s.authority_id AND a.account_id = s.account_id
         WHERE s.authority_id = ?1 AND s.token_hash = ?2"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let found = statement.query_row(params![id(authority.uuid()), token_hash], |row| {
        let session = DeskSession {
            token_hash: *token_hash,
            account: account_id(row, 0)?,
            started_ms: unsigned(row, 1)?,
            seen_ms: unsigned(row, 2)?,
            stepped_ms: unsigned(row, 3)?,
        };
        Ok(read(row, 4).map(|account| (session, account)))
    });
    found.optional()?.transpose()
}

pub(super) fn seen(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    token_hash: &[u8; 32],
    at_ms: u64,
) -> Result<(), LedgerError> {
    tx.execute(
        "UPDATE desk_session SET seen_ms = ?3 WHERE authority_id = ?1 AND token_hash = ?2",
        params![id(authority.uuid()), token_hash, number(at_ms)?],
    )?;
    Ok(())
}

pub(super) fn stepped(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    token_hash: &[u8; 32],
    next: &DeskSession,
) -> Result<bool, LedgerError> {
    let stepped = tx.execute(
        "UPDATE desk_session SET token_hash = ?3, seen_ms = ?4, stepped_ms = ?5
         WHERE authority_id = ?1 AND token_hash = ?2",
        params![
            id(authority.uuid()),
            token_hash,
            next.token_hash,
            number(next.seen_ms)?,
            number(next.stepped_ms)?
        ],
    )?;
    Ok(stepped == 1)
}

pub(super) fn end(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    token_hash: &[u8; 32],
) -> Result<(), LedgerError> {
    tx.execute(
        "DELETE FROM desk_session WHERE authority_id = ?1 AND token_hash = ?2",
        params![id(authority.uuid()), token_hash],
    )?;
    Ok(())
}
