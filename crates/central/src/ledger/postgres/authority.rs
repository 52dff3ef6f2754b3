//! Authorities and their change counters.

use deadpool_postgres::{Object, Transaction};
use domain::{AuthorityId, Head, Line};

use super::append::make_stream;
use super::column::{authority_id, number, stream_column, stream_id, unsigned};
use super::{AuthorityRow, LedgerError, commit};
use crate::ledger::Owner;

pub(super) async fn found(client: &mut Object, authority: &AuthorityRow) -> Result<(), LedgerError> {
    let AuthorityRow { id, name, epoch, own_stream } = authority;
    let tx = client.transaction().await?;
    tx.execute(
        "INSERT INTO authority (authority_id, name, epoch, own_stream) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        &[&id.uuid(), &name.as_str(), &number(*epoch)?, &stream_column(*own_stream)],
    )
    .await?;
    make_stream(&tx, *id, *own_stream, Owner::Centre, Head::EMPTY).await?;
    commit(tx).await
}

pub(super) async fn all(client: &Object) -> Result<Vec<AuthorityRow>, LedgerError> {
    let rows = client
        .query("SELECT authority_id, name, epoch, own_stream FROM authority ORDER BY authority_id", &[])
        .await?;
    let authority = |row: &_| {
        let name = tokio_postgres::Row::try_get(row, 1)?;
        Ok(AuthorityRow {
            id: authority_id(row, 0)?,
            name: Line::new(name).map_err(|_| LedgerError::Damaged { table: "authority" })?,
            epoch: unsigned(row, 2)?,
            own_stream: stream_id(row, 3)?,
        })
    };
    rows.iter().map(authority).collect()
}

pub(super) async fn head(client: &Object, authority: AuthorityId) -> Result<u64, LedgerError> {
    let statement = client.prepare_cached("SELECT n FROM authority WHERE authority_id = $1").await?;
    unsigned(&client.query_one(&statement, &[&authority.uuid()]).await?, 0)
}

/// Takes the next `count` change numbers and answers the last. The last row that a transaction locks: the next writer
/// waits here until this one has committed, and then reads what this one left. An UPDATE and no `SELECT … FOR
/// UPDATE` before it: that is one round trip less while everybody waits, and a lock that goes with foreign keys.
pub(super) async fn count_up(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    count: usize,
) -> Result<u64, LedgerError> {
    let statement =
        tx.prepare_cached("UPDATE authority SET n = n + $2 WHERE authority_id = $1 RETURNING n").await?;
    unsigned(&tx.query_one(&statement, &[&authority.uuid(), &number(count as u64)?]).await?, 0)
}
