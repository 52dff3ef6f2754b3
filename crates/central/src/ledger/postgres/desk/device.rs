//! What the desk knows of devices beside the ledger.

use deadpool_postgres::Object;
use domain::{AccountId, AuthorityId, DeviceId};
use uuid::Uuid;

use crate::ledger::postgres::column::{device_id, number, unsigned};
use crate::ledger::{DeviceCheck, LedgerError};

pub(super) async fn seen(
    client: &Object,
    authority: AuthorityId,
    device: DeviceId,
    at_ms: u64,
) -> Result<(), LedgerError> {
    let statement = client
        .prepare_cached(
            "INSERT INTO device_seen (authority_id, device_id, seen_ms) VALUES ($1, $2, $3)
             ON CONFLICT (authority_id, device_id)
             DO UPDATE SET seen_ms = greatest(device_seen.seen_ms, excluded.seen_ms)",
        )
        .await?;
    client.execute(&statement, &[&authority.uuid(), &device.uuid(), &number(at_ms)?]).await?;
    Ok(())
}

pub(super) async fn all_seen(
    client: &Object,
    authority: AuthorityId,
) -> Result<Vec<(DeviceId, u64)>, LedgerError> {
    let sql = "SELECT device_id, seen_ms FROM device_seen WHERE authority_id = $1 ORDER BY device_id";
    let rows = client.query(sql, &[&authority.uuid()]).await?;
    rows.iter().map(|row| Ok((device_id(row, 0)?, unsigned(row, 1)?))).collect()
}

pub(super) async fn check_needed(
    client: &Object,
    authority: AuthorityId,
    code_hash: &[u8; 32],
) -> Result<(), LedgerError> {
    let sql = "INSERT INTO invitation_check (authority_id, code_hash) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    client.execute(sql, &[&authority.uuid(), &&code_hash[..]]).await?;
    Ok(())
}

pub(super) async fn confirmed(
    client: &Object,
    authority: AuthorityId,
    device: DeviceId,
    account: AccountId,
    at_ms: u64,
) -> Result<bool, LedgerError> {
    let confirmed = client
        .execute(
            "INSERT INTO device_check (authority_id, device_id, confirmed_ms, account_id) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
            &[&authority.uuid(), &device.uuid(), &number(at_ms)?, &account.uuid()],
        )
        .await?;
    Ok(confirmed == 1)
}

pub(super) async fn pending(
    client: &Object,
    authority: AuthorityId,
    device: DeviceId,
) -> Result<bool, LedgerError> {
    let statement = client
        .prepare_cached(
            "SELECT EXISTS (
                 SELECT 1 FROM invitation i
                 JOIN invitation_check n ON n.authority_id = i.authority_id AND n.code_hash = i.code_hash
                 WHERE i.authority_id = $1 AND i.device_id = $2
             ) AND NOT EXISTS (SELECT 1 FROM device_check c WHERE c.authority_id = $1 AND c.device_id = $2)",
        )
        .await?;
    Ok(client.query_one(&statement, &[&authority.uuid(), &device.uuid()]).await?.try_get(0)?)
}

pub(super) async fn checks(client: &Object, authority: AuthorityId) -> Result<Vec<DeviceCheck>, LedgerError> {
    let statement = client
        .prepare_cached(
            "SELECT d.device_id, n.code_hash IS NOT NULL, c.confirmed_ms, c.account_id
             FROM device d
             LEFT JOIN invitation i ON i.authority_id = d.authority_id AND i.device_id = d.device_id
             LEFT JOIN invitation_check n ON n.authority_id = i.authority_id AND n.code_hash = i.code_hash
             LEFT JOIN device_check c ON c.authority_id = d.authority_id AND c.device_id = d.device_id
             WHERE d.authority_id = $1 AND (n.code_hash IS NOT NULL OR c.device_id IS NOT NULL)
             ORDER BY d.device_id",
        )
        .await?;
    let rows = client.query(&statement, &[&authority.uuid()]).await?;
    let check = |row: &tokio_postgres::Row| {
        let at: Option<i64> = row.try_get(2)?;
        let by: Option<Uuid> = row.try_get(3)?;
        let confirmed = at.zip(by).map(|(at, by)| (at.cast_unsigned(), AccountId::from_uuid(by)));
        Ok(DeviceCheck { device: device_id(row, 0)?, needed: row.try_get(1)?, confirmed })
    };
    rows.iter().map(check).collect()
}
