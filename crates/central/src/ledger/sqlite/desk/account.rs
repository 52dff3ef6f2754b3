//! Accounts and their one-time and recovery codes.

use domain::{AccountId, AuthorityId, Line, TeamId};
use rusqlite::{OptionalExtension as _, Row, Transaction, params};

use crate::ledger::desk::{name_key, role_of, role_word};
use crate::ledger::sqlite::column::{account_id, id, number, team_id, unsigned};
use crate::ledger::{AccountChosen, AccountRow, AccountSetUp, LedgerError};

/// The columns that [`read`] reads.
pub(super) const COLUMNS: &str = "a.account_id, a.name, a.role, a.team_id, a.created_ms, a.totp_salt, a.totp_step,
    a.password_hash, a.setup_expires_ms, a.last_sign_in_ms, a.ended_ms,
    (SELECT count(*) FROM account_recovery r WHERE r.authority_id = a.authority_id AND r.account_id = a.account_id)";

pub(super) fn add(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    account: &AccountRow,
    code: &AccountSetUp,
) -> Result<bool, LedgerError> {
    let AccountSetUp { code_hash, expires_ms, totp_salt } = code;
    let added = tx.execute(
        "INSERT INTO account (authority_id, account_id, name, name_key, role, team_id, created_ms, totp_salt,
             setup_hash, setup_expires_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING",
        params![
            id(authority.uuid()),
            id(account.id.uuid()),
            account.name.as_str(),
            name_key(account.name.as_str()),
            role_word(account.role),
            account.team.map(|team| id(team.uuid())),
            number(account.created_ms)?,
            totp_salt,
            code_hash,
            number(*expires_ms)?,
        ],
    )?;
    Ok(added == 1)
}

pub(super) fn all(tx: &Transaction<'_>, authority: AuthorityId) -> Result<Vec<AccountRow>, LedgerError> {
    let sql = format!("SELECT {COLUMNS} FROM account a WHERE a.authority_id = ?1 ORDER BY a.name_key");
    let mut statement = tx.prepare_cached(&sql)?;
    let mut rows = statement.query([id(authority.uuid())])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(row, 0)?);
    }
    Ok(all)
}

pub(super) fn one(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    account: AccountId,
) -> Result<Option<AccountRow>, LedgerError> {
    found(tx, "a.account_id = ?2", params![id(authority.uuid()), id(account.uuid())])
}

pub(super) fn named(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    name: &str,
) -> Result<Option<AccountRow>, LedgerError> {
    found(tx, "a.name_key = ?2", params![id(authority.uuid()), name_key(name)])
}

pub(super) fn invited(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    code_hash: &[u8; 32],
    now_ms: u64,
) -> Result<Option<AccountRow>, LedgerError> {
    let condition = "a.setup_hash = ?2 AND a.setup_expires_ms > ?3 AND a.ended_ms IS NULL";
    found(tx, condition, params![id(authority.uuid()), code_hash, number(now_ms)?])
}

pub(super) fn reset(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    account: AccountId,
    code: &AccountSetUp,
) -> Result<bool, LedgerError> {
    let AccountSetUp { code_hash, expires_ms, totp_salt } = code;
    let (authority, account) = (id(authority.uuid()), id(account.uuid()));
    let reset = tx.execute(
        "UPDATE account SET password_hash = NULL, totp_salt = ?3, totp_step = 0, setup_hash = ?4, setup_expires_ms = ?5
         WHERE authority_id = ?1 AND account_id = ?2 AND ended_ms IS NULL",
        params![authority, account, totp_salt, code_hash, number(*expires_ms)?],
    )?;
    if reset == 1 {
        leave_nothing_open(tx, authority, account)?;
    }
    Ok(reset == 1)
}

