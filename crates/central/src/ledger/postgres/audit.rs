//! The audit's lines.

use deadpool_postgres::Object;
use domain::AuthorityId;
use tokio_postgres::Row;

use super::column::{bytes, number, unsigned};
use super::{AuditRow, LedgerError};

const LINE: &str = "SELECT seq, line, h FROM audit WHERE authority_id = $1";

/// One statement. Of two that follow the same line the second finds its number taken, waits for the first and then
/// adds nothing.
pub(super) async fn add(
    client: &Object,
    authority: AuthorityId,
    after: u64,
    row: &AuditRow,
) -> Result<bool, LedgerError> {
    let AuditRow { seq, line, h } = row;
    let statement = client
        .prepare_cached(
            "INSERT INTO audit (authority_id, seq, line, h) SELECT $1, $3, $4, $5
             WHERE (SELECT coalesce(max(seq), 0) FROM audit WHERE authority_id = $1) = $2
             ON CONFLICT DO NOTHING",
        )
        .await?;
    let (after, seq) = (number(after)?, number(*seq)?);
    Ok(client.execute(&statement, &[&authority.uuid(), &after, &seq, line, &&h[..]]).await? == 1)
}

pub(super) async fn after(
    client: &Object,
    authority: AuthorityId,
    after: u64,
    limit: usize,
) -> Result<Vec<AuditRow>, LedgerError> {
    let statement = client.prepare_cached(&format!("{LINE} AND seq > $2 ORDER BY seq LIMIT $3")).await?;
    let rows =
        client.query(&statement, &[&authority.uuid(), &number(after)?, &number(limit as u64)?]).await?;
    rows.iter().map(read).collect()
}

pub(super) async fn last(client: &Object, authority: AuthorityId) -> Result<Option<AuditRow>, LedgerError> {
    let statement = client.prepare_cached(&format!("{LINE} ORDER BY seq DESC LIMIT 1")).await?;
    client.query_opt(&statement, &[&authority.uuid()]).await?.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<AuditRow, LedgerError> {
    Ok(AuditRow { seq: unsigned(row, 0)?, line: row.try_get(1)?, h: bytes(row, 2, "audit")? })
}
