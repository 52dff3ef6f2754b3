//! Accounts and their one-time and recovery codes.

use deadpool_postgres::{GenericClient, Object, Transaction};
use domain::{AccountId, AuthorityId, Line, TeamId};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use crate::ledger::desk::{name_key, role_of, role_word};
use crate::ledger::postgres::column::{account_id, bytes, number, unsigned};
use crate::ledger::postgres::commit;
use crate::ledger::{AccountChosen, AccountRow, AccountSetUp, LedgerError};

/// The columns that [`read`] reads.
pub(super) const COLUMNS: &str = "a.account_id, a.name, a.role, a.team_id, a.created_ms, a.totp_salt, a.totp_step,
    a.password_hash, a.setup_expires_ms, a.last_sign_in_ms, a.ended_ms,
    (SELECT count(*) FROM account_recovery r WHERE r.authority_id = a.authority_id AND r.account_id = a.account_id)";

pub(super) async fn add(
    client: &Object,
    authority: AuthorityId,
    account: &AccountRow,
    code: &AccountSetUp,
) -> Result<bool, LedgerError> {
    let AccountSetUp { code_hash, expires_ms, totp_salt } = code;
    let added = client
        .execute(
            "INSERT INTO account (authority_id, account_id, name, name_key, role, team_id, created_ms, totp_salt,
                 setup_hash, setup_expires_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
            &[
                &authority.uuid(),
                &account.id.uuid(),
                &account.name.as_str(),
                &name_key(account.name.as_str()),
                &role_word(account.role),
                &account.team.map(TeamId::uuid),
                &number(account.created_ms)?,
                &&totp_salt[..],
                &&code_hash[..],
                &number(*expires_ms)?,
            ],
        )
        .await?;
    Ok(added == 1)
}

pub(super) async fn all(client: &Object, authority: AuthorityId) -> Result<Vec<AccountRow>, LedgerError> {
    let sql = format!("SELECT {COLUMNS} FROM account a WHERE a.authority_id = $1 ORDER BY a.name_key");
    let statement = client.prepare_cached(&sql).await?;
    client.query(&statement, &[&authority.uuid()]).await?.iter().map(|row| read(row, 0)).collect()
}

pub(super) async fn one(
    client: &Object,
    authority: AuthorityId,
    account: AccountId,
) -> Result<Option<AccountRow>, LedgerError> {
    found(client, "a.account_id = $2", &[&authority.uuid(), &account.uuid()]).await
}

pub(super) async fn named(
    client: &Object,
    authority: AuthorityId,
    name: &str,
) -> Result<Option<AccountRow>, LedgerError> {
    found(client, "a.name_key = $2", &[&authority.uuid(), &name_key(name)]).await
}

/// With `lock` the row is held until the transaction ends, so that one code sets one account up once.
pub(super) async fn invited(
    client: &impl GenericClient,
    authority: AuthorityId,
    code_hash: &[u8; 32],
    now_ms: u64,
    lock: bool,
) -> Result<Option<AccountRow>, LedgerError> {
    let lock = if lock { " FOR UPDATE OF a" } else { "" };
    let condition = format!("a.setup_hash = $2 AND a.setup_expires_ms > $3 AND a.ended_ms IS NULL{lock}");
    found(client, &condition, &[&authority.uuid(), &&code_hash[..], &number(now_ms)?]).await
}

pub(super) async fn reset(
    client: &mut Object,
    authority: AuthorityId,
    account: AccountId,
    code: &AccountSetUp,
) -> Result<bool, LedgerError> {
    let AccountSetUp { code_hash, expires_ms, totp_salt } = code;
    let tx = client.transaction().await?;
    let reset = tx
        .execute(
            "UPDATE account SET password_hash = NULL, totp_salt = $3, totp_step = 0, setup_hash = $4,
                 setup_expires_ms = $5
             WHERE authority_id = $1 AND account_id = $2 AND ended_ms IS NULL",
            &[&authority.uuid(), &account.uuid(), &&totp_salt[..], &&code_hash[..], &number(*expires_ms)?],
        )
        .await?;
    if reset == 1 {
        leave_nothing_open(&tx, authority, account).await?;
        commit(tx).await?;
    }
    Ok(reset == 1)
}