pub(super) fn set_up(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    chosen: &AccountChosen,
) -> Result<Option<AccountId>, LedgerError> {
    let AccountChosen { code_hash, now_ms, password_hash, totp_step, recovery } = chosen;
    let Some(account) = invited(tx, authority, code_hash, *now_ms)? else { return Ok(None) };
    let (authority, account_bytes) = (id(authority.uuid()), id(account.id.uuid()));
    tx.execute(
        "UPDATE account SET password_hash = ?3, totp_step = ?4, setup_hash = NULL, setup_expires_ms = NULL
         WHERE authority_id = ?1 AND account_id = ?2",
        params![authority, account_bytes, password_hash, number(*totp_step)?],
    )?;
    leave_nothing_open(tx, authority, account_bytes)?;
    for code_hash in recovery {
        tx.execute(
            "INSERT INTO account_recovery (authority_id, account_id, code_hash) VALUES (?1, ?2, ?3)",
            params![authority, account_bytes, code_hash],
        )?;
    }
    Ok(Some(account.id))
}

pub(super) fn totp(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    account: AccountId,
    step: u64,
) -> Result<bool, LedgerError> {
    let used = tx.execute(
        "UPDATE account SET totp_step = ?3 WHERE authority_id = ?1 AND account_id = ?2 AND totp_step < ?3",
        params![id(authority.uuid()), id(account.uuid()), number(step)?],
    )?;
    Ok(used == 1)
}

pub(super) fn recovery(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    account: AccountId,
    code_hash: &[u8; 32],
) -> Result<bool, LedgerError> {
    let used = tx.execute(
        "DELETE FROM account_recovery WHERE authority_id = ?1 AND account_id = ?2 AND code_hash = ?3",
        params![id(authority.uuid()), id(account.uuid()), code_hash],
    )?;
    Ok(used == 1)
}

pub(super) fn end(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    account: AccountId,
    at_ms: u64,
) -> Result<bool, LedgerError> {
    let (authority, account) = (id(authority.uuid()), id(account.uuid()));
    let ended = tx.execute(
        "UPDATE account SET ended_ms = ?3, password_hash = NULL, setup_hash = NULL, setup_expires_ms = NULL
         WHERE authority_id = ?1 AND account_id = ?2 AND ended_ms IS NULL",
        params![authority, account, number(at_ms)?],
    )?;
    if ended == 1 {
        leave_nothing_open(tx, authority, account)?;
    }
    Ok(ended == 1)
}

/// Sessions and recovery codes of what went before are over.
fn leave_nothing_open(
    tx: &Transaction<'_>,
    authority: [u8; 16],
    account: [u8; 16],
) -> Result<(), LedgerError> {
    for table in ["desk_session", "account_recovery"] {
        let sql = format!("DELETE FROM {table} WHERE authority_id = ?1 AND account_id = ?2");
        tx.execute(&sql, params![authority, account])?;
    }
    Ok(())
}

fn found(
    tx: &Transaction<'_>,
    condition: &str,
    parameters: impl rusqlite::Params,
) -> Result<Option<AccountRow>, LedgerError> {
    let sql = format!("SELECT {COLUMNS} FROM account a WHERE a.authority_id = ?1 AND {condition}");
    let mut statement = tx.prepare_cached(&sql)?;
    statement.query_row(parameters, |row| Ok(read(row, 0))).optional()?.transpose()
}

/// An account from [`COLUMNS`], of which the first is the row's column `at`.
pub(super) fn read(row: &Row<'_>, at: usize) -> Result<AccountRow, LedgerError> {
    let damaged = || LedgerError::Damaged { table: "account" };
    let when = |column| row.get::<_, Option<i64>>(column).map(|at| at.map(i64::cast_unsigned));
    let team: Option<[u8; 16]> = row.get(at + 3)?;
    let team: Option<TeamId> = team.map(|_| team_id(row, at + 3)).transpose()?;
    Ok(AccountRow {
        id: account_id(row, at)?,
        name: Line::new(&row.get::<_, String>(at + 1)?).map_err(|_| damaged())?,
        role: role_of(&row.get::<_, String>(at + 2)?).ok_or_else(damaged)?,
        team,
        created_ms: unsigned(row, at + 4)?,
        totp_salt: row.get(at + 5)?,
        totp_step: unsigned(row, at + 6)?,
        password_hash: row.get(at + 7)?,
        setup_expires_ms: when(at + 8)?,
        last_sign_in_ms: when(at + 9)?,
        ended_ms: when(at + 10)?,
        recovery_codes_left: row.get(at + 11)?,
    })
}
