//! What the desk knows of devices beside the ledger.

use domain::{AccountId, AuthorityId, DeviceId};
use rusqlite::{Transaction, params};

use crate::ledger::sqlite::column::{account_id, device_id, id, number, unsigned};
use crate::ledger::{DeviceCheck, LedgerError};

pub(super) fn seen(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    device: DeviceId,
    at_ms: u64,
) -> Result<(), LedgerError> {
    tx.prepare_cached(
        "INSERT INTO device_seen (authority_id, device_id, seen_ms) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET seen_ms = max(seen_ms, excluded.seen_ms)",
    )?
    .execute(params![id(authority.uuid()), id(device.uuid()), number(at_ms)?])?;
    Ok(())
}

pub(super) fn all_seen(
    tx: &Transaction<'_>,
    authority: AuthorityId,
) -> Result<Vec<(DeviceId, u64)>, LedgerError> {
    let mut statement = tx.prepare_cached(
        "SELECT device_id, seen_ms FROM device_seen WHERE authority_id = ?1 ORDER BY device_id",
    )?;
    let rows =
        statement.query_map([id(authority.uuid())], |row| Ok((device_id(row, 0)?, unsigned(row, 1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn check_needed(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    code_hash: &[u8; 32],
) -> Result<(), LedgerError> {
    tx.execute(
        "INSERT OR IGNORE INTO invitation_check (authority_id, code_hash) VALUES (?1, ?2)",
        params![id(authority.uuid()), code_hash],
    )?;
    Ok(())
}

pub(super) fn confirmed(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    device: DeviceId,
    account: AccountId,
    at_ms: u64,
) -> Result<bool, LedgerError> {
    let confirmed = tx.execute(
        "INSERT INTO device_check (authority_id, device_id, confirmed_ms, account_id) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO NOTHING",
        params![id(authority.uuid()), id(device.uuid()), number(at_ms)?, id(account.uuid())],
    )?;
    Ok(confirmed == 1)
}

pub(super) fn pending(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    device: DeviceId,
) -> Result<bool, LedgerError> {
    let mut statement = tx.prepare_cached(
        "SELECT EXISTS (
             SELECT 1 FROM invitation i
             JOIN invitation_check n ON n.authority_id = i.authority_id AND n.code_hash = i.code_hash
             WHERE i.authority_id = ?1 AND i.device_id = ?2
         ) AND NOT EXISTS (SELECT 1 FROM device_check c WHERE c.authority_id = ?1 AND c.device_id = ?2)",
    )?;
    Ok(statement.query_row([id(authority.uuid()), id(device.uuid())], |row| row.get(0))?)
}

pub(super) fn checks(tx: &Transaction<'_>, authority: AuthorityId) -> Result<Vec<DeviceCheck>, LedgerError> {
    let mut statement = tx.prepare_cached(
        "SELECT d.device_id, n.code_hash IS NOT NULL, c.confirmed_ms, c.account_id
         FROM device d
         LEFT JOIN invitation i ON i.authority_id = d.authority_id AND i.device_id = d.device_id
         LEFT JOIN invitation_check n ON n.authority_id = i.authority_id AND n.code_hash = i.code_hash
         LEFT JOIN device_check c ON c.authority_id = d.authority_id AND c.device_id = d.device_id
         WHERE d.authority_id = ?1 AND (n.code_hash IS NOT NULL OR c.device_id IS NOT NULL)
         ORDER BY d.device_id",
    )?;
    let rows = statement.query_map([id(authority.uuid())], |row| {
        let at: Option<i64> = row.get(2)?;
        let confirmed = at.map(|at| Ok::<_, rusqlite::Error>((at.cast_unsigned(), account_id(row, 3)?)));
        Ok(DeviceCheck { device: device_id(row, 0)?, needed: row.get(1)?, confirmed: confirmed.transpose()? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