pub(super) async fn set_up(
    client: &mut Object,
    authority: AuthorityId,
    chosen: &AccountChosen,
) -> Result<Option<AccountId>, LedgerError> {
    let AccountChosen { code_hash, now_ms, password_hash, totp_step, recovery } = chosen;
    let tx = client.transaction().await?;
    let Some(account) = invited(&tx, authority, code_hash, *now_ms, true).await? else { return Ok(None) };
    tx.execute(
        "UPDATE account SET password_hash = $3, totp_step = $4, setup_hash = NULL, setup_expires_ms = NULL
         WHERE authority_id = $1 AND account_id = $2",
        &[&authority.uuid(), &account.id.uuid(), password_hash, &number(*totp_step)?],
    )
    .await?;
    leave_nothing_open(&tx, authority, account.id).await?;
    for code_hash in recovery {
        tx.execute(
            "INSERT INTO account_recovery (authority_id, account_id, code_hash) VALUES ($1, $2, $3)",
            &[&authority.uuid(), &account.id.uuid(), &&code_hash[..]],
        )
        .await?;
    }
    commit(tx).await?;
    Ok(Some(account.id))
}

pub(super) async fn totp(
    client: &Object,
    authority: AuthorityId,
    account: AccountId,
    step: u64,
) -> Result<bool, LedgerError> {
    let used = client
        .execute(
            "UPDATE account SET totp_step = $3 WHERE authority_id = $1 AND account_id = $2 AND totp_step < $3",
            &[&authority.uuid(), &account.uuid(), &number(step)?],
        )
        .await?;
    Ok(used == 1)
}

pub(super) async fn recovery(
    client: &Object,
    authority: AuthorityId,
    account: AccountId,
    code_hash: &[u8; 32],
) -> Result<bool, LedgerError> {
    let used = client
        .execute(
            "DELETE FROM account_recovery WHERE authority_id = $1 AND account_id = $2 AND code_hash = $3",
            &[&authority.uuid(), &account.uuid(), &&code_hash[..]],
        )
        .await?;
    Ok(used == 1)
}

pub(super) async fn end(
    client: &mut Object,
    authority: AuthorityId,
    account: AccountId,
    at_ms: u64,
) -> Result<bool, LedgerError> {
    let tx = client.transaction().await?;
    let ended = tx
        .execute(
            "UPDATE account SET ended_ms = $3, password_hash = NULL, setup_hash = NULL, setup_expires_ms = NULL
             WHERE authority_id = $1 AND account_id = $2 AND ended_ms IS NULL",
            &[&authority.uuid(), &account.uuid(), &number(at_ms)?],
        )
        .await?;
    if ended == 1 {
        leave_nothing_open(&tx, authority, account).await?;
        commit(tx).await?;
    }
    Ok(ended == 1)
}

/// Sessions and recovery codes of what went before are over.
async fn leave_nothing_open(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    account: AccountId,
) -> Result<(), LedgerError> {
    for table in ["desk_session", "account_recovery"] {
        let sql = format!("DELETE FROM {table} WHERE authority_id = $1 AND account_id = $2");
        tx.execute(&sql, &[&authority.uuid(), &account.uuid()]).await?;
    }
    Ok(())
}

async fn found(
    client: &impl GenericClient,
    condition: &str,
    parameters: &[&(dyn ToSql + Sync)],
) -> Result<Option<AccountRow>, LedgerError> {
    let sql = format!("SELECT {COLUMNS} FROM account a WHERE a.authority_id = $1 AND {condition}");
    let statement = client.prepare_cached(&sql).await?;
    client.query_opt(&statement, parameters).await?.map(|row| read(&row, 0)).transpose()
}

/// An account from [`COLUMNS`], of which the first is the row's column `at`.
pub(super) fn read(row: &Row, at: usize) -> Result<AccountRow, LedgerError> {
    let damaged = || LedgerError::Damaged { table: "account" };
    let when = |column| row.try_get::<_, Option<i64>>(column).map(|at| at.map(i64::cast_unsigned));
    let left: i64 = row.try_get(at + 11)?;
    Ok(AccountRow {
        id: account_id(row, at)?,
        name: Line::new(row.try_get(at + 1)?).map_err(|_| damaged())?,
        role: role_of(row.try_get(at + 2)?).ok_or_else(damaged)?,
        team: row.try_get::<_, Option<Uuid>>(at + 3)?.map(TeamId::from_uuid),
        created_ms: unsigned(row, at + 4)?,
        totp_salt: bytes(row, at + 5, "account")?,
        totp_step: unsigned(row, at + 6)?,
        password_hash: row.try_get(at + 7)?,
        setup_expires_ms: when(at + 8)?,
        last_sign_in_ms: when(at + 9)?,
        ended_ms: when(at + 10)?,
        recovery_codes_left: u32::try_from(left).map_err(|_| damaged())?,
    })
}
