//! Devices.

use deadpool_postgres::{GenericClient, Object, Transaction};
use domain::{AuthorityId, DeviceId};
use tokio_postgres::Row;

use super::authority::count_up;
use super::column::{bytes, champion_id, device_id, number, stream_column, stream_id, unsigned};
use super::{DeviceRow, LedgerError, commit};

const DEVICE: &str =
    "SELECT device_id, champion_id, stream, signing_key, deposit_key, enrolled_ms, enrolled_n,
    revoked_ms, revoked_n FROM device WHERE authority_id = $1";

/// One device, asked on a connection or within a transaction.
pub(super) async fn one(
    client: &impl GenericClient,
    authority: AuthorityId,
    device: DeviceId,
) -> Result<Option<DeviceRow>, LedgerError> {
    let statement = client.prepare_cached(&format!("{DEVICE} AND device_id = $2")).await?;
    let row = client.query_opt(&statement, &[&authority.uuid(), &device.uuid()]).await?;
    row.as_ref().map(read).transpose()
}

pub(super) async fn all(client: &Object, authority: AuthorityId) -> Result<Vec<DeviceRow>, LedgerError> {
    let statement = client.prepare_cached(&format!("{DEVICE} ORDER BY device_id")).await?;
    client.query(&statement, &[&authority.uuid()]).await?.iter().map(read).collect()
}

pub(super) async fn add(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    device: &DeviceRow,
) -> Result<(), LedgerError> {
    let DeviceRow { id, champion, stream, signing_key, deposit_key, enrolled_ms, enrolled_n, revoked: _ } =
        device;
    tx.execute(
        "INSERT INTO device (authority_id, device_id, champion_id, stream, signing_key, deposit_key, enrolled_ms,
             enrolled_n)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            &authority.uuid(),
            &id.uuid(),
            &champion.uuid(),
            &stream_column(*stream),
            &&signing_key[..],
            &&deposit_key[..],
            &number(*enrolled_ms)?,
            &number(*enrolled_n)?,
        ],
    )
    .await?;
    Ok(())
}

/// The device's row is locked by the look, so that of two who revoke at once only one takes a number.
pub(super) async fn revoke(
    client: &mut Object,
    authority: AuthorityId,
    device: DeviceId,
    at_ms: u64,
) -> Result<bool, LedgerError> {
    let tx = client.transaction().await?;
    let in_use = tx
        .query_opt(
            "SELECT 1 FROM device WHERE authority_id = $1 AND device_id = $2 AND revoked_n IS NULL FOR UPDATE",
            &[&authority.uuid(), &device.uuid()],
        )
        .await?;
    if in_use.is_none() {
        return Ok(false);
    }
    end(&tx, authority, device, at_ms).await?;
    commit(tx).await?;
    Ok(true)
}

/// Ends a device's access, under a change number of its own.
pub(super) async fn end(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    device: DeviceId,
    at_ms: u64,
) -> Result<(), LedgerError> {
    let n = count_up(tx, authority, 1).await?;
    tx.execute(
        "UPDATE device SET revoked_ms = $3, revoked_n = $4 WHERE authority_id = $1 AND device_id = $2",
        &[&authority.uuid(), &device.uuid(), &number(at_ms)?, &number(n)?],
    )
    .await?;
    Ok(())
}

fn read(row: &Row) -> Result<DeviceRow, LedgerError> {
    let revoked: Option<i64> = row.try_get(7)?;
    Ok(DeviceRow {
        id: device_id(row, 0)?,
        champion: champion_id(row, 1)?,
        stream: stream_id(row, 2)?,
        signing_key: bytes(row, 3, "device")?,
        deposit_key: bytes(row, 4, "device")?,
        enrolled_ms: unsigned(row, 5)?,
        enrolled_n: unsigned(row, 6)?,
        revoked: revoked
            .map(|at| Ok::<_, LedgerError>((at.cast_unsigned(), unsigned(row, 8)?)))
            .transpose()?,
    })
}
