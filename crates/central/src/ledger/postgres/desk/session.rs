//! Sessions.

use deadpool_postgres::Object;
use domain::AuthorityId;

use super::account::{COLUMNS, read};
use crate::ledger::postgres::column::{account_id, number, unsigned};
use crate::ledger::postgres::commit;
use crate::ledger::{AccountRow, DeskSession, LedgerError};

pub(super) async fn start(
    client: &mut Object,
    authority: AuthorityId,
    session: &DeskSession,
    stale_ms: u64,
) -> Result<(), LedgerError> {
    let DeskSession { token_hash, account, started_ms, seen_ms, stepped_ms } = session;
    let tx = client.transaction().await?;
    tx.execute(
        "DELETE FROM desk_session WHERE authority_id = $1 AND account_id = $2 AND started_ms < $3",
        &[&authority.uuid(), &account.uuid(), &number(stale_ms)?],
    )
    .await?;
    tx.execute(
        "UPDATE account SET last_sign_in_ms = $3 WHERE authority_id = $1 AND account_id = $2",
        &[&authority.uuid(), &account.uuid(), &number(*started_ms)?],
    )
    .await?;
    tx.execute(
        "INSERT INTO desk_session (authority_id, token_hash, account_id, started_ms, seen_ms, stepped_ms)
         VALUES ($1, $2, $3, $4, $5, $6)",
        &[
            &authority.uuid(),
            &&token_hash[..],
            &account.uuid(),
            &number(*started_ms)?,
            &number(*seen_ms)?,
            &number(*stepped_ms)?,
        ],
    )
    .await?;
    commit(tx).await
}

pub(super) async fn one(
    client: &Object,
    authority: AuthorityId,
    token_hash: &[u8; 32],
) -> Result<Option<(DeskSession, AccountRow)>, LedgerError> {
    let sql = format!(
        "SELECT s.account_id, s.started_ms, s.seen_ms, s.stepped_ms, {COLUMNS}
         FROM desk_session s JOIN account a ON a.authority_id = s.authority_id AND a.account_id = s.account_id
         WHERE s.authority_id = $1 AND s.token_hash = $2"
    );
    let statement = client.prepare_cached(&sql).await?;
    let Some(row) = client.query_opt(&statement, &[&authority.uuid(), &&token_hash[..]]).await? else {
        return Ok(None);
    };
    let session = DeskSession {
        token_hash: *token_hash,
        account: account_id(&row, 0)?,
        started_ms: unsigned(&row, 1)?,
        seen_ms: unsigned(&row, 2)?,
        stepped_ms: unsigned(&row, 3)?,
    };
    Ok(Some((session, read(&row, 4)?)))
}

pub(super) async fn seen(
    client: &Object,
    authority: AuthorityId,
    token_hash: &[u8; 32],
    at_ms: u64,
) -> Result<(), LedgerError> {
    let sql = "UPDATE desk_session SET seen_ms = $3 WHERE authority_id = $1 AND token_hash = $2";
    client.execute(sql, &[&authority.uuid(), &&token_hash[..], &number(at_ms)?]).await?;
    Ok(())
}

pub(super) async fn stepped(
    client: &Object,
    authority: AuthorityId,
    token_hash: &[u8; 32],
    next: &DeskSession,
) -> Result<bool, LedgerError> {
    let stepped = client
        .execute(
            "UPDATE desk_session SET token_hash = $3, seen_ms = $4, stepped_ms = $5
             WHERE authority_id = $1 AND token_hash = $2",
            &[
                &authority.uuid(),
                &&token_hash[..],
                &&next.token_hash[..],
                &number(next.seen_ms)?,
                &number(next.stepped_ms)?,
            ],
        )
        .await?;
    Ok(stepped == 1)
}

pub(super) async fn end(
    client: &Object,
    authority: AuthorityId,
    token_hash: &[u8; 32],
) -> Result<(), LedgerError> {
    let sql = "DELETE FROM desk_session WHERE authority_id = $1 AND token_hash = $2";
    client.execute(sql, &[&authority.uuid(), &&token_hash[..]]).await?;
    Ok(())
}
