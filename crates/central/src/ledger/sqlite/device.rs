//! Devices.

use domain::{AuthorityId, DeviceId};
use rusqlite::{OptionalExtension as _, Row, Transaction, params};

use super::authority::count_up;
use super::column::{champion_id, device_id, id, number, stream_id, unsigned};
use super::{DeviceRow, LedgerError};

const DEVICE: &str =
    "SELECT device_id, champion_id, stream, signing_key, deposit_key, enrolled_ms, enrolled_n,
    revoked_ms, revoked_n FROM device WHERE authority_id = ?1";

pub(super) fn one(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    device: DeviceId,
) -> Result<Option<DeviceRow>, LedgerError> {
    let mut statement = tx.prepare_cached(&format!("{DEVICE} AND device_id = ?2"))?;
    Ok(statement.query_row([id(authority.uuid()), id(device.uuid())], read).optional()?)
}

pub(super) fn all(tx: &Transaction<'_>, authority: AuthorityId) -> Result<Vec<DeviceRow>, LedgerError> {
    let mut statement = tx.prepare_cached(&format!("{DEVICE} ORDER BY device_id"))?;
    let rows = statement.query_map([id(authority.uuid())], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn add(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    device: &DeviceRow,
) -> Result<(), LedgerError> {
    let DeviceRow {
        id: device,
        champion,
        stream,
        signing_key,
        deposit_key,
        enrolled_ms,
        enrolled_n,
        revoked: _,
    } = device;
    tx.prepare_cached(
        "INSERT INTO device (authority_id, device_id, champion_id, stream, signing_key, deposit_key, enrolled_ms,
             enrolled_n)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        id(authority.uuid()),
        id(device.uuid()),
        id(champion.uuid()),
        stream.bytes(),
        signing_key,
        deposit_key,
        number(*enrolled_ms)?,
        number(*enrolled_n)?,
    ])?;
    Ok(())
}

pub(super) fn revoke(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    device: DeviceId,
    at_ms: u64,
) -> Result<bool, LedgerError> {
    if one(tx, authority, device)?.is_none_or(|device| device.revoked.is_some()) {
        return Ok(false);
    }
    let n = count_up(tx, authority, 1)?;
    tx.execute(
        "UPDATE device SET revoked_ms = ?3, revoked_n = ?4 WHERE authority_id = ?1 AND device_id = ?2",
        params![id(authority.uuid()), id(device.uuid()), number(at_ms)?, number(n)?],
    )?;
    Ok(true)
}

fn read(row: &Row<'_>) -> rusqlite::Result<DeviceRow> {
    let revoked: Option<i64> = row.get(7)?;
    Ok(DeviceRow {
        id: device_id(row, 0)?,
        champion: champion_id(row, 1)?,
        stream: stream_id(row, 2)?,
        signing_key: row.get(3)?,
        deposit_key: row.get(4)?,
        enrolled_ms: unsigned(row, 5)?,
        enrolled_n: unsigned(row, 6)?,
        revoked: revoked
            .map(|at| Ok::<_, rusqlite::Error>((at.cast_unsigned(), unsigned(row, 8)?)))
            .transpose()?,
    })
}
